/**
 * Weight initialization for ND4J arrays.
 *
 * <p><b>An initializer is an immutable value that, given an array, the meaning of its axes, and a source of randomness,
 * fills the array in place.</b>
 *
 * <ul>
 *   <li>{@link io.github.nd4jinit.Init} contains all initializers, each as a method that fills an array and as a method
 *       that returns an {@code Initializer}.
 *   <li>{@link io.github.nd4jinit.Initializer} is the type of these values: it fills arrays and has a text form.
 *   <li>{@link io.github.nd4jinit.Layout} defines the meaning of the axes, which determines the {@link
 *       io.github.nd4jinit.Fans}.
 *   <li>{@link io.github.nd4jinit.Nonlinearity} provides the gains of activation functions.
 *   <li>{@link io.github.nd4jinit.random.Generator} is the source of random numbers.
 * </ul>
 *
 * <pre>{@code
 * Init.kaimingNormal(w); // fills w
 *
 * Initializer he = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.2)); // fills other arrays later
 * he.initialize(w, Layout.of("HWIO"), Generator.seeded(42));
 * }</pre>
 */
@NullMarked
package io.github.nd4jinit;

import org.jspecify.annotations.NullMarked;
