package io.github.nd4jinit.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The random word of each element of a tensor, 32 bits, and a thread's room for a run of them.
 *
 * <p>A Threefry block has two words, so two elements share one. They lie {@value #LANES} apart: of each group of
 * {@value #GROUP} elements the first half take the first words of {@value #LANES} blocks, the second half the second
 * words. Whole lanes are then computed and copied, none of them woven, and still no element is further than one
 * group from the numbers it needs.
 *
 * <p>What the methods return is this thread's room: it holds until the same method is called again.
 */
final class Words {

    /** Blocks of a group. */
    static final int LANES = 32;

    /** Elements of a group. */
    static final int GROUP = 2 * LANES;

    /** The most elements in one run: all of a run's arrays together stay in a core's first cache. */
    static final int RUN = 2048;

    private static final ThreadLocal<Words> ROOM = ThreadLocal.withInitial(Words::new);

    /** A run may start and end inside a group. */
    private static final int LENGTH = RUN + GROUP;

    private static final int SIGN = 0x80000000;

    private final int[] x0 = new int[LENGTH / 2];
    private final int[] x1 = new int[LENGTH / 2];
    private final int[] words = new int[LENGTH];
    private final int[] lowWords = new int[LENGTH];
    private final int[] floatBits = new int[LENGTH];

    // Bits become floats by a bulk copy through one buffer that is seen as both: that is a plain memory copy, while
    // Float.intBitsToFloat in a loop keeps JDK 17 from vectorising it.
    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(LENGTH * Float.BYTES).order(ByteOrder.nativeOrder());
    private final IntBuffer ints = bytes.asIntBuffer();
    private final FloatBuffer floats = bytes.asFloatBuffer();

    private Words() {}

    /** The word of one element. */
    static int word(long key, long element) {
        long block = Threefry.block(key, element / GROUP * LANES + element % LANES);
        return element % GROUP < LANES ? (int) (block >>> 32) : (int) block;
    }

    /** The words w of the elements {@code from ... from + n - 1}, {@code n <= RUN}. */
    static int[] of(ThreefryStream stream, long from, int n) {
        Words room = ROOM.get();
        return room.make(stream.key(), from, n, room.words);
    }

    /** The words w' of the same elements. */
    static int[] lowOf(ThreefryStream stream, long from, int n) {
        Words room = ROOM.get();
        return room.make(stream.lowKey(), from, n, room.lowWords);
    }

    /** The words under a key that is no stream's. */
    static int[] under(long key, long from, int n) {
        Words room = ROOM.get();
        return room.make(key, from, n, room.words);
    }

    /** {@code 1 + k/2²³}, k being the word's leading 23 bits. */
    static void unsigned(int[] words, float[] out, int offset, int n) {
        Words room = ROOM.get();
        int one = Float.floatToRawIntBits(1);
        for (int i = 0; i < n; i++) {
            room.floatBits[i] = (words[i] >>> 9) | one;
        }
        room.asFloats(out, offset, n);
    }

    /**
     * {@code ±(1 + k/2²³)}, of the word's leading 24 bits: minus and plus stand for below and above the middle of the
     * words, and k tells how far from it.
     */
    static void signed(int[] words, float[] out, int offset, int n) {
        Words room = ROOM.get();
        int one = Float.floatToRawIntBits(1);
        for (int i = 0; i < n; i++) {
            room.floatBits[i] = (fromMiddle(words[i]) >>> 8) | (~words[i] & SIGN) | one;
        }
        room.asFloats(out, offset, n);
    }

    /** {@code u - 1/2} of a {@linkplain #signed signed} number: its leading 24 bits and half a step. */
    static float centred(float signed) {
        float magnitude = Math.abs(signed);
        float sign = signed / magnitude;
        return sign * (0.5f * (magnitude - (1 - 0x1p-24f)));
    }

    /** How far a word lies from the middle of the words: 0 for the two beside it, 2³¹ - 1 for the first and the last. */
    static int fromMiddle(int word) {
        return (word ^ ~(word >> 31)) & ~SIGN;
    }

    private int[] make(long key, long from, int n, int[] into) {
        int skip = (int) (from % GROUP);
        int groups = (skip + n + GROUP - 1) / GROUP;
        Threefry.blocks(key, from / GROUP * LANES, x0, x1, groups * LANES);
        for (int group = 0; group < groups; group++) {
            System.arraycopy(x0, group * LANES, into, group * GROUP, LANES);
            System.arraycopy(x1, group * LANES, into, group * GROUP + LANES, LANES);
        }
        if (skip != 0) {
            System.arraycopy(into, skip, into, 0, n);
        }
        return into;
    }

    private void asFloats(float[] out, int offset, int n) {
        ints.put(0, floatBits, 0, n);
        floats.get(0, out, offset, n);
    }
}
