package io.github.nd4jinit;

import static io.github.nd4jinit.random.StandardNormal.below;
import static io.github.nd4jinit.random.StandardNormal.density;

import io.github.nd4jinit.random.Precision;
import java.util.List;

/** The normal distribution of a parent's mean and std, conditioned on [a, b]. */
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
    public void check(Precision precision) {
        Check.storable(NAME, "mean", mean, precision);
        Check.storable(NAME, "std", std, precision);
        Check.storable(NAME, "a", a, precision);
        Check.storable(NAME, "b", b, precision);
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        return Piece.whole(shape, moments(), stream -> stream.get().truncatedNormal(mean, std, a, b));
    }

    private Moments moments() {
        double alpha = (a - mean) / std;
        double beta = (b - mean) / std;
        // in the upper tail the probabilities are taken from above, where they keep their digits
        double between = alpha > 0 ? below(-alpha) - below(-beta) : below(beta) - below(alpha);
        double shift = (density(alpha) - density(beta)) / between;
        double variance = 1 + (alpha * density(alpha) - beta * density(beta)) / between - shift * shift;
        return new Moments(mean + std * shift, std * Math.sqrt(Math.max(0, variance)));
    }

    @Override
    public String toString() {
        return "trunc_normal(mean=" + mean + ", std=" + std + ", a=" + a + ", b=" + b + ")";
    }
}
