package io.github.nd4jinit.internal.math;

/**
 * The standard normal distribution: the density φ, the distribution function Φ, and the quantile function Φ⁻¹ in the
 * tails; {@link CentralQuantiles} computes Φ⁻¹ outside the tails. Only strict arithmetic is used, so the results are
 * bit-identical on every machine. The functions that are called for single elements do not use {@link Math#fma}, which
 * takes microseconds on processors without such an instruction.
 *
 * <p>The rational functions are minimax approximations, computed by {@code src/test/golden/normal_fit.py} with the
 * Remez exchange algorithm in 60-digit arithmetic.
 */
public final class StandardNormal {

    /**
     * The value of |x| at which Φ switches from the power series to the continued fraction; both converge quickly near this
     * value.
     */
    private static final double SPLIT = 0.75;

    /** For |x| beyond this bound, the density is less than the smallest positive double. */
    private static final double CUTOFF = 39;

    private StandardNormal() {}

    /**
     * Computes Φ(x), the probability of a value less than x.
     *
     * @param x any number
     * @return Φ(x), with a relative error below 1e-15 for x >= -37.5
     */
    public static double cdf(double x) {
        return x <= -SPLIT ? upperTail(-x) : x < SPLIT ? 0.5 + cdfMinusHalf(x) : 1 - upperTail(x);
    }

    /**
     * Computes the density φ(x) = e^(-x²/2) / √(2π).
     *
     * @param x any number
     * @return the density at x
     */
    public static double density(double x) {
        if (Math.abs(x) > CUTOFF) {
            return 0; // x² may overflow
        }
        double square = x * x;
        double error = Math.fma(x, x, -square); // the rounding error of x²
        double power = StrictMath.exp(-0.5 * square);
        return Math.fma(power, -0.5 * error, power) * 0x1.9884533d43651p-2;
    }

    /**
     * Computes Φ(x) - ½ without cancellation near 0.
     *
     * @param x any number
     * @return Φ(x) - ½
     */
    public static double cdfMinusHalf(double x) {
        if (Math.abs(x) < SPLIT) {
            return density(x) * series(x);
        }
        return x > 0 ? 0.5 - upperTail(x) : upperTail(-x) - 0.5;
    }

    /** Computes (Φ(x) - ½) / φ(x) by the series x + x³/3 + x⁵/(3·5) + ... */
    private static double series(double x) {
        double square = x * x;
        double sum = 1;
        for (int n = 41; n > 1; n -= 2) {
            sum = Math.fma(square / n, sum, 1);
        }
        return x * sum;
    }

    /** Computes 1 - Φ(x) by Laplace's continued fraction, φ(x) / (x + 1/(x + 2/(x + 3/(x + ...)))). */
    private static double upperTail(double x) {
        double fraction = x;
        for (int n = 20 + (int) (400 / (x * x)); n > 0; n--) {
            fraction = x + n / fraction;
        }
        return density(x) / fraction;
    }

    /**
     * Computes the quantile of a tail probability: Φ⁻¹(p) in the lower tail, Φ⁻¹(1 - p) in the upper tail.
     *
     * @param upper true for the upper tail, false for the lower tail
     * @param p the tail probability, between 1e-300 and 0.02
     * @return the quantile
     */
    public static double quantileTail(boolean upper, double p) {
        double r = Math.sqrt(-2 * log(p));
        double a = 0x1.1b2233e63c95ep-37;
        a = a * r + 0x1.4701b4b4e4d63p-24;
        a = a * r + 0x1.c64044a738f51p-16;
        a = a * r + 0x1.4d54382860fefp-9;
        a = a * r + 0x1.67d1d6dca1e6dp-4;
        a = a * r + 0x1.4813eb07bef85p+0;
        a = a * r + 0x1.15246332873d1p+3;
        a = a * r + 0x1.e26eeaaf70e1fp+4;
        a = a * r + 0x1.b68d393ee4db3p+5;
        a = a * r + 0x1.26e0d208a96b4p+5;
        a = a * r + 0x1.4e9d7a2e43d33p+2;
        double b = 0x1.461ddf0425573p-27;
        b = b * r + 0x1.2296a03eff7e4p-18;
        b = b * r + 0x1.04402de4cee5fp-11;
        b = b * r + 0x1.55610f0a6e3bbp-6;
        b = b * r + 0x1.7f069f3a63691p-2;
        b = b * r + 0x1.9464a9e622128p+1;
        b = b * r + 0x1.ba68ddbc758d4p+3;
        b = b * r + 0x1.0b08694f6b8a7p+5;
        b = b * r + 0x1.37f087ac1ecfap+5;
        b = b * r + 0x1.0adfa929b4053p+4;
        b = b * r + 0x1.7d9f32271bdf2p+0;
        double z = r - a / b;
        return upper ? z : -z;
    }

    /** Computes the natural logarithm of a positive normal number. */
    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long k = (bits - Double.doubleToRawLongBits(0x1.6a09e667f3bcdp-1)) >> 52; // x = 2^k m, m in [√½, √2)
        double m = Double.longBitsToDouble(bits - (k << 52));
        double d = m - 1;
        double f = d / (m + 1); // log m = 2 artanh f = 2 f + f t l
        double t = f * f;
        double l = 0x1.0c05b7a5c7db9p-3;
        l = l * t + 0x1.0fbe5ef5f006ep-3;
        l = l * t + 0x1.3b1c378abb14p-3;
        l = l * t + 0x1.745cf8f9841fap-3;
        l = l * t + 0x1.c71c7201758a8p-3;
        l = l * t + 0x1.2492492476bb6p-2;
        l = l * t + 0x1.9999999999a38p-2;
        l = l * t + 0x1.5555555555555p-1;
        // 2 f = d - f d; ln 2 is split into a high and a low part, and the product of k and the high part is exact
        return k * 0x1.62e42fefa2p-1 - ((f * (d - t * l) - k * 0x1.9ef35793c7673p-41) - d);
    }
}
