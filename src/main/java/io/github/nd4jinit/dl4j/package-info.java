/**
 * Adapter for DL4J: {@link io.github.nd4jinit.dl4j.Dl4j} initializes and probes its networks. It needs {@code
 * org.deeplearning4j:deeplearning4j-nn} on the class path, which is an optional dependency of this library.
 */
@NullMarked
package io.github.nd4jinit.dl4j;

import org.jspecify.annotations.NullMarked;
