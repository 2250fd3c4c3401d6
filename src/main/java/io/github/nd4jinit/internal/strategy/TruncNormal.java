package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.math.Quadrature;
import java.io.Serial;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A normal distribution (the parent) conditioned on [a, b].
 *
 * @param mean the mean of the parent
 * @param std the standard deviation of the parent
 * @param a lower bound, absolute
 * @param b upper bound, absolute
 */
public record TruncNormal(double mean, double std, double a, double b) implements Strategy {

    private static final String NAME = "trunc_normal";

    /**
     * Maximum distance of [a, b] from the mean, in standard deviations. At larger distances, the probability of [a, b],
     * or of the last of its 2⁵³ subintervals, underflows to a subnormal double.
     */
    private static final double MAX_DISTANCE = 36;

    /**
     * Checks the parameters.
     *
     * @param mean the mean of the parent
     * @param std the standard deviation of the parent
     * @param a lower bound, absolute
     * @param b upper bound, absolute
     */
    public TruncNormal {
        Check.finite(NAME, "mean", mean);
        Check.positive(NAME, "std", std);
        Check.finite(NAME, "a", a);
        Check.finite(NAME, "b", b);
        if (!(a < b)) {
            throw new IllegalArgumentException(
                    "%s: a must be less than b, received a=%s, b=%s; pass the lower bound as a and the upper bound as b"
                            .formatted(NAME, a, b));
        }
        if (!((a - mean) / std <= MAX_DISTANCE && (mean - b) / std <= MAX_DISTANCE)) {
            throw new IllegalArgumentException(
                    "%s: [a, b] must be at most %s std from the mean, received mean=%s, std=%s, a=%s, b=%s; move the bounds closer to the mean (they are absolute, not multiples of std)"
                            .formatted(NAME, MAX_DISTANCE, mean, std, a, b));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return Region.whole(
                shape,
                Math.max(Math.abs(a), Math.abs(b)),
                this::moments,
                stream -> stream.get().truncatedNormal(mean, std, a, b));
    }

    /**
     * Computes the moments by quadrature over t, where x = {@code peak + side t}. The density on [a, b] is largest at
     * {@code peak}, and {@code side} is the larger of the distances from {@code peak} to the ends of the interval.
     * Formulas with φ and Φ lose precision if the interval is narrow or far from the mean.
     */
    private Moments moments() {
        double peak = Math.max(a, Math.min(b, mean));
        double steepness = Math.abs(peak - mean) / std;
        // beyond this distance from the peak, the density is smaller by a factor of more than e^60
        double end = std * (Math.sqrt(steepness * steepness + 120) - steepness);
        double left = Math.min(peak - a, end);
        double right = Math.min(b - peak, end);
        double side = Math.max(left, right);
        double unit = side / std;
        double decay = (peak - mean) / std * unit;
        DoubleUnaryOperator density = t -> StrictMath.exp(-t * (decay + unit * unit * t / 2));
        double[] powers = Quadrature.moments(density, -left / side, right / side);
        // exactly 0 if the interval is symmetric about the mean, without the rounding error of quadrature
        double shift = left == right ? 0 : powers[1] / powers[0];
        double variance = powers[2] / powers[0] - shift * shift;
        return new Moments(peak + side * shift, side * Math.sqrt(variance));
    }

    @Override
    public String toString() {
        return "trunc_normal(mean=" + mean + ", std=" + std + ", a=" + a + ", b=" + b + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
