/**
 * The library at work: {@link io.github.nd4jinit.examples.MainJob} gives a real network its initial values, checks them,
 * and trains a small network from such values.
 *
 * <p>To read it as documentation, start with {@link io.github.nd4jinit.examples.Recipe}, which says how three well-known
 * networks are initialized, and {@link io.github.nd4jinit.examples.Classifier}, which hands such values to SameDiff.
 */
@NullMarked
package io.github.nd4jinit.examples;

import org.jspecify.annotations.NullMarked;
