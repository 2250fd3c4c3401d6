package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.BitCastBuffer;
import io.github.nd4jinit.internal.math.StandardNormal;
import java.util.Arrays;

/**
 * The random word of each element of a tensor, 32 bits, and a thread's workbench to make values of them, a run of elements
 * at a time.
 *
 * <p>A Threefry block has two words, so two elements share one. They lie {@value #LANES} apart: of each group of
 * {@value #GROUP} elements the first half take the first words of {@value #LANES} blocks, the second half the second
 * words. So a group's words come out of the rounds in order, and nothing is woven.
 *
 * <p>A run lies within one group. Its arrays are those of the group, small enough for a core's first cache, and everything
 * is done in passes over {@link #first} to {@link #end} of them: the run, and what it lacks of whole {@value #PART}s.
 * Passes are loops that the compiler turns into vector instructions. For JDK 17 this means: no more than some twenty
 * operations; the same index in all arrays of a type, or one that differs by a known multiple; and never so few turns that it
 * takes the loop for a short one.
 */
final class Words {

    /** Blocks of a group. */
    static final int LANES = 1024;

    /** Elements of a group. */
    static final int GROUP = 2 * LANES;

    /** Passes begin and end at multiples of this. */
    static final int PART = 256;

    private static final ThreadLocal<Words> OF_THREAD = ThreadLocal.withInitial(Words::new);

    private static final int SIGN = 0x80000000;

    private static final int ONE = Float.floatToRawIntBits(1);

    private static final int FRACTION = (1 << 23) - 1;

    /** What is added to this is rounded to an integer. */
    private static final float TO_INTEGERS = 0x1.8p23f;

    private static final int[] UNMARKED = new int[GROUP];

    /** The run's doubles. */
    final double[] doubles = new double[GROUP];

    /** The run's floats: the caller's own array, if the run consists of whole parts. */
    float[] floats;

    /** What to add to a place in the group for one in {@link #floats}. */
    int shift;

    /** For {@link StandardNormal#quantilesCentral}. */
    final double[] numerators = new double[GROUP];

    /** Not zero for elements that need a closer look. */
    final int[] marks = new int[GROUP];

    /** Where {@link #find} found such marks. */
    final int[] found = new int[GROUP];

    /** The element that the group begins with. */
    long base;

    /** Where the passes begin and end. */
    int first;

    int end;

    /** Where the run begins and ends. */
    private int runFirst;

    private int runEnd;

    private final float[] ownFloats = new float[GROUP];
    private final Blocks blocks = new Blocks();
    private final Blocks lowBlocks = new Blocks();
    private final int[] bits = new int[GROUP];
    private final BitCastBuffer crossing = new BitCastBuffer(GROUP);

    private Words() {
        floats = ownFloats;
    }

    /** The workbench of the calling thread. */
    static Words ofThread() {
        return OF_THREAD.get();
    }

    /** The word of one element. */
    static int word(long key, long element) {
        long block = Threefry.block(key, element / GROUP * LANES + element % LANES, Threefry.WORD_ROUNDS);
        return element % GROUP < LANES ? (int) (block >>> 32) : (int) block;
    }

    /** At least n, in whole {@value #PART}s. */
    static int whole(int n) {
        return (n + PART - 1) / PART * PART;
    }

    /** Begins the run of the first elements from {@code from} on, at most {@code n} and no more than are left of a group. */
    void begin(long from, int n) {
        runFirst = (int) (from % GROUP);
        runEnd = Math.min(runFirst + n, GROUP);
        base = from - runFirst;
        first = runFirst / PART * PART;
        end = whole(runEnd);
    }

    /** Begins a run, whose floats are to be taken to the given place. */
    void begin(long from, int n, float[] out, int offset) {
        begin(from, n);
        boolean whole = first == runFirst && end == runEnd;
        floats = whole ? out : ownFloats;
        shift = whole ? offset - first : 0;
    }

    /** How long the run is. */
    int length() {
        return runEnd - runFirst;
    }

    /** The run's words. */
    int[] words(long key) {
        return blocks.words(key, base / GROUP, first, end);
    }

    /** The same in an array of its own. */
    int[] lowWords(long key) {
        return lowBlocks.words(key, base / GROUP, first, end);
    }

    /** {@link #floats} {@code 1 + k/2²³}, k being the leading 23 bits of a word. */
    void unsigned(int[] words) {
        unsignedBits(words, bits, first, end);
        bitsToFloats();
    }

    static void unsignedBits(int[] words, int[] bits, int first, int end) {
        for (int i = first; i < end; i++) {
            bits[i] = (words[i] >>> 9) | ONE;
        }
    }

    /**
     * {@link #floats} {@code ±(1 + k/2²³)}, of a word's leading 24 bits: minus and plus stand for below and above the middle
     * of the words, and k tells how far from it.
     */
    void signed(int[] words) {
        signedBits(words, bits, first, end);
        bitsToFloats();
    }

    private static void signedBits(int[] words, int[] bits, int first, int end) {
        for (int i = first; i < end; i++) {
            int w = words[i];
            int fromMiddle = w ^ ~(w >> 31);
            bits[i] = (~w & SIGN) | ((fromMiddle >>> 8) & FRACTION) | ONE;
        }
    }

    /** {@code 2u - 1} of a {@linkplain #signed signed} number, u being its leading 24 bits and half a step, exactly. */
    static float centred(float signed) {
        float sign = Math.fma(signed, 0.5625f, TO_INTEGERS) - TO_INTEGERS; // 0.5625 to 1.125 are nearest to 1
        return Math.fma(sign, -(1 - 0x1p-24f), signed);
    }

    private void bitsToFloats() {
        crossing.floats(bits, first, floats, first + shift, end - first);
    }

    /** {@link #doubles} {@code 1 + k/2⁵²}, k being the leading 52 bits of both words. */
    void unsigned(int[] words, int[] lowWords) {
        unsigned(words, lowWords, doubles, first, end);
    }

    private static void unsigned(int[] words, int[] lowWords, double[] doubles, int first, int end) {
        long one = Double.doubleToRawLongBits(1);
        for (int i = first; i < end; i++) {
            long leading = (words[i] & 0xffffffffL) << 20 | lowWords[i] >>> 12;
            doubles[i] = Double.longBitsToDouble(leading | one); // JDK 17 has no faster way from ints to doubles
        }
    }

    /**
     * Finds the run's words that are less than {@code 2 least} or greater than {@code 2 most + 1}, all of them numbers
     * without sign. Few are expected.
     *
     * @return how many; where they are then stands in {@link #found}, in order
     */
    int outside(int[] words, int least, int most) {
        mark(words, marks, first, end, least, most);
        return find(runFirst, runEnd);
    }

    private static void mark(int[] words, int[] marks, int first, int end, int least, int most) {
        for (int i = first; i < end; i++) {
            int half = words[i] >>> 1;
            marks[i] = ((half - least) | (most - half)) >> 31;
        }
    }

    /** Finds the {@link #marks} that are not zero. */
    int find(int from, int to) {
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

    /** Copies the run's floats, if they are not there yet, and ends the run. */
    void take(float[] out, int offset) {
        if (floats != out) {
            System.arraycopy(floats, runFirst, out, offset, length());
        }
        floats = ownFloats;
        shift = 0;
    }

    /** Copies the run's doubles. */
    void take(double[] out, int offset) {
        System.arraycopy(doubles, runFirst, out, offset, length());
    }

    /** A group's blocks, kept until others are wanted: two runs share them. */
    private static final class Blocks {

        private final int[] words = new int[GROUP];
        private long key;
        private long group;
        private int firstLane;
        private int endLane;

        int[] words(long key, long group, int first, int end) {
            boolean astride = first < LANES && end > LANES;
            int from = astride ? 0 : first % LANES;
            int to = astride ? LANES : from + end - first;
            if (!(key == this.key && group == this.group && from >= firstLane && to <= endLane)) {
                Threefry.blocks(key, group * LANES, words, from, to);
                this.key = key;
                this.group = group;
                this.firstLane = from;
                this.endLane = to;
            }
            return words;
        }
    }
}
