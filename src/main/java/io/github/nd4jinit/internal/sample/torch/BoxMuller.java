package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.Frexp;
import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * The Box-Muller method in floats, equal to torch's AVX2 code to the last bit: logarithm, sine and cosine are those of
 * the Cephes library, and multiplications and additions are fused where the compiler of torch fuses them.
 *
 * <p>Of each {@value #CHUNK} uniform numbers, the first eight give radii {@code √(-2 log(1 - u))} and the others angles
 * {@code 2πu}. The first eight results use the cosines, the others the sines.
 */
final class BoxMuller {

    /** Values that are computed together. */
    static final int CHUNK = 16;

    private static final int HALF = CHUNK / 2;

    private static final int PAIRS = TorchScratch.LENGTH / 2;

    private static final float TWO_PI = 0x1.921fb6p+2f;

    /** The sign and exponent bits of floats from 2²³ to 2²⁴; their other bits are those of an integer. */
    private static final int INTEGERS = 0x4b000000;

    private final TorchScratch scratch;
    private final Frexp frexp = new Frexp(PAIRS);
    private final int[] angleWords = new int[PAIRS];
    private final int[] bits = new int[PAIRS];
    private final int[] moreBits = new int[PAIRS];
    private final int[] quadrants = new int[PAIRS];
    private final float[] x = new float[PAIRS];
    private final float[] y = new float[PAIRS];
    private final float[] z = new float[PAIRS];
    private final float[] radii = new float[PAIRS];

    BoxMuller(TorchScratch scratch) {
        this.scratch = scratch;
    }

    /** Computes n normal numbers from {@link TorchScratch#words}. n is a multiple of {@value #CHUNK}. */
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

    // the compiler turns each of these copies, whose length is constant, into two moves

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

    /** Sets {@link #radii} to {@code √(-2 log x)}. */
    private void radii(int n) {
        frexp.apply(x, z, n);
        logarithms(x, y, n);
        roots(x, y, z, radii, n);
    }

    /** y = the polynomial in the approximation of log(1 + x). */
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

    /** y = cos 2πx and z = sin 2πx. */
    private void sincos(int n) {
        quadrants(angleWords, quadrants, n);
        octants(quadrants, bits, n);
        scratch.floats(bits, y, n);
        reduceAngles(x, y, n);
        cosines(x, y, n);
        sines(x, z, n);
        scratch.bits(y, bits, n);
        scratch.bits(z, moreBits, n);
        choose(quadrants, bits, moreBits, n);
        scratch.floats(bits, y, n);
        scratch.floats(moreBits, z, n);
    }

    /** The nearest multiple of π/2. */
    private static void quadrants(int[] words, int[] quadrants, int n) {
        for (int i = 0; i < n; i++) {
            quadrants[i] = ((words[i] & 0xffffff) + (1 << 21)) >>> 22;
        }
    }

    /** The bits of the floats {@code 2²³ + octant}; an octant is an eighth of a turn. */
    private static void octants(int[] quadrants, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = INTEGERS | (quadrants[i] << 1);
        }
    }

    /**
     * Subtracts that multiple from the angle. π/4 is a sum of three parts; the first two times any octant are exact.
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

    /** Exchanges cosine and sine in the odd quadrants, and sets their signs. */
    private static void choose(int[] quadrants, int[] cosines, int[] sines, int n) {
        for (int i = 0; i < n; i++) {
            int q = quadrants[i];
            int exchanged = (cosines[i] ^ sines[i]) & -(q & 1);
            int c = cosines[i] ^ exchanged;
            int s = sines[i] ^ exchanged;
            cosines[i] = c ^ (((q + 1) & 2) << 30);
            sines[i] = s ^ ((q & 2) << 30);
        }
    }
}
