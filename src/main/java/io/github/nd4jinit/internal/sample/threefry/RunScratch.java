package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.ScratchPool;
import io.github.nd4jinit.internal.sample.VectorPasses;
import java.util.Arrays;

/**
 * Scratch buffers for the values of one {@linkplain ElementRun run} at a time. Each array has the length of a group,
 * which is short enough for the L1 cache of a core. Passes cover the elements from {@link ElementRun#passFirst} to
 * {@link ElementRun#passEnd}, exclusive.
 *
 * <p>A buffer is released only after all passes succeed, because an exception during a pass may leave {@link GroupBlocks}
 * inconsistent.
 */
final class RunScratch {

    static final ScratchPool<RunScratch> POOL = new ScratchPool<>(RunScratch::new);

    private static final int SIGN_BIT = 0x80000000;

    private static final int ONE = Float.floatToRawIntBits(1);

    private static final int FRACTION_MASK = (1 << 23) - 1;

    /** Adding this number to a float and subtracting it again rounds the float to an integer. */
    private static final float INTEGER_ROUNDER = 0x1.8p23f;

    private static final int[] UNMARKED = new int[ThreefryWords.GROUP];

    final ElementRun run = new ElementRun();

    /** The doubles of the run. */
    final double[] doubles = new double[ThreefryWords.GROUP];

    /** The floats of the run. This is the caller's output array if the passes cover exactly the run. */
    float[] floats;

    /** The index of an element in {@link #floats} minus its index in the group. */
    int shift;

    /** Scratch memory for {@link io.github.nd4jinit.internal.math.StandardNormal#quantilesCentral}. */
    final double[] numerators = new double[ThreefryWords.GROUP];

    /** The result of {@link #findOutside}: indices in the group. */
    final int[] found = new int[ThreefryWords.GROUP];

    /** Nonzero for elements whose words {@link #findOutside} finds. */
    private final int[] marks = new int[ThreefryWords.GROUP];

    private final float[] ownFloats = new float[ThreefryWords.GROUP];
    private final GroupBlocks blocks = new GroupBlocks();
    private final GroupBlocks lowBlocks = new GroupBlocks();
    private final int[] bits = new int[ThreefryWords.GROUP];
    private final BitCastBuffer bitCast = new BitCastBuffer(ThreefryWords.GROUP);

    private RunScratch() {
        floats = ownFloats;
    }

    /** Begins a run. */
    void begin(long from, int n) {
        run.begin(from, n);
    }

    /** Begins a run whose floats {@link #copyTo(float[], int)} will copy to {@code out}, starting at {@code offset}. */
    void begin(long from, int n, float[] out, int offset) {
        begin(from, n);
        boolean inPlace = run.isAligned();
        floats = inPlace ? out : ownFloats;
        shift = inPlace ? offset - run.passFirst() : 0;
    }

    /** Returns the words of the group. Only the words that the passes cover are valid. */
    int[] words(long key) {
        return blocks.words(key, run.group(), run.passFirst(), run.passEnd());
    }

    /** Returns the words of the group under a second key, in an array that differs from the array of {@link #words}. */
    int[] lowWords(long key) {
        return lowBlocks.words(key, run.group(), run.passFirst(), run.passEnd());
    }

    /** Sets each of {@link #floats} to {@code 1 + k/2²³}, where k is the integer in the leading 23 bits of its word. */
    void toUnsignedFloats(int[] words) {
        VectorPasses.unsignedBits(words, bits, run.passFirst(), run.passEnd());
        bitsToFloats();
    }

    /**
     * Sets each of {@link #floats} according to the integer n in the leading 24 bits of its word: {@code 1 + k/2²³}
     * with {@code k = n - 2²³} if {@code n >= 2²³}, and {@code -(1 + k/2²³)} with {@code k = 2²³ - 1 - n} otherwise.
     */
    void toSignedFloats(int[] words) {
        signedBits(words, bits, run.passFirst(), run.passEnd());
        bitsToFloats();
    }

    private static void signedBits(int[] words, int[] bits, int first, int end) {
        for (int i = first; i < end; i++) {
            int w = words[i];
            int fromMiddle = w ^ ~(w >> 31);
            bits[i] = (~w & SIGN_BIT) | ((fromMiddle >>> 8) & FRACTION_MASK) | ONE;
        }
    }

    /**
     * Converts a {@linkplain #toSignedFloats signed float} to {@code 2u - 1}, exactly, where {@code u = (n + ½) / 2²⁴}
     * and n is the integer in the leading 24 bits of the word.
     */
    static float centered(float signed) {
        // 0.5625 |signed| is between 0.5625 and 1.125 and therefore rounds to 1
        float sign = Math.fma(signed, 0.5625f, INTEGER_ROUNDER) - INTEGER_ROUNDER;
        return Math.fma(sign, -(1 - 0x1p-24f), signed);
    }

    private void bitsToFloats() {
        bitCast.floats(bits, run.passFirst(), floats, run.passFirst() + shift, run.passEnd() - run.passFirst());
    }

    /**
     * Sets each of {@link #doubles} to {@code 1 + k/2⁵²}, where k is the integer in the leading 52 bits of the
     * concatenation of its two words.
     */
    void toUnsignedDoubles(int[] words, int[] lowWords) {
        toUnsignedDoubles(words, lowWords, doubles, run.passFirst(), run.passEnd());
    }

    private static void toUnsignedDoubles(int[] words, int[] lowWords, double[] doubles, int first, int end) {
        long one = Double.doubleToRawLongBits(1);
        for (int i = first; i < end; i++) {
            long leading = (words[i] & 0xffffffffL) << 20 | lowWords[i] >>> 12;
            doubles[i] = Double.longBitsToDouble(leading | one); // fastest conversion from ints in JDK 17
        }
    }

    /**
     * Finds the words of the run that are less than {@code 2 least} or greater than {@code 2 most + 1} as unsigned
     * numbers, and stores their indices in {@link #found} in ascending order. The search is efficient if there are few
     * such words.
     *
     * @return the number of words found
     */
    int findOutside(int[] words, int least, int most) {
        mark(words, marks, run.passFirst(), run.passEnd(), least, most);
        return findMarks(run.first(), run.end());
    }

    private static void mark(int[] words, int[] marks, int first, int end, int least, int most) {
        for (int i = first; i < end; i++) {
            int half = words[i] >>> 1;
            marks[i] = ((half - least) | (most - half)) >> 31;
        }
    }

    private int findMarks(int from, int to) {
        int count = 0;
        for (int i = nextMark(from, to); i < to; i = nextMark(i + 1, to)) {
            found[count++] = i;
        }
        return count;
    }

    private int nextMark(int from, int to) {
        int unmarked = Arrays.mismatch(marks, from, to, UNMARKED, from, to);
        return unmarked < 0 ? to : from + unmarked;
    }

    /** Copies the floats of the run, unless they were computed in place, and ends the run. */
    void copyTo(float[] out, int offset) {
        if (floats != out) {
            System.arraycopy(floats, run.first(), out, offset, run.length());
        }
        floats = ownFloats;
        shift = 0;
    }

    /** Copies the doubles of the run. */
    void copyTo(double[] out, int offset) {
        System.arraycopy(doubles, run.first(), out, offset, run.length());
    }
}
