package io.github.nd4jinit;

import io.github.nd4jinit.internal.math.Quadrature;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The normal distribution of a parent's mean and std, conditioned on [a, b].
 *
 * @param mean the parent's μ
 * @param std the parent's σ
 * @param a lower bound, absolute
 * @param b upper bound, absolute
 */
record TruncNormal(double mean, double std, double a, double b) implements Strategy {

    private static final String NAME = "trunc_normal";

    /**
     * Standard deviations from the mean that [a, b] may lie away. Beyond, the probability of a value in [a, b], or that of
     * the last of 2⁵³ parts of it, is no longer a normal double.
     */
    private static final double REACH = 36;

    TruncNormal {
        Check.finite(NAME, "mean", mean);
        Check.positive(NAME, "std", std);
        Check.finite(NAME, "a", a);
        Check.finite(NAME, "b", b);
        if (!(a < b)) {
            throw new IllegalArgumentException(
                    "%s: a must be below b, received a=%s, b=%s; they are absolute bounds".formatted(NAME, a, b));
        }
        if (!((a - mean) / std <= REACH && (mean - b) / std <= REACH)) {
            throw new IllegalArgumentException(
                    "%s: [a, b] must come within %s std of the mean, received mean=%s, std=%s, a=%s, b=%s; a and b are absolute bounds, not multiples of std"
                            .formatted(NAME, REACH, mean, std, a, b));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        return Piece.whole(
                shape,
                Math.max(Math.abs(a), Math.abs(b)),
                this::moments,
                stream -> stream.get().truncatedNormal(mean, std, a, b));
    }

    /**
     * By quadrature in units of the interval's longer side from where the density is highest, x = {@code peak + side t}:
     * formulas of φ and Φ lose their digits where the interval is narrow or far out.
     */
    private Moments moments() {
        double peak = Math.max(a, Math.min(b, mean));
        double steepness = Math.abs(peak - mean) / std;
        // where the density has fallen by e^-60
        double end = std * (Math.sqrt(steepness * steepness + 120) - steepness);
        double left = Math.min(peak - a, end);
        double right = Math.min(b - peak, end);
        double side = Math.max(left, right);
        double unit = side / std;
        double slope = (peak - mean) / std * unit;
        DoubleUnaryOperator density = t -> StrictMath.exp(-t * (slope + unit * unit * t / 2));
        double[] powers = Quadrature.moments(density, -left / side, right / side);
        // an interval that is the same on both sides of the mean: exactly 0, which the quadrature misses by its
        // rounding
        double shift = left == right ? 0 : powers[1] / powers[0];
        double variance = powers[2] / powers[0] - shift * shift;
        return new Moments(peak + side * shift, side * Math.sqrt(variance));
    }

    @Override
    public String toString() {
        return "trunc_normal(mean=" + mean + ", std=" + std + ", a=" + a + ", b=" + b + ")";
    }
}
