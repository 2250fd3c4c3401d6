package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.WeightAxes;
import java.io.Serializable;

/**
 * How many inputs a unit has and how many outputs an input reaches.
 *
 * <p><b>Fan in</b> is the number of weights that meet in one output value: input channels times the size of the
 * receptive field. <b>Fan out</b> is the number of weights that one input value meets: output channels times the size
 * of the receptive field. Both are counted within one group of a grouped convolution and within one part of a packed
 * weight. The stride of a convolution divides its fan out, for each input value then meets only every stride-th window;
 * that of a transposed convolution divides its fan in. The result need not be a whole number.
 *
 * @param fanIn fan in
 * @param fanOut fan out
 */
public record Fans(double fanIn, double fanOut) implements Serializable {

    /**
     * The fans of a tensor in the default layout, {@link Layout#OUT_IN}: those of
     * {@code torch.nn.init._calculate_fan_in_and_fan_out}.
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
     * @param layout what its axes mean
     * @return its fans
     * @throws IllegalArgumentException if the layout does not fit the shape, or packs parts of different sizes, which
     *     have fans each of their own
     */
    public static Fans of(long[] shape, Layout layout) {
        Check.notNull("Fans.of", "shape", shape);
        return WeightAxes.fans("Fans.of", Check.notNull("Fans.of", "layout", layout), shape);
    }
}
