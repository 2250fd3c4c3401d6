package io.github.nd4jinit.internal.math;

/** Scratch buffers for rounding floats to 16-bit formats in vectorizable passes over their bits. */
final class FloatBitsScratch {

    /** Maximum number of floats per pass. The buffers fit into the L1 cache of a core. */
    static final int LENGTH = 2048;

    static final ScratchPool<FloatBitsScratch> POOL = new ScratchPool<>(FloatBitsScratch::new);

    private final float[] sums = new float[LENGTH];
    private final int[] bits = new int[LENGTH];
    private final int[] sumBits = new int[LENGTH];
    private final BitCastBuffer bitCast = new BitCastBuffer(LENGTH);

    private FloatBitsScratch() {}

    /** Returns an array that begins with the bits of n floats, where n is at most {@value #LENGTH}. */
    int[] bitsOf(float[] values, int offset, int n) {
        bitCast.bits(values, offset, bits, 0, n);
        return bits;
    }

    /**
     * Returns an array that begins with the bits of {@code |x| + addend} for n floats x, where n is at most {@value
     * #LENGTH}. It is not the array that {@link #bitsOf} returns.
     */
    int[] bitsOfSums(float[] values, int offset, int n, float addend) {
        System.arraycopy(values, offset, sums, 0, n);
        addToMagnitudes(sums, addend, n);
        bitCast.bits(sums, 0, sumBits, 0, n);
        return sumBits;
    }

    private static void addToMagnitudes(float[] x, float addend, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.abs(x[i]) + addend;
        }
    }

    /** Copies the lower 16 bits of each of n ints. */
    static void narrow(int[] bits, int n, short[] out, int offset) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = (short) bits[i];
        }
    }
}
