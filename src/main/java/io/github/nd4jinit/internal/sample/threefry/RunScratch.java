package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.CentralQuantiles;
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

    private static final int[] UNMARKED = new int[ThreefryWords.GROUP];

    final ElementRun run = new ElementRun();

    /** The doubles of the run. */
    final double[] doubles = new double[ThreefryWords.GROUP];

    /**
     * The floats of the run. This is the caller's output array if the passes cover exactly the run and the elements have
     * the same indices in both arrays.
     */
    float[] floats;

    final CentralQuantiles quantiles = new CentralQuantiles(ThreefryWords.GROUP);

    /** The result of {@link #findMarks}: indices in the group. */
    final int[] found = new int[ThreefryWords.GROUP];

    /** -1 for marked elements, 0 for others. */
    private final int[] marks = new int[ThreefryWords.GROUP];

    /** The bitwise or of the marks of all elements whose indices are equal modulo the length of this array. */
    private final int[] joinedMarks = new int[VectorPasses.ALIGNMENT];

    private final float[] ownFloats = new float[ThreefryWords.GROUP];
    private final GroupBlocks blocks = new GroupBlocks();
    private final GroupBlocks lowBlocks = new GroupBlocks();
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
        floats = run.isAligned() && offset == run.first() ? out : ownFloats;
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
    void toUnsignedFloats(long key) {
        int[] bits = blocks.unsignedFloatBits(key, run.group(), run.passFirst(), run.passEnd());
        bitCast.floats(bits, run.passFirst(), floats, run.passFirst(), run.passEnd() - run.passFirst());
    }

    /**
     * Sets {@link #floats} to normal values outside the tails, and marks the words in tails, as described in {@link
     * CentralQuantiles#floats}.
     */
    void toCentralQuantiles(int[] words, float range, float middle, float std, float mean, int tail) {
        quantiles.floats(words, run.passFirst(), run.passEnd(), range, middle, std, mean, floats, tail, marks);
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
     * Finds the words of the run whose distance from 0 or from 2³² - 1 is less than {@code tail}, as {@link #findOutside}
     * does.
     */
    int findTails(int[] words, int tail) {
        return findOutside(words, tail >>> 1, Integer.MAX_VALUE - (tail >>> 1));
    }

    /**
     * Finds the words of the run that are less than {@code 2 least} or greater than {@code 2 most + 1} as unsigned
     * numbers, and stores their indices in {@link #found}. The search is efficient if there are few such words.
     *
     * @return the number of words found
     */
    int findOutside(int[] words, int least, int most) {
        mark(words, marks, run.passFirst(), run.passEnd(), least, most);
        return findMarks();
    }

    private static void mark(int[] words, int[] marks, int first, int end, int least, int most) {
        for (int i = first; i < end; i++) {
            int half = words[i] >>> 1;
            marks[i] = ((half - least) | (most - half)) >> 31;
        }
    }

    /**
     * Finds the marked elements of the run, and stores their indices in {@link #found}.
     *
     * @return the number of elements found
     */
    int findMarks() {
        return run.length() == ThreefryWords.GROUP ? findMarksInGroup() : findMarksInRun();
    }

    private int findMarksInRun() {
        int count = 0;
        for (int i = nextMark(marks, run.first(), run.end()); i < run.end(); i = nextMark(marks, i + 1, run.end())) {
            found[count++] = i;
        }
        return count;
    }

    private int findMarksInGroup() {
        join(marks, joinedMarks);
        int count = 0;
        int n = joinedMarks.length;
        for (int i = nextMark(joinedMarks, 0, n); i < n; i = nextMark(joinedMarks, i + 1, n)) {
            for (int j = i; j < ThreefryWords.GROUP; j += n) {
                found[count] = j;
                count -= marks[j];
            }
        }
        return count;
    }

    private static void join(int[] marks, int[] joined) {
        for (int i = 0; i < VectorPasses.ALIGNMENT; i++) {
            joined[i] = marks[i]
                    | marks[i + VectorPasses.ALIGNMENT]
                    | marks[i + 2 * VectorPasses.ALIGNMENT]
                    | marks[i + 3 * VectorPasses.ALIGNMENT]
                    | marks[i + 4 * VectorPasses.ALIGNMENT]
                    | marks[i + 5 * VectorPasses.ALIGNMENT]
                    | marks[i + 6 * VectorPasses.ALIGNMENT]
                    | marks[i + 7 * VectorPasses.ALIGNMENT];
        }
    }

    private static int nextMark(int[] marks, int from, int to) {
        int unmarked = Arrays.mismatch(marks, from, to, UNMARKED, from, to);
        return unmarked < 0 ? to : from + unmarked;
    }

    /** Copies the floats of the run, unless they were computed in place, and ends the run. */
    void copyTo(float[] out, int offset) {
        if (floats != out) {
            System.arraycopy(floats, run.first(), out, offset, run.length());
        }
        floats = ownFloats;
    }

    /** Copies the doubles of the run. */
    void copyTo(double[] out, int offset) {
        System.arraycopy(doubles, run.first(), out, offset, run.length());
    }
}
