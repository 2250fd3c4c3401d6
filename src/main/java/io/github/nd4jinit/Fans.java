package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.WeightAxes;
import java.io.Serializable;

/**
 * Fan in and fan out of a weight: the number of inputs of a unit, and the number of units that use an input.
 *
 * <p><b>Fan in</b> is the number of weights that contribute to one output value: input channels times the size of the
 * receptive field. <b>Fan out</b> is the number of weights that multiply one input value: output channels times the size of
 * the receptive field. Both are counted within one group of a grouped convolution and within one part of a packed weight. A
 * convolution's strides divide its fan out, because each input value belongs to fewer windows; the strides of a transposed
 * convolution divide its fan in. Fans need not be whole numbers.
 *
 * @param fanIn fan in
 * @param fanOut fan out
 */
public record Fans(double fanIn, double fanOut) implements Serializable {

    /**
     * The fans of a tensor in the default layout, {@link Layout#OUT_IN}: those of {@code
     * torch.nn.init._calculate_fan_in_and_fan_out}.
     *
     * @param shape the tensor's shape, of rank 2 or more
     * @return its fans
     * @throws IllegalArgumentException if the rank is below 2
     */
    public static Fans of(long... shape) {
        return of(shape, Layout.OUT_IN);
    }

    /**
     * The fans of a tensor.
     *
     * @param shape the tensor's shape
     * @param layout the meaning of its axes
     * @return its fans
     * @throws IllegalArgumentException if the layout does not fit the shape, or packs parts of different lengths,
     *     each of which has its own fans
     */
    public static Fans of(long[] shape, Layout layout) {
        Check.notNull("Fans.of", "shape", shape);
        return WeightAxes.fans("Fans.of", Check.notNull("Fans.of", "layout", layout), shape);
    }
}
