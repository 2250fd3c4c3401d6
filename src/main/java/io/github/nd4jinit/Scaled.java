package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An initializer's values times a factor.
 *
 * @param factor the factor
 * @param initializer the initializer
 */
record Scaled(double factor, Strategy initializer) implements Strategy {

    private static final String NAME = "scaled";

    Scaled {
        Check.finite(NAME, "factor", factor);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        return initializer.pieces(shape, layout).stream()
                .map(piece -> new Piece(
                        piece.begin,
                        piece.shape,
                        // the values must be held before they are multiplied, and after
                        Math.max(1, Math.abs(factor)) * piece.reach,
                        () -> scaled(piece.moments.get()),
                        stream -> scaled(piece.draw.from(stream))))
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
    public Initializer withFans(Fans fans) {
        return initializer.withFans(fans).scaled(factor);
    }

    @Override
    public String toString() {
        return NAME + "(" + factor + ", " + initializer + ")";
    }

    /** Values times a factor. */
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
