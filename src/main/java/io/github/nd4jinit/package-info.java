/**
 * Initial values for ND4J arrays.
 *
 * <p><b>An initializer is a value that, given an array, what its axes mean, and a source of randomness, fills the array in
 * place.</b>
 *
 * <ul>
 *   <li>{@link io.github.nd4jinit.Init} has every initializer twice: as a method that fills an array now, and as a value
 *       to keep.
 *   <li>{@link io.github.nd4jinit.Initializer} is that value: it fills arrays, and reads from and writes to text.
 *   <li>{@link io.github.nd4jinit.Layout} says what the axes mean, {@link io.github.nd4jinit.Fans} what follows for the
 *       number of inputs and outputs.
 *   <li>{@link io.github.nd4jinit.Nonlinearity} has the gains.
 *   <li>{@link io.github.nd4jinit.random.Generator} is where the random numbers come from.
 * </ul>
 *
 * <pre>{@code
 * Init.kaimingNormal(w); // fill now
 *
 * Initializer he = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.2)); // or keep the strategy
 * he.initialize(w, Layout.of("HWIO"), Generator.seeded(42));
 * }</pre>
 */
@NullMarked
package io.github.nd4jinit;

import org.jspecify.annotations.NullMarked;
