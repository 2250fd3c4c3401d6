package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.ScratchPool;
import io.github.nd4jinit.internal.sample.VectorPasses;
import java.util.Arrays;

/**
 * Scratch buffers for the values of one {@linkplain ElementRun run} at a time. The arrays have the length of a group,
 * so that they fit into the first-level cache of a core. Passes cover the elements from {@link ElementRun#first} to
 * {@link ElementRun#end}.
 *
 * <p>A buffer is released only after success: a failure in the middle of a pass may leave {@link GroupBlocks}
 * inconsistent.
 */
final class RunScratch {

    static final ScratchPool<RunScratch> POOL = new ScratchPool<>(RunScratch::new);

    private static final int SIGN = 0x80000000;

    private static final int ONE = Float.floatToRawIntBits(1);

    private static final int FRACTION = (1 << 23) - 1;

    /** Adding this to a float rounds it to an integer. */
    private static final float TO_INTEGERS = 0x1.8p23f;

    private static final int[] UNMARKED = new int[ThreefryWords.GROUP];

    final ElementRun run = new ElementRun();

    /** The doubles of the run. */
    final double[] doubles = new double[ThreefryWords.GROUP];

    /** The floats of the run: the caller's own array, if the run consists of whole parts. */
    float[] floats;

    /** The index in {@link #floats} minus the index in the group. */
    int shift;

    /** For {@link io.github.nd4jinit.internal.math.StandardNormal#quantilesCentral}. */
    final double[] numerators = new double[ThreefryWords.GROUP];

    /** The indices that {@link #findOutside} found. */
    final int[] found = new int[ThreefryWords.GROUP];

    /** Not zero for elements that {@link #findOutside} looks for. */
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

    /** Begins a run whose floats {@link #copyTo(float[], int)} will copy to the given position. */
    void begin(long from, int n, float[] out, int offset) {
        begin(from, n);
        boolean whole = run.isAligned();
        floats = whole ? out : ownFloats;
        shift = whole ? offset - run.first() : 0;
    }

    /** The words of the run. */
    int[] words(long key) {
        return blocks.words(key, run.group(), run.first(), run.end());
    }

    /** The words of the run under a second key, in another array. */
    int[] lowWords(long key) {
        return lowBlocks.words(key, run.group(), run.first(), run.end());
    }

    /** Sets {@link #floats} to {@code 1 + k/2²³}, where k is the number in the leading 23 bits of a word. */
    void unsigned(int[] words) {
        VectorPasses.unsignedBits(words, bits, run.first(), run.end());
        bitsToFloats();
    }

    /**
     * Sets {@link #floats} to {@code ±(1 + k/2²³)}, from the leading 24 bits of a word: the sign is minus for words in
     * the lower half of all words, and k is the distance from the middle.
     */
    void signed(int[] words) {
        signedBits(words, bits, run.first(), run.end());
        bitsToFloats();
    }

    private static void signedBits(int[] words, int[] bits, int first, int end) {
        for (int i = first; i < end; i++) {
            int w = words[i];
            int fromMiddle = w ^ ~(w >> 31);
            bits[i] = (~w & SIGN) | ((fromMiddle >>> 8) & FRACTION) | ONE;
        }
    }

    /** Converts a {@linkplain #signed signed} float to {@code 2u - 1}, exactly; u is the 24 bits plus half a step. */
    static float centered(float signed) {
        float sign = Math.fma(signed, 0.5625f, TO_INTEGERS) - TO_INTEGERS; // 0.5625 to 1.125 are nearest to 1
        return Math.fma(sign, -(1 - 0x1p-24f), signed);
    }

    private void bitsToFloats() {
        bitCast.floats(bits, run.first(), floats, run.first() + shift, run.end() - run.first());
    }

    /** Sets {@link #doubles} to {@code 1 + k/2⁵²}, where k is the number in the leading 52 bits of both words. */
    void unsigned(int[] words, int[] lowWords) {
        unsigned(words, lowWords, doubles, run.first(), run.end());
    }

    private static void unsigned(int[] words, int[] lowWords, double[] doubles, int first, int end) {
        long one = Double.doubleToRawLongBits(1);
        for (int i = first; i < end; i++) {
            long leading = (words[i] & 0xffffffffL) << 20 | lowWords[i] >>> 12;
            doubles[i] = Double.longBitsToDouble(leading | one); // the fastest conversion from ints in JDK 17
        }
    }

    /**
     * Finds the words of the run that are less than {@code 2 least} or greater than {@code 2 most + 1}, as unsigned
     * numbers. Efficient if there are few.
     *
     * @return how many there are; their indices are then in {@link #found}, in ascending order
     */
    int findOutside(int[] words, int least, int most) {
        mark(words, marks, run.first(), run.end(), least, most);
        return findMarks(run.runFirst(), run.runEnd());
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
            System.arraycopy(floats, run.runFirst(), out, offset, run.length());
        }
        floats = ownFloats;
        shift = 0;
    }

    /** Copies the doubles of the run. */
    void copyTo(double[] out, int offset) {
        System.arraycopy(doubles, run.runFirst(), out, offset, run.length());
    }
}
