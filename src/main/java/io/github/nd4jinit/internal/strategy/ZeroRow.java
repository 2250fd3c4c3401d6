package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;

/**
 * Writes zeros to one row and the values of another initializer to all other rows.
 *
 * @param row index along the first axis
 * @param initializer the initializer
 */
public record ZeroRow(long row, Strategy initializer) implements Strategy {

    private static final String NAME = "zero_row";

    /**
     * Checks the parameters.
     *
     * @param row index along the first axis
     * @param initializer the initializer
     */
    public ZeroRow {
        Check.notNegative(NAME, "row", row);
        Nesting.check(NAME, initializer);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        if (shape.length == 0 || row >= shape[0]) {
            throw new IllegalArgumentException(
                    "%s: row %s does not exist in shape %s, whose rows are along the first axis; %s"
                            .formatted(
                                    NAME,
                                    row,
                                    Arrays.toString(shape),
                                    shape.length == 0
                                            ? "pass an array with at least 1 axis"
                                            : "pass a row from 0 to " + (shape[0] - 1)));
        }
        long length = Strategy.size(shape) / shape[0];
        return initializer.regions(shape, layout).stream()
                .map(region -> withRow(region, length))
                .toList();
    }

    /** Returns the region with zeros in the elements that belong to the row. */
    private Region withRow(Region region, long length) {
        if (row < region.begin[0] || row - region.begin[0] >= region.shape[0]) {
            return region;
        }
        return new Region(
                region.begin,
                region.shape,
                region.maxAbs,
                () -> moments(region.moments.get(), 1 - 1.0 / region.shape[0]),
                stream -> new Zeros(row * length, length, region.draw.from(stream)));
    }

    /**
     * Returns the moments of a mixture: a fraction of the values has the given moments, and the other values are zero.
     */
    private static Moments moments(Moments moments, double fraction) {
        double mean = fraction * moments.mean();
        double square = fraction * (moments.std() * moments.std() + moments.mean() * moments.mean());
        return new Moments(mean, Math.sqrt(square - mean * mean));
    }

    @Override
    public int depth() {
        return 1 + initializer.depth();
    }

    @Override
    public Initializer withFans(Fans fans) {
        return initializer.withFans(fans).withZeroRow(row);
    }

    @Override
    public String toString() {
        return NAME + "(" + row + ", " + initializer + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }

    /** Replaces {@code length} values, starting at element {@code begin}, with zeros. */
    private record Zeros(long begin, long length, TensorValues values) implements TensorValues {

        @Override
        public boolean prefersSequentialAccess() {
            return values.prefersSequentialAccess();
        }

        @Override
        public void fill(long from, float[] out, int offset, int n) {
            values.fill(from, out, offset, n);
            Arrays.fill(out, offset + first(from, n), offset + end(from, n), 0);
        }

        @Override
        public void fill(long from, double[] out, int offset, int n) {
            values.fill(from, out, offset, n);
            Arrays.fill(out, offset + first(from, n), offset + end(from, n), 0);
        }

        private int first(long from, int n) {
            return (int) Math.max(0, Math.min(n, begin - from));
        }

        private int end(long from, int n) {
            return (int) Math.max(0, Math.min(n, begin + length - from));
        }
    }
}
