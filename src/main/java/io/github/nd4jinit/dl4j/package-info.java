/**
 * Adapter for DL4J: {@link io.github.nd4jinit.dl4j.Dl4j} initializes and probes DL4J networks. It requires {@code
 * org.deeplearning4j:deeplearning4j-nn}, an optional dependency of this library, on the class path.
 */
@NullMarked
package io.github.nd4jinit.dl4j;

import org.jspecify.annotations.NullMarked;
