package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.WeightAxes;
import java.io.Serializable;

/**
 * Fan in and fan out of a weight: the number of inputs of each unit, and the number of units that use each input.
 *
 * <pre>{@code
 * Fans.of(64, 3, 7, 7);                                        // fan in 147, fan out 3136
 * Fans.of(new long[] {7, 7, 3, 64}, Layout.IN_OUT);            // the same
 * Fans.of(new long[] {64, 1, 3, 3}, Layout.OUT_IN.groups(64)); // depthwise: fan in 9, fan out 9
 * }</pre>
 *
 * <p><b>Fan in</b> is the number of weights that contribute to one output value: input channels times the size of the
 * receptive field. <b>Fan out</b> is the number of weights that multiply one input value: output channels times the
 * size of the receptive field. Both are counted within one group of a grouped convolution and within one part of a
 * packed weight. The fan out of a convolution is divided by its strides, because each input value belongs to fewer
 * windows; the fan in of a transposed convolution is divided by its strides. Fans need not be whole numbers.
 *
 * @param fanIn the fan in
 * @param fanOut the fan out
 */
public record Fans(double fanIn, double fanOut) implements Serializable {

    /**
     * Returns the fans of a tensor in the default layout, {@link Layout#OUT_IN}. This method is equivalent to {@code
     * torch.nn.init._calculate_fan_in_and_fan_out}.
     *
     * @param shape the shape of the tensor, with at least 2 axes
     * @return the fans of the tensor
     * @throws NullPointerException if {@code shape} is null
     * @throws IllegalArgumentException if the shape has fewer than 2 axes or a negative length
     */
    public static Fans of(long... shape) {
        return of(shape, Layout.OUT_IN);
    }

    /**
     * Returns the fans of a tensor. For {@link Layout#IN_OUT}, they equal the fans in {@code jax.nn.initializers} and
     * in Keras' {@code compute_fans}.
     *
     * @param shape the shape of the tensor
     * @param layout the meaning of its axes
     * @return the fans of the tensor
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the layout does not match the shape, a length is negative, or the layout has
     *     packed parts with different fans
     */
    public static Fans of(long[] shape, Layout layout) {
        Check.notNull("Fans.of", "shape", shape);
        return WeightAxes.fans("Fans.of", Check.notNull("Fans.of", "layout", layout), shape);
    }
}
