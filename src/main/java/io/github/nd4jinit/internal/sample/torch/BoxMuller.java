package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.Frexp;
import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * The Box-Muller transform in float arithmetic. The results equal those of torch's AVX2 code to the last bit: the
 * logarithm, sine and cosine are those of the Cephes library, and multiplications and additions are fused where torch's
 * compiler fuses them.
 *
 * <p>In each chunk of {@value #CHUNK} uniform numbers, the first eight determine the radii {@code √(-2 log(1 - u))},
 * and the last eight determine the angles {@code 2πu}. The first eight results are computed from the cosines, the last
 * eight from the sines.
 */
final class BoxMuller {

    /** The number of values that are computed together. */
    static final int CHUNK = 16;

    private static final int HALF = CHUNK / 2;

    private static final int MAX_PAIRS = TorchScratch.LENGTH / 2;

    private static final float TWO_PI = 0x1.921fb6p+2f;

    /**
     * The sign and exponent bits of the floats in [2²³, 2²⁴). The other bits of the float 2²³ + k are the integer k.
     */
    private static final int INTEGER_BITS = 0x4b000000;

    private final TorchScratch scratch;
    private final Frexp frexp = new Frexp(MAX_PAIRS);
    private final int[] angleWords = new int[MAX_PAIRS];
    private final int[] bits = new int[MAX_PAIRS];
    private final int[] sineBits = new int[MAX_PAIRS];
    private final int[] quadrants = new int[MAX_PAIRS];
    private final float[] x = new float[MAX_PAIRS];
    private final float[] y = new float[MAX_PAIRS];
    private final float[] z = new float[MAX_PAIRS];
    private final float[] radii = new float[MAX_PAIRS];

    BoxMuller(TorchScratch scratch) {
        this.scratch = scratch;
    }

    /** Computes n normal values from {@link TorchScratch#words}, where n is a multiple of {@value #CHUNK}. */
    void fill(int n, float mean, float std, float[] out, int offset) {
        int pairs = VectorPasses.alignUp(n / 2);
        split(scratch.words, bits, angleWords, pairs);
        scratch.unit(bits, x, pairs);
        complement(x, pairs);
        radii(pairs);
        scratch.unit(angleWords, x, pairs);
        sincos(pairs);
        normals(radii, y, mean, std, pairs);
        normals(radii, z, mean, std, pairs);
        join(y, z, out, offset, n / 2);
    }

    // the compiler translates each of these copies, whose length is constant, into two moves

    private static void split(int[] words, int[] first, int[] second, int pairs) {
        for (int i = 0; i < pairs; i += HALF) {
            System.arraycopy(words, 2 * i, first, i, HALF);
            System.arraycopy(words, 2 * i + HALF, second, i, HALF);
        }
    }

    private static void join(float[] first, float[] second, float[] out, int offset, int pairs) {
        for (int i = 0; i < pairs; i += HALF) {
            System.arraycopy(first, i, out, offset + 2 * i, HALF);
            System.arraycopy(second, i, out, offset + 2 * i + HALF, HALF);
        }
    }

    private static void complement(float[] u, int n) {
        for (int i = 0; i < n; i++) {
            u[i] = 1 - u[i];
        }
    }

    private static void normals(float[] radii, float[] x, float mean, float std, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.fma(radii[i] * x[i], std, mean);
        }
    }

    /** Sets each of {@link #radii} to {@code √(-2 log x)}. */
    private void radii(int n) {
        frexp.apply(x, z, n);
        logarithms(x, y, n);
        roots(x, y, z, radii, n);
    }

    /** Computes the polynomial approximation y of {@code (log(1 + x) - x + x²/2) / x²}. */
    private static void logarithms(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float p = Math.fma(0x1.204376p-4f, x[i], -0x1.d7a37p-4f);
            p = Math.fma(p, x[i], 0x1.de4a34p-4f);
            p = Math.fma(p, x[i], -0x1.fcba9ep-4f);
            p = Math.fma(p, x[i], 0x1.23d37ep-3f);
            p = Math.fma(p, x[i], -0x1.555cap-3f);
            p = Math.fma(p, x[i], 0x1.999d58p-3f);
            p = Math.fma(p, x[i], -0x1.fffff8p-3f);
            p = Math.fma(p, x[i], 0x1.555554p-2f);
            y[i] = p * x[i];
        }
    }

    private static void roots(float[] x, float[] y, float[] exponents, float[] radii, int n) {
        for (int i = 0; i < n; i++) {
            float e = exponents[i];
            float square = x[i] * x[i];
            float p = Math.fma(y[i], square, e * -0x1.bd0106p-13f);
            p = Math.fma(-square, 0.5f, p);
            float log = Math.fma(e, 0x1.63p-1f, x[i] + p);
            radii[i] = (float) Math.sqrt(-2 * log);
        }
    }

    /** Computes y = cos 2πx and z = sin 2πx. */
    private void sincos(int n) {
        quadrants(angleWords, quadrants, n);
        octants(quadrants, bits, n);
        scratch.floats(bits, y, n);
        reduceAngles(x, y, n);
        cosines(x, y, n);
        sines(x, z, n);
        scratch.bits(y, bits, n);
        scratch.bits(z, sineBits, n);
        applyQuadrants(quadrants, bits, sineBits, n);
        scratch.floats(bits, y, n);
        scratch.floats(sineBits, z, n);
    }

    /** Computes the multiple of π/2 that is nearest to each angle, as an integer from 0 to 4. */
    private static void quadrants(int[] words, int[] quadrants, int n) {
        for (int i = 0; i < n; i++) {
            quadrants[i] = ((words[i] & 0xffffff) + (1 << 21)) >>> 22;
        }
    }

    /** Computes the bits of the floats {@code 2²³ + octant}, where an octant is an eighth of a turn. */
    private static void octants(int[] quadrants, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = INTEGER_BITS | (quadrants[i] << 1);
        }
    }

    /**
     * Replaces each x with {@code 2πx - octant π/4}. π/4 is split into three parts; the product of an octant and either
     * of the first two parts is exact.
     */
    private static void reduceAngles(float[] x, float[] octants, int n) {
        for (int i = 0; i < n; i++) {
            float octant = octants[i] - 0x1p23f;
            float angle = Math.fma(octant, -0x1.92p-1f, TWO_PI * x[i]);
            angle = Math.fma(octant, -0x1.fb4p-13f, angle);
            x[i] = Math.fma(octant, -0x1.4442d2p-25f, angle);
        }
    }

    private static void cosines(float[] x, float[] cosines, int n) {
        for (int i = 0; i < n; i++) {
            float square = x[i] * x[i];
            float c = Math.fma(0x1.99eb9cp-16f, square, -0x1.6c0c34p-10f);
            c = Math.fma(c, square, 0x1.55554ap-5f);
            c = c * square;
            cosines[i] = Math.fma(c, square, -(square * 0.5f)) + 1;
        }
    }

    private static void sines(float[] x, float[] sines, int n) {
        for (int i = 0; i < n; i++) {
            float square = x[i] * x[i];
            float s = Math.fma(-0x1.9943f2p-13f, square, 0x1.11073cp-7f);
            s = Math.fma(s, square, -0x1.555546p-3f);
            s = s * square;
            sines[i] = Math.fma(s, x[i], x[i]);
        }
    }

    /** Swaps cosine and sine in the odd quadrants, and sets their signs. */
    private static void applyQuadrants(int[] quadrants, int[] cosines, int[] sines, int n) {
        for (int i = 0; i < n; i++) {
            int q = quadrants[i];
            int difference = (cosines[i] ^ sines[i]) & -(q & 1);
            int c = cosines[i] ^ difference;
            int s = sines[i] ^ difference;
            cosines[i] = c ^ (((q + 1) & 2) << 30);
            sines[i] = s ^ ((q & 2) << 30);
        }
    }
}
