package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.fill.TensorRegion;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An initializer that describes the values of a tensor region by region. This interface contains the code that is
 * common to all initializers: it first checks all arguments, then draws the values of all regions, and then writes
 * them.
 */
public interface Strategy extends Initializer {

    /** Returns the name that is used in the text form and in messages. */
    String name();

    /**
     * Returns the regions of a tensor.
     *
     * @throws IllegalArgumentException if this initializer does not support the shape or the layout
     */
    List<Region> regions(long[] shape, Layout layout);

    /** Returns the nesting depth of this initializer, 0 if it contains no other initializer. */
    default int depth() {
        return 0;
    }

    @Override
    default INDArray initialize(INDArray array, Layout layout, Generator generator) {
        FloatFormat format = checkArguments(array, layout, generator);
        if (array.isEmpty()) {
            return array;
        }
        long[] shape = array.shape();
        List<Region> regions = checkedRegions(shape, layout, format);
        Supplier<RandomStream> stream = new LazyStream(generator, size(shape), format);
        if (regions.size() == 1 && regions.get(0).shape == shape) {
            ArrayWriter.write(array, draw(regions.get(0), stream));
        } else {
            write(array, shape, new long[shape.length], regions, stream);
        }
        return array;
    }

    @Override
    default INDArray initializeSlice(INDArray slice, long[] shape, long[] begin, Layout layout, Generator generator) {
        FloatFormat format = checkArguments(slice, layout, generator);
        checkSlice(slice.shape(), Check.notNull(name(), "shape", shape), Check.notNull(name(), "begin", begin));
        if (!slice.isEmpty()) {
            List<Region> regions = checkedRegions(shape, layout, format);
            write(slice, shape, begin, regions, new LazyStream(generator, size(shape), format));
        }
        return slice;
    }

    private FloatFormat checkArguments(INDArray array, Layout layout, Generator generator) {
        FloatFormat format = ArrayWriter.check(name(), array);
        Check.notNull(name(), "layout", layout);
        Check.notNull(name(), "generator", generator);
        return format;
    }

    @Override
    default void check(INDArray array, Layout layout) {
        FloatFormat format = ArrayWriter.check(name(), array);
        Check.notNull(name(), "layout", layout);
        if (!array.isEmpty()) {
            checkedRegions(array.shape(), layout, format);
        }
    }

    private List<Region> checkedRegions(long[] shape, Layout layout, FloatFormat format) {
        List<Region> regions = regions(shape, layout);
        for (Region region : regions) {
            checkRange(region.maxAbs, format);
        }
        return regions;
    }

    @Override
    default Initializer scaled(double factor) {
        return new Scaled(factor, this);
    }

    @Override
    default Initializer withZeroRow(long row) {
        return new ZeroRow(row, this);
    }

    private TensorValues draw(Region region, Supplier<RandomStream> stream) {
        try {
            return region.draw.from(stream);
        } catch (UnsupportedOperationException unsupported) {
            throw withName(unsupported);
        }
    }

    /** Draws the values of all regions, and then writes those within the slice. */
    private void write(
            INDArray slice, long[] shape, long[] begin, List<Region> regions, Supplier<RandomStream> stream) {
        TensorValues[] values = new TensorValues[regions.size()];
        if (values.length > 1) {
            checkParts(values.length, stream);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = draw(regions.get(i), stream);
        }
        for (int i = 0; i < values.length; i++) {
            write(slice, shape, begin, regions.get(i), values[i]);
        }
    }

    private void checkParts(int parts, Supplier<RandomStream> stream) {
        try {
            stream.get().checkParts(parts);
        } catch (UnsupportedOperationException unsupported) {
            throw withName(unsupported);
        }
    }

    private UnsupportedOperationException withName(UnsupportedOperationException exception) {
        return new UnsupportedOperationException(name() + ": " + exception.getMessage(), exception);
    }

    private void checkRange(double maxAbs, FloatFormat format) {
        if (!(maxAbs <= format.largest())) {
            throw new IllegalArgumentException(
                    "%s: absolute values may reach %s, but the largest %s is %s, received %s; use %s"
                            .formatted(name(), maxAbs, format, format.largest(), this, remedy(maxAbs)));
        }
    }

    /** Suggests an element type whose range includes the values, or smaller parameters if there is no such type. */
    private static String remedy(double maxAbs) {
        if (maxAbs <= FloatFormat.FLOAT.largest()) {
            return "a FLOAT array";
        }
        return maxAbs <= FloatFormat.DOUBLE.largest() ? "a DOUBLE array" : "smaller parameters";
    }

    /** Writes the intersection of a slice and a region. */
    private static void write(INDArray slice, long[] shape, long[] begin, Region region, TensorValues values) {
        if (Arrays.equals(slice.shape(), shape) && Arrays.equals(region.shape, shape)) {
            ArrayWriter.write(slice, values);
            return;
        }
        long[] first = new long[shape.length];
        long[] within = new long[shape.length];
        long[] common = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            first[axis] = Math.max(begin[axis], region.begin[axis]);
            within[axis] = first[axis] - begin[axis];
            common[axis] =
                    Math.min(begin[axis] + slice.size(axis), region.begin[axis] + region.shape[axis]) - first[axis];
            if (common[axis] <= 0) {
                return;
            }
        }
        ArrayWriter.write(ArrayWriter.part(slice, within, common), TensorRegion.at(shape, first), values);
    }

    private void checkSlice(long[] slice, long[] shape, long[] begin) {
        boolean within = shape.length == slice.length && begin.length == slice.length;
        for (int axis = 0; within && axis < slice.length; axis++) {
            within = begin[axis] >= 0 && slice[axis] <= shape[axis] - begin[axis];
        }
        if (!within) {
            throw new IllegalArgumentException(
                    "%s: a slice of shape %s at %s is not within a tensor of shape %s; pass shape and begin with one number for each axis of the slice, such that begin >= 0 and begin + slice length <= tensor length"
                            .formatted(name(), Arrays.toString(slice), Arrays.toString(begin), Arrays.toString(shape)));
        }
    }

    @Override
    default Moments moments(long[] shape, Layout layout) {
        Check.notNull(name(), "shape", shape);
        Check.notNull(name(), "layout", layout);
        double size = size(shape);
        if (size == 0) {
            return Moments.UNKNOWN;
        }
        List<Region> regions = regions(shape, layout);
        if (regions.size() == 1) {
            return regions.get(0).moments.get();
        }
        double mean = 0;
        double square = 0;
        for (Region region : regions) {
            double fraction = size(region.shape) / size;
            Moments moments = region.moments.get();
            mean += fraction * moments.mean();
            square += fraction * (moments.std() * moments.std() + moments.mean() * moments.mean());
        }
        return new Moments(mean, Math.sqrt(square - mean * mean));
    }

    /** Returns the number of elements of a tensor with the given shape. */
    static long size(long[] shape) {
        double size = 1;
        long exact = 1;
        boolean negative = false;
        for (long length : shape) {
            size *= length;
            exact *= length;
            negative |= length < 0;
        }
        if (!(size < 0x1p62) || negative) {
            throw new IllegalArgumentException(
                    "axis lengths must not be negative, and a tensor must have fewer than 2^62 elements, received shape %s; pass array.shape(), or split the tensor"
                            .formatted(Arrays.toString(shape)));
        }
        return exact;
    }
}
