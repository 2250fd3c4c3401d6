package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.io.Serial;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Multiplies the values of another initializer by a factor.
 *
 * @param factor the factor
 * @param initializer the initializer
 */
public record Scaled(double factor, Strategy initializer) implements Strategy {

    private static final String NAME = "scaled";

    /**
     * Checks the parameters.
     *
     * @param factor the factor
     * @param initializer the initializer
     */
    public Scaled {
        Check.finite(NAME, "factor", factor);
        Nesting.check(NAME, initializer);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return initializer.regions(shape, layout).stream()
                .map(region -> new Region(
                        region.begin,
                        region.shape,
                        // the element type must hold the values before and after the multiplication
                        Math.max(1, Math.abs(factor)) * region.maxAbs,
                        () -> scaled(region.moments.get()),
                        stream -> scaled(region.draw.from(stream))))
                .toList();
    }

    private TensorValues scaled(TensorValues values) {
        OptionalDouble constant = values.constantValue();
        return constant.isPresent()
                ? TensorValues.constant(factor * constant.getAsDouble())
                : new Product(factor, values);
    }

    private Moments scaled(Moments moments) {
        return new Moments(factor * moments.mean(), Math.abs(factor) * moments.std());
    }

    @Override
    public int depth() {
        return 1 + initializer.depth();
    }

    @Override
    public Initializer withFans(Fans fans) {
        return initializer.withFans(fans).scaled(factor);
    }

    @Override
    public String toString() {
        return NAME + "(" + factor + ", " + initializer + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }

    /** The products of a factor and other values. */
    private record Product(double factor, TensorValues values) implements TensorValues {

        @Override
        public boolean prefersSequentialAccess() {
            return values.prefersSequentialAccess();
        }

        @Override
        public void fill(long from, float[] out, int offset, int n) {
            values.fill(from, out, offset, n);
            for (int i = offset; i < offset + n; i++) {
                out[i] = (float) (factor * out[i]);
            }
        }

        @Override
        public void fill(long from, double[] out, int offset, int n) {
            values.fill(from, out, offset, n);
            for (int i = offset; i < offset + n; i++) {
                out[i] *= factor;
            }
        }
    }
}
