package io.github.nd4jinit.internal.math;

/**
 * The standard normal distribution: the density φ, the distribution function Φ and the quantile function Φ⁻¹. Only
 * strict arithmetic is used, so the results are bit-identical on every machine.
 *
 * <p>The rational functions are minimax approximations, computed by {@code src/test/golden/normal_fit.py} with the
 * Remez exchange algorithm in 60-digit arithmetic.
 */
public final class StandardNormal {

    /** The smallest tail probability for which the central formula for floats is valid, where |Φ⁻¹| = 2.660. */
    public static final double FLOAT_TAIL = 0x1p-8;

    /** The smallest tail probability for which the central formula for doubles is valid, where |Φ⁻¹| = 2.326. */
    public static final double DOUBLE_TAIL = 0.01;

    /**
     * The value of |x| at which Φ switches from the power series to the continued fraction; both converge quickly near this
     * value.
     */
    private static final double SPLIT = 0.75;

    /** For |x| beyond this bound, the density is less than the smallest positive double. */
    private static final double CUTOFF = 39;

    /** √(2π) / 2, the derivative of Φ⁻¹(½ + ½ m) at m = 0. */
    private static final float HALF_SQRT_2_PI = 0x1.40d932p+0f;

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
     * Computes Φ⁻¹(½ + ½ m) outside the tails. The expressions are short and branch-free, so that the compiler
     * vectorizes loops that call this method.
     *
     * @param m a number with |m| <= 1 - 2⁻⁷
     * @return the quantile
     */
    public static float quantileCentral(float m) {
        float v = Math.fma(-m, m, 1);
        return Math.fma(m, HALF_SQRT_2_PI, m * (m * m * numerator(v) / denominator(v)));
    }

    private static float numerator(float v) {
        float a = 0x1.091b94p+18f;
        a = Math.fma(a, v, 0x1.6a43fp+19f);
        a = Math.fma(a, v, 0x1.42382cp+18f);
        a = Math.fma(a, v, 0x1.064e9cp+15f);
        a = Math.fma(a, v, 0x1.830f18p+9f);
        a = Math.fma(a, v, 0x1.608754p+1f);
        return a;
    }

    private static float denominator(float v) {
        float b = 0x1.3581e2p+18f;
        b = Math.fma(b, v, 0x1.ac66f2p+20f);
        b = Math.fma(b, v, 0x1.9b960cp+20f);
        b = Math.fma(b, v, 0x1.9356cap+18f);
        b = Math.fma(b, v, 0x1.b25b82p+14f);
        b = Math.fma(b, v, 0x1.cb615cp+8f);
        b = Math.fma(b, v, 0x1.294b72p+0f);
        return b;
    }

    /**
     * Replaces each q with Φ⁻¹(½ + q), outside the tails. The computation is split into two passes, because the
     * compiler does not vectorize the combined loop body.
     *
     * @param q numbers with |q| <= 0.49
     * @param first index of the first number to replace
     * @param end index after the last number to replace
     * @param numerators scratch memory, at least as long as {@code q}
     */
    public static void quantilesCentral(double[] q, int first, int end, double[] numerators) {
        numerators(q, first, end, numerators);
        quantiles(q, first, end, numerators);
    }

    private static void numerators(double[] q, int first, int end, double[] numerators) {
        for (int i = first; i < end; i++) {
            double x = q[i];
            numerators[i] = numerator(Math.fma(-x, x, 0.25));
        }
    }

    private static void quantiles(double[] q, int first, int end, double[] numerators) {
        for (int i = first; i < end; i++) {
            double x = q[i];
            double fraction = numerators[i] / denominator(Math.fma(-x, x, 0.25));
            q[i] = Math.fma(x, 0x1.40d931ff62706p+1, x * Math.fma(x * x, fraction, -0x1.a6a0d6f814637p-53));
        }
    }

    private static double numerator(double v) {
        double a = 0x1.57bbf98cef79ep+49;
        a = Math.fma(a, v, 0x1.6bfcdd3b63f5ap+51);
        a = Math.fma(a, v, 0x1.603e259228725p+51);
        a = Math.fma(a, v, 0x1.e4d80cd2b3ca7p+49);
        a = Math.fma(a, v, 0x1.1a3ca4acc2b81p+47);
        a = Math.fma(a, v, 0x1.2bd2ba9750431p+43);
        a = Math.fma(a, v, 0x1.28c2eca0d298cp+38);
        a = Math.fma(a, v, 0x1.0afb56ce4203ap+32);
        a = Math.fma(a, v, 0x1.925b8fa0ea027p+24);
        a = Math.fma(a, v, 0x1.a5846b45f78a7p+15);
        a = Math.fma(a, v, 0x1.79cf9d0d46a7p+4);
        return a;
    }

    private static double denominator(double v) {
        double b = 0x1.4e9829a19912p+48;
        b = Math.fma(b, v, 0x1.f56b06bac7d8dp+50);
        b = Math.fma(b, v, 0x1.5904090ce45dap+51);
        b = Math.fma(b, v, 0x1.5730d54f69a82p+50);
        b = Math.fma(b, v, 0x1.27dba62c1ba19p+48);
        b = Math.fma(b, v, 0x1.e1577f21bc197p+44);
        b = Math.fma(b, v, 0x1.7e4e9b27b1a75p+40);
        b = Math.fma(b, v, 0x1.2790b60615e83p+35);
        b = Math.fma(b, v, 0x1.aad823dd5d922p+28);
        b = Math.fma(b, v, 0x1.057098352d994p+21);
        b = Math.fma(b, v, 0x1.ba4943b848d82p+11);
        b = Math.fma(b, v, 0x1.2e481fcee3be5p+0);
        return b;
    }

    /**
     * Computes the quantile of a tail probability: Φ⁻¹(p) in the lower tail, Φ⁻¹(1 - p) in the upper tail.
     *
     * @param upper true for the upper tail, false for the lower tail
     * @param p the tail probability, between 1e-300 and 0.025
     * @return the quantile
     */
    public static double quantileTail(boolean upper, double p) {
        double r = Math.sqrt(-2 * log(p));
        double a = 0x1.1b2233e63c95ep-37;
        a = Math.fma(a, r, 0x1.4701b4b4e4d63p-24);
        a = Math.fma(a, r, 0x1.c64044a738f51p-16);
        a = Math.fma(a, r, 0x1.4d54382860fefp-9);
        a = Math.fma(a, r, 0x1.67d1d6dca1e6dp-4);
        a = Math.fma(a, r, 0x1.4813eb07bef85p+0);
        a = Math.fma(a, r, 0x1.15246332873d1p+3);
        a = Math.fma(a, r, 0x1.e26eeaaf70e1fp+4);
        a = Math.fma(a, r, 0x1.b68d393ee4db3p+5);
        a = Math.fma(a, r, 0x1.26e0d208a96b4p+5);
        a = Math.fma(a, r, 0x1.4e9d7a2e43d33p+2);
        double b = 0x1.461ddf0425573p-27;
        b = Math.fma(b, r, 0x1.2296a03eff7e4p-18);
        b = Math.fma(b, r, 0x1.04402de4cee5fp-11);
        b = Math.fma(b, r, 0x1.55610f0a6e3bbp-6);
        b = Math.fma(b, r, 0x1.7f069f3a63691p-2);
        b = Math.fma(b, r, 0x1.9464a9e622128p+1);
        b = Math.fma(b, r, 0x1.ba68ddbc758d4p+3);
        b = Math.fma(b, r, 0x1.0b08694f6b8a7p+5);
        b = Math.fma(b, r, 0x1.37f087ac1ecfap+5);
        b = Math.fma(b, r, 0x1.0adfa929b4053p+4);
        b = Math.fma(b, r, 0x1.7d9f32271bdf2p+0);
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
        l = Math.fma(l, t, 0x1.0fbe5ef5f006ep-3);
        l = Math.fma(l, t, 0x1.3b1c378abb14p-3);
        l = Math.fma(l, t, 0x1.745cf8f9841fap-3);
        l = Math.fma(l, t, 0x1.c71c7201758a8p-3);
        l = Math.fma(l, t, 0x1.2492492476bb6p-2);
        l = Math.fma(l, t, 0x1.9999999999a38p-2);
        l = Math.fma(l, t, 0x1.5555555555555p-1);
        // 2 f = d - f d; ln 2 is split into a high and a low part, and the product of k and the high part is exact
        return k * 0x1.62e42fefa2p-1 - (Math.fma(f, d - t * l, k * -0x1.9ef35793c7673p-41) - d);
    }
}
