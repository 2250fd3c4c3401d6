/**
 * Networks of DL4J: {@link io.github.nd4jinit.dl4j.Dl4j}. It needs {@code org.deeplearning4j:deeplearning4j-nn}, which this
 * library does not bring along.
 */
@NullMarked
package io.github.nd4jinit.dl4j;

import org.jspecify.annotations.NullMarked;
