package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.Frexp;

/**
 * Box and Muller's method in floats, with the arithmetic of torch's AVX2 code to the last bit: logarithm, sine and cosine are those of
 * the Cephes library, with the multiplications and additions fused that a compiler fuses there.
 *
 * <p>Of each {@value #CHUNK} uniform numbers, the first eight give radii {@code √(-2 log(1 - u))}, the others angles {@code 2πu}; the
 * cosines take the places of the first eight, the sines those of the others.
 */
final class BoxMuller {

    /** Values that are made together. */
    static final int CHUNK = 16;

    private static final int HALF = CHUNK / 2;

    private static final int PAIRS = TorchRoom.LENGTH / 2;

    private static final float TWO_PI = 0x1.921fb6p+2f;

    /** Bits of a float from 2²³ to 2²⁴, but for those of the integer that it is. */
    private static final int INTEGERS = 0x4b000000;

    private final TorchRoom room;
    private final Frexp frexp = new Frexp(PAIRS);
    private final int[] angleWords = new int[PAIRS];
    private final int[] bits = new int[PAIRS];
    private final int[] moreBits = new int[PAIRS];
    private final int[] quadrants = new int[PAIRS];
    private final float[] x = new float[PAIRS];
    private final float[] y = new float[PAIRS];
    private final float[] z = new float[PAIRS];
    private final float[] radii = new float[PAIRS];

    BoxMuller(TorchRoom room) {
        this.room = room;
    }

    /** Normal numbers of the room's words, in whole chunks. */
    void fill(int n, float mean, float std, float[] out, int offset) {
        int pairs = Words.whole(n / 2);
        split(room.words, bits, angleWords, pairs);
        room.unit(bits, x, pairs);
        complement(x, pairs);
        radii(pairs);
        room.unit(angleWords, x, pairs);
        sincos(pairs);
        normals(radii, y, mean, std, pairs);
        normals(radii, z, mean, std, pairs);
        join(y, z, out, offset, n / 2);
    }

    // compilers make two moves of each of these copies, whose length they know

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

    /** {@link #radii} {@code √(-2 log x)}. */
    private void radii(int n) {
        frexp.apply(x, z, n);
        logarithms(x, y, n);
        roots(x, y, z, radii, n);
    }

    /** y = the polynomial of log(1 + x). */
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
        room.floats(bits, y, n);
        reduceAngles(x, y, n);
        cosines(x, y, n);
        sines(x, z, n);
        room.bits(y, bits, n);
        room.bits(z, moreBits, n);
        choose(quadrants, bits, moreBits, n);
        room.floats(bits, y, n);
        room.floats(moreBits, z, n);
    }

    /** Which multiple of π/2 is nearest. */
    private static void quadrants(int[] words, int[] quadrants, int n) {
        for (int i = 0; i < n; i++) {
            quadrants[i] = ((words[i] & 0xffffff) + (1 << 21)) >>> 22;
        }
    }

    /** The same in eighths of a turn, as a float with 2²³ added. */
    private static void octants(int[] quadrants, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = INTEGERS | (quadrants[i] << 1);
        }
    }

    /** The angle beyond that multiple: π/4 in three parts, of which the first two times any octant are exact. */
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

    /** Exchanges cosine and sine in the odd quadrants, and gives them their signs. */
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
