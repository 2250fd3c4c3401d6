package io.github.nd4jinit.internal.sample;

import java.util.stream.IntStream;

/**
 * The block cipher Threefry-2x32, which maps 64-bit counters to 64-bit blocks; for every 64-bit key the mapping is a
 * bijection (Salmon, Moraes, Dror and Shaw, <a href="https://doi.org/10.1145/2063384.2063405">Parallel random numbers:
 * as easy as 1, 2, 3</a>, SC 2011).
 *
 * <p>Keys are derived with 20 rounds, the authors' default, because two parent keys may differ in a single bit. The
 * words of elements are computed under derived keys with 13 rounds, the smallest number for which the authors publish
 * test vectors.
 *
 * <p>Keys, counters and blocks are pairs of 32-bit words. Each pair is represented by a long whose upper half is the
 * first word.
 */
public final class Threefry {

    /** Number of rounds for deriving a key. */
    public static final int KEY_ROUNDS = 20;

    /** Number of rounds for computing the words of elements. */
    public static final int WORD_ROUNDS = 13;

    /** Length of a schedule, which contains the sums of key words, counter words and round numbers that the rounds add. */
    public static final int SCHEDULE = 12;

    /** Maximum number of blocks per call of {@link #blocks} or {@link #encrypt}. */
    public static final int LANES = 1024;

    /** The parity word of the key schedule: Threefish's constant C240, truncated to 32 bits. */
    private static final int PARITY = 0x1BD11BDA;

    /** The bits of the float 1. */
    private static final int ONE = Float.floatToRawIntBits(1);

    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

    /** The numbers 0, 1, 2, ..., which loops read because JDK 17 does not vectorize arithmetic on the loop variable. */
    private static final int[] LANE = IntStream.range(0, LANES).toArray();

    private Threefry() {}

    /**
     * Encrypts a counter with {@value #KEY_ROUNDS} rounds. The block serves as a derived key.
     *
     * @param key the key
     * @param counter the counter
     * @return the block
     */
    public static long block(long key, long counter) {
        return block(key, counter, KEY_ROUNDS);
    }

    /**
     * Encrypts a counter.
     *
     * @param key the key
     * @param counter the counter
     * @param rounds number of rounds
     * @return the block
     */
    public static long block(long key, long counter, int rounds) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        int x0 = (int) (counter >>> 32) + k0;
        int x1 = (int) counter + k1;
        for (int round = 0; round < rounds; round++) {
            x0 += x1;
            x1 = Integer.rotateLeft(x1, ROTATIONS[round % 8]) ^ x0;
            if (round % 4 == 3) {
                int rotated = k0;
                k0 = k1;
                k1 = k2;
                k2 = rotated;
                x0 += k0;
                x1 += k1 + (round + 1) / 4;
            }
        }
        return ((long) x0 << 32) | (x1 & 0xffffffffL);
    }

    /**
     * Computes the schedule of {@link #blocks}: the sums of key words, counter words and round numbers that the rounds
     * add.
     *
     * @param key the key
     * @param counter a multiple of {@link #LANES}
     * @param schedule receives the sums; its length is {@link #SCHEDULE}
     */
    public static void schedule(long key, long counter, int[] schedule) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        schedule[0] = (int) (counter >>> 32) + k0; // adding a lane does not carry into the first word
        schedule[1] = (int) counter + k1;
        schedule[2] = k1;
        schedule[3] = k2 + 1;
        schedule[4] = k2;
        schedule[5] = k0 + 2;
        schedule[6] = k0;
        schedule[7] = k1 + 3;
    }

    /**
     * Encrypts the counters {@code counter + lane}, {@code from <= lane < to}, with {@value #WORD_ROUNDS} rounds. The
     * first word of a block is stored in {@code x[lane]}, the second word in {@code x[LANES + lane]}.
     *
     * @param schedule the result of {@link #schedule} for a key and a counter
     * @param x receives the blocks
     * @param from the first lane
     * @param to the lane after the last lane, at most {@link #LANES}
     */
    public static void blocks(int[] schedule, int[] x, int from, int to) {
        thirteenRounds(schedule, x, from, to, false);
    }

    /**
     * Computes the same words as {@link #blocks}, and replaces each word with the bits of the float {@code 1 + k/2²³},
     * where k is the integer in the leading 23 bits of the word.
     *
     * @param schedule the result of {@link #schedule} for a key and a counter
     * @param x receives the bits
     * @param from the first lane
     * @param to the lane after the last lane, at most {@link #LANES}
     */
    public static void unsignedFloatBits(int[] schedule, int[] x, int from, int to) {
        thirteenRounds(schedule, x, from, to, true);
    }

    /**
     * Computes words or the bits of floats.
     *
     * <p>Every four or five rounds form one pass over the array. A loop of this size is vectorized, and the processor
     * overlaps several iterations. Longer loops are limited by the latency of their dependency chains, shorter loops by
     * memory accesses. All passes are in one method, which is too large to be inlined: if C2 inlined the passes next to
     * the loops of a caller, it might not vectorize any of them. The schedule is read from an array, because C2 would
     * otherwise move the addition of a constant round number across a round, where it costs an additional instruction.
     */
    private static void thirteenRounds(int[] schedule, int[] x, int from, int to, boolean toFloatBits) {
        int high = schedule[0];
        int low = schedule[1];
        int a1 = schedule[2];
        int b1 = schedule[3];
        int a2 = schedule[4];
        int b2 = schedule[5];
        int a3 = schedule[6];
        int b3 = schedule[7];
        for (int i = from; i < to; i++) {
            int b = low + LANE[i];
            int a = high + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + a1;
            x[LANES + i] = b + b1;
        }
        for (int i = from; i < to; i++) {
            int b = x[LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + a2;
            x[LANES + i] = b + b2;
        }
        if (toFloatBits) {
            for (int i = from; i < to; i++) {
                int b = x[LANES + i];
                int a = x[i] + b;
                b = Integer.rotateLeft(b, 13) ^ a;
                a += b;
                b = Integer.rotateLeft(b, 15) ^ a;
                a += b;
                b = Integer.rotateLeft(b, 26) ^ a;
                a += b;
                b = Integer.rotateLeft(b, 6) ^ a;
                a += a3;
                b += b3;
                a += b;
                b = Integer.rotateLeft(b, 17) ^ a;
                x[i] = (a >>> 9) | ONE;
                x[LANES + i] = (b >>> 9) | ONE;
            }
        } else {
            for (int i = from; i < to; i++) {
                int b = x[LANES + i];
                int a = x[i] + b;
                b = Integer.rotateLeft(b, 13) ^ a;
                a += b;
                b = Integer.rotateLeft(b, 15) ^ a;
                a += b;
                b = Integer.rotateLeft(b, 26) ^ a;
                a += b;
                b = Integer.rotateLeft(b, 6) ^ a;
                a += a3;
                b += b3;
                a += b;
                b = Integer.rotateLeft(b, 17) ^ a;
                x[i] = a;
                x[LANES + i] = b;
            }
        }
    }

    /**
     * Encrypts n counters, {@code (first + i * step, second + i)} for {@code 0 <= i < n}, with {@value #KEY_ROUNDS}
     * rounds. The first word of a block is stored in {@code x[i]}, the second word in {@code x[LANES + i]}.
     *
     * <p>The rounds are divided into passes as in {@link #thirteenRounds}.
     *
     * @param key the key
     * @param first first word of the first counter
     * @param step difference between the first words of successive counters
     * @param second second word of the first counter
     * @param schedule scratch memory; its length is {@link #SCHEDULE}
     * @param x receives the blocks
     * @param n number of counters, at most {@link #LANES}
     */
    public static void encrypt(long key, int first, int step, int second, int[] schedule, int[] x, int n) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        int[] sums = {first + k0, second + k1, k1, k2 + 1, k2, k0 + 2, k0, k1 + 3, k1, k2 + 4, k2, k0 + 5};
        System.arraycopy(sums, 0, schedule, 0, SCHEDULE);
        twentyRounds(schedule, step, x, n);
    }

    private static void twentyRounds(int[] schedule, int step, int[] x, int n) {
        int startA = schedule[0];
        int startB = schedule[1];
        int a1 = schedule[2];
        int b1 = schedule[3];
        int a2 = schedule[4];
        int b2 = schedule[5];
        int a3 = schedule[6];
        int b3 = schedule[7];
        int a4 = schedule[8];
        int b4 = schedule[9];
        int a5 = schedule[10];
        int b5 = schedule[11];
        for (int i = 0; i < n; i++) {
            int b = startB + LANE[i];
            int a = startA + step * LANE[i] + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + a1;
            x[LANES + i] = b + b1;
        }
        for (int i = 0; i < n; i++) {
            int b = x[LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + a2;
            x[LANES + i] = b + b2;
        }
        for (int i = 0; i < n; i++) {
            int b = x[LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + a3;
            x[LANES + i] = b + b3;
        }
        for (int i = 0; i < n; i++) {
            int b = x[LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + a4;
            x[LANES + i] = b + b4;
        }
        for (int i = 0; i < n; i++) {
            int b = x[LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + a5;
            x[LANES + i] = b + b5;
        }
    }
}
