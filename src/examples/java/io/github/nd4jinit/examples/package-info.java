/**
 * {@link io.github.nd4jinit.examples.MainJob} initializes a real network, checks the values, and trains a small network with
 * initializers of this library.
 *
 * <p>As documentation, start with {@link io.github.nd4jinit.examples.Network}, which contains the plans of three well-known
 * networks, and {@link io.github.nd4jinit.examples.Classifier}, which passes initialized arrays to SameDiff.
 */
@NullMarked
package io.github.nd4jinit.examples;

import org.jspecify.annotations.NullMarked;
