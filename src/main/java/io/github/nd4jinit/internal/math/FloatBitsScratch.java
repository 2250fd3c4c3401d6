package io.github.nd4jinit.internal.math;

/** Scratch buffers for the bits of floats, which are rounded to 16 bits in vectorizable passes. */
final class FloatBitsScratch {

    /** The largest number of floats in a pass. The buffers fit into the first-level cache of a core. */
    static final int LENGTH = 2048;

    static final ScratchPool<FloatBitsScratch> POOL = new ScratchPool<>(FloatBitsScratch::new);

    private final float[] sums = new float[LENGTH];
    private final int[] bits = new int[LENGTH];
    private final int[] sumBits = new int[LENGTH];
    private final BitCastBuffer bitCast = new BitCastBuffer(LENGTH);

    private FloatBitsScratch() {}

    /** The bits of at most {@value #LENGTH} floats, from index 0 on. */
    int[] bitsOf(float[] values, int offset, int n) {
        bitCast.bits(values, offset, bits, 0, n);
        return bits;
    }

    /** The bits of {@code |x| + addend} for at most {@value #LENGTH} floats x, in another array than {@link #bitsOf}. */
    int[] bitsOfSums(float[] values, int offset, int n, float addend) {
        System.arraycopy(values, offset, sums, 0, n);
        add(sums, addend, n);
        bitCast.bits(sums, 0, sumBits, 0, n);
        return sumBits;
    }

    private static void add(float[] x, float addend, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.abs(x[i]) + addend;
        }
    }

    /** Copies the lower 16 bits of n ints. */
    static void narrow(int[] bits, int n, short[] out, int offset) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = (short) bits[i];
        }
    }
}
