package io.github.nd4jinit.internal.math;

/**
 * Computes quantiles of the standard normal distribution outside the tails, in vectorizable passes, from random words.
 *
 * <p>The quantile of u is computed from {@code m = 2u - 1} and {@code w = √(1 - m²)} as {@code z = 2 m + m (c - w + (1 -
 * w) P(w) / Q(w))}, where {@code c = √(π/2) - 1}. In this form, rounding errors are small without fused multiplications:
 * 2 m is exact, the sum in parentheses is between -0.75 and 1.3, and 1 - w is small where the polynomials are inaccurate.
 * P and Q are minimax approximations, computed by {@code src/test/golden/normal_fit.py}. The largest error is 1.91 units
 * in the last place for all words of floats.
 *
 * <p>The methods with the passes have more than 325 bytes of bytecode, C2's limit for inlining. If C2 inlined them in
 * the loop of a caller, it might not vectorize them.
 *
 * <p>An instance contains scratch arrays. It is not thread-safe.
 */
public final class CentralQuantiles {

    /** The smallest tail probability for which the formula is valid, where |z| = 3.297. */
    public static final double TAIL = 0x1p-11;

    /** √(π/2) - 1, where √(π/2) is the derivative of z with respect to m at m = 0. */
    private static final double C = 0x1.0364c7fd89c16p-2;

    private static final int SIGN_BIT = 0x80000000;

    private static final int ONE = Float.floatToRawIntBits(1);

    private static final int FRACTION_MASK = (1 << 23) - 1;

    /** Adding this number to a float and subtracting it again rounds the float to an integer. */
    private static final float INTEGER_ROUNDER = 0x1.8p23f;

    private final int[] bits;
    private final BitCastBuffer bitCast;
    private final float[] floatRoots;
    private final float[] floatFractions;
    private final double[] roots;
    private final double[] fractions;

    /**
     * Allocates scratch arrays.
     *
     * @param length the maximum number of words
     */
    public CentralQuantiles(int length) {
        this.bits = new int[length];
        this.bitCast = new BitCastBuffer(length);
        this.floatRoots = new float[length];
        this.floatFractions = new float[length];
        this.roots = new double[length];
        this.fractions = new double[length];
    }

    /**
     * Computes {@code z std + mean}, where z is the quantile of {@code ½ + ½ (m range + middle)}, {@code m = 2u - 1},
     * {@code u = (n + ½) / 2²⁴}, and n is the integer in the leading 24 bits of a word. Results for tail probabilities
     * below {@link #TAIL} are not specified.
     *
     * @param words the words
     * @param first index of the first word
     * @param end index after the last word
     * @param range factor of m
     * @param middle added to the product
     * @param std factor of z
     * @param mean added to the product
     * @param out receives the values, at the indices of the words
     * @param tail a limit for {@code marks}
     * @param marks receives -1 for words that are less than {@code tail} or greater than {@code 2³² - 1 - tail} as
     *     unsigned numbers, and 0 for other words; the indices are those of the words
     */
    public void floats(
            int[] words,
            int first,
            int end,
            float range,
            float middle,
            float std,
            float mean,
            float[] out,
            int tail,
            int[] marks) {
        int[] bits = this.bits;
        float[] roots = floatRoots;
        float[] fractions = floatFractions;
        // The float ±(1 + k/2²³), where k = n - 2²³ and the sign is positive if n >= 2²³, and k = 2²³ - 1 - n
        // otherwise.
        for (int i = first; i < end; i++) {
            int word = words[i];
            int distance = word ^ (word >> 31);
            bits[i] = (~word & SIGN_BIT) | ((~distance >>> 8) & FRACTION_MASK) | ONE;
            marks[i] = (distance - tail) >> 31;
        }
        bitCast.floats(bits, first, out, first, end - first);
        for (int i = first; i < end; i++) {
            float signed = out[i];
            // 0.5625 |signed| is between 0.5625 and 1.125 and therefore rounds to 1
            float sign = (signed * 0.5625f + INTEGER_ROUNDER) - INTEGER_ROUNDER;
            float m = (signed - sign * (1 - 0x1p-24f)) * range + middle; // the difference is exactly 2u - 1
            roots[i] = (float) Math.sqrt((1 - m) * (1 + m));
            out[i] = m;
        }
        for (int i = first; i < end; i++) {
            float w = roots[i];
            float p = -0x1.08236cp+15f;
            p = p * w - 0x1.de494p+14f;
            p = p * w + 0x1.e977ap+12f;
            p = p * w + 0x1.3c6764p+12f;
            p = p * w + 0x1.69aaeap+8f;
            p = p * w + 0x1.d0cadp+1f;
            float q = 0x1.09f09ap+15f;
            q = q * w + 0x1.1360eap+16f;
            q = q * w + 0x1.2a8d7p+15f;
            q = q * w + 0x1.6d5b5p+12f;
            q = q * w + 0x1.c2ebcap+7f;
            q = q * w + 0x1.5f77d6p+0f;
            fractions[i] = p / q;
        }
        for (int i = first; i < end; i++) {
            float m = out[i];
            float w = roots[i];
            out[i] = (2 * m + m * (((float) C - w) + (1 - w) * fractions[i])) * std + mean;
        }
    }

    /**
     * Replaces each m with the quantile of {@code ½ + ½ m}. Results for tail probabilities below {@link #TAIL} are
     * not specified.
     *
     * @param m numbers between -1 and 1
     * @param first index of the first number to replace
     * @param end index after the last number to replace
     */
    public void replace(double[] m, int first, int end) {
        double[] roots = this.roots;
        double[] fractions = this.fractions;
        for (int i = first; i < end; i++) {
            roots[i] = Math.sqrt((1 - m[i]) * (1 + m[i]));
        }
        for (int i = first; i < end; i++) {
            double w = roots[i];
            double p = -0x1.734c0909c2e87p+30;
            p = p * w - 0x1.a19f6f7f4773cp+33;
            p = p * w - 0x1.e984b2f468f5ap+34;
            p = p * w - 0x1.644bf3f73638ep+34;
            p = p * w - 0x1.2e1ab41f57fddp+30;
            p = p * w + 0x1.0865157b3cb48p+32;
            p = p * w + 0x1.7e16c8c69387ap+30;
            p = p * w + 0x1.98ac21ed5ef8p+27;
            p = p * w + 0x1.76f0b0271ea5fp+23;
            p = p * w + 0x1.1c0c5a0d31d3dp+18;
            p = p * w + 0x1.2bc1c56d57d69p+11;
            p = p * w + 0x1.11eacf7074486p+2;
            fractions[i] = p;
        }
        for (int i = first; i < end; i++) {
            double w = roots[i];
            double q = 0x1.7372f84386d19p+30;
            q = q * w + 0x1.daff7aa0e70e2p+33;
            q = q * w + 0x1.74dde372211acp+35;
            q = q * w + 0x1.f4ef5158e6551p+35;
            q = q * w + 0x1.4688763f901d6p+35;
            q = q * w + 0x1.b1c3b2043d322p+33;
            q = q * w + 0x1.28c94cead25p+31;
            q = q * w + 0x1.9b0624a8f09p+27;
            q = q * w + 0x1.11d4e24d31c9ap+23;
            q = q * w + 0x1.3cdf785a5ed41p+17;
            q = q * w + 0x1.0230c75e273a2p+10;
            q = q * w + 0x1.59d97006d2f86p+0;
            fractions[i] /= q;
        }
        for (int i = first; i < end; i++) {
            double w = roots[i];
            m[i] = 2 * m[i] + m[i] * ((C - w) + (1 - w) * fractions[i]);
        }
    }
}
