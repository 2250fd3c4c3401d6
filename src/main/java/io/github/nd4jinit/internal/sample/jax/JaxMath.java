package io.github.nd4jinit.internal.sample.jax;

/**
 * Elementary functions in float arithmetic. The results equal those of XLA's CPU compiler to the last bit, because the
 * polynomials, the order of operations and the fused multiply-adds are the same.
 */
final class JaxMath {

    /** √2 - 1. For |x| less than this, log(1 + x) is computed by a rational function. */
    static final float SMALL = 0x1.a8279ap-2f;

    /** The bits of the float √½. */
    private static final int SQRT_HALF = 0x3f3504f3;

    /** The smallest |x| for which {@link #erf} returns ±1. */
    private static final float ERF_END = 0x1.df38dp1f;

    private JaxMath() {}

    /**
     * Computes erf⁻¹ x for |x| <= 1 by the polynomials of Giles (Approximating the erfinv function, GPU Computing Gems,
     * 2011).
     */
    static float erfInv(float x) {
        float w = -log1p(x * -x);
        if (w < 5) {
            return central(w - 2.5f) * x;
        }
        return Math.abs(x) == 1 ? x * Float.POSITIVE_INFINITY : tail((float) Math.sqrt(w) - 3) * x;
    }

    static float central(float w) {
        float p = 0x1.e2cb1p-26f;
        p = Math.fma(p, w, 0x1.70966cp-22f);
        p = Math.fma(p, w, -0x1.d8e6aep-19f);
        p = Math.fma(p, w, -0x1.26b582p-18f);
        p = Math.fma(p, w, 0x1.ca65b6p-13f);
        p = Math.fma(p, w, -0x1.48a81p-10f);
        p = Math.fma(p, w, -0x1.11c9dep-8f);
        p = Math.fma(p, w, 0x1.f91ec6p-3f);
        p = Math.fma(p, w, 0x1.805c5ep0f);
        return p;
    }

    private static float tail(float w) {
        float p = -0x1.a3e136p-13f;
        p = Math.fma(p, w, 0x1.a76ad6p-14f);
        p = Math.fma(p, w, 0x1.61b8e4p-10f);
        p = Math.fma(p, w, -0x1.e17bcep-9f);
        p = Math.fma(p, w, 0x1.7824f6p-8f);
        p = Math.fma(p, w, -0x1.f38baep-8f);
        p = Math.fma(p, w, 0x1.354afcp-7f);
        p = Math.fma(p, w, 0x1.006db6p0f);
        p = Math.fma(p, w, 0x1.6a9efcp1f);
        return p;
    }

    /** Computes log(1 + x) for x >= -1. */
    static float log1p(float x) {
        return Math.abs(x) < SMALL ? log1pSmall(x) : log(1 + x);
    }

    static float log1pSmall(float x) {
        float numerator = 0x1.7bc096p-15f;
        numerator = Math.fma(numerator, x, 0x1.fe818ap-2f);
        numerator = Math.fma(numerator, x, 0x1.a509f4p2f);
        numerator = Math.fma(numerator, x, 0x1.de9738p4f);
        numerator = Math.fma(numerator, x, 0x1.e798ecp5f);
        numerator = Math.fma(numerator, x, 0x1.c8e75ap5f);
        numerator = Math.fma(numerator, x, 0x1.40a202p4f);
        float denominator = 0x1.0p0f;
        denominator = Math.fma(denominator, x, 0x1.e2035ap3f);
        denominator = Math.fma(denominator, x, 0x1.4c30b6p6f);
        denominator = Math.fma(denominator, x, 0x1.bb865ap7f);
        denominator = Math.fma(denominator, x, 0x1.351946p8f);
        denominator = Math.fma(denominator, x, 0x1.b0db14p7f);
        denominator = Math.fma(denominator, x, 0x1.e0f304p5f);
        float square = x * x;
        return x + Math.fma(square, -0.5f, x * square * (numerator / denominator));
    }

    /** Computes log v for v >= 0 by the polynomial of the Cephes library. */
    private static float log(float v) {
        if (v == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        int bits = Float.floatToRawIntBits(Math.max(v, Float.MIN_NORMAL));
        float e = (bits >>> 23) - 126;
        int significand = (bits & 0x7fffff) | 0x3f000000; // in [½, 1)
        float m = Float.intBitsToFloat(significand);
        return significand < SQRT_HALF ? log((m - 1) + m, e - 1) : log(m - 1, e);
    }

    /** Computes log(2ᵉ (1 + x)). */
    static float log(float x, float e) {
        float square = x * x;
        float cube = square * x;
        float a = Math.fma(Math.fma(x, 0x1.204376p-4f, -0x1.d7a37p-4f), x, 0x1.de4a34p-4f);
        float b = Math.fma(Math.fma(x, -0x1.fcba9ep-4f, 0x1.23d37ep-3f), x, -0x1.555cap-3f);
        float c = Math.fma(Math.fma(x, 0x1.999d58p-3f, -0x1.fffff8p-3f), x, 0x1.555554p-2f);
        float y = Math.fma(Math.fma(a, cube, b), cube, c);
        y = Math.fma(y, cube, e * -0x1.bd0106p-13f);
        return Math.fma(e, 0x1.63p-1f, Math.fma(square, -0.5f, x) + y);
    }

    /** Computes erf x. */
    static float erf(float x) {
        if (Math.abs(x) >= ERF_END) {
            return Math.copySign(1, x);
        }
        float z = x * x;
        float numerator = 0x1.e05aa2p-13f;
        numerator = Math.fma(numerator, z, 0x1.bebb44p-9f);
        numerator = Math.fma(numerator, z, 0x1.a16dd6p-5f);
        numerator = Math.fma(numerator, z, 0x1.7b4e8p-3f);
        numerator = Math.fma(numerator, z, 0x1.20dd74p0f);
        float denominator = -0x1.fa720cp-24f;
        denominator = Math.fma(denominator, z, 0x1.8b11bep-16f);
        denominator = Math.fma(denominator, z, 0x1.0ada5p-10f);
        denominator = Math.fma(denominator, z, 0x1.cd0fa8p-7f);
        denominator = Math.fma(denominator, z, 0x1.c69842p-4f);
        denominator = Math.fma(denominator, z, 0x1.fd6894p-2f);
        denominator = Math.fma(denominator, z, 0x1.0p0f);
        return x * numerator / denominator;
    }
}
