package io.github.nd4jinit.random;

import java.util.stream.IntStream;

/**
 * Threefry-2x32, a bijection of 64-bit counters for every 64-bit key (Salmon, Moraes, Dror and Shaw, <a
 * href="https://doi.org/10.1145/2063384.2063405">Parallel random numbers: as easy as 1, 2, 3</a>, SC 2011).
 *
 * <p>Keys, which may be as little apart as 0 and 1, are made with the authors' default of 20 rounds. Under keys that were made so
 * the words of elements take their 13 rounds, the fewest that they publish.
 *
 * <p>Keys, counters and blocks are pairs of 32-bit words, written here as longs with the first word on top.
 */
final class Threefry {

    /** Rounds of a key. */
    static final int KEY_ROUNDS = 20;

    /** Rounds of an element's word. */
    static final int WORD_ROUNDS = 13;

    /** The Skein hash's key schedule parity, C240 in Threefish, cut to 32 bits. */
    private static final int PARITY = 0x1BD11BDA;

    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

    /** 0, 1, 2, ...: JDK 17 does not vectorise the loop's own counter. */
    private static final int[] LANE = IntStream.range(0, Words.LANES).toArray();

    private Threefry() {}

    /** The block of a counter, as a key. */
    static long block(long key, long counter) {
        return block(key, counter, KEY_ROUNDS);
    }

    /** The block of a counter after so many rounds. */
    static long block(long key, long counter, int rounds) {
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
     * The blocks of the counters {@code counter + lane}, {@code from <= lane < to}, after {@value #WORD_ROUNDS} rounds: first
     * words into {@code x[lane]}, second into {@code x[LANES + lane]}.
     *
     * <p>One pass over the array for every four rounds. A loop of that size becomes vector instructions, several of them under
     * way at once; longer ones wait for their own results, shorter ones for memory. All passes stand in one method, which is
     * too long to be inlined: together with all the loops of its callers, C2 may compile none of them to vectors.
     *
     * @param counter a multiple of {@link Words#LANES}
     */
    static void blocks(long key, long counter, int[] x, int from, int to) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        int high = (int) (counter >>> 32) + k0; // the lanes do not carry into the counter's first word
        int low = (int) counter + k1;
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
            x[i] = a + k1;
            x[Words.LANES + i] = b + k2 + 1;
        }
        for (int i = from; i < to; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + k2;
            x[Words.LANES + i] = b + k0 + 2;
        }
        for (int i = from; i < to; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + k0;
            x[Words.LANES + i] = b + k1 + 3;
        }
        for (int i = from; i < to; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            x[i] = a;
            x[Words.LANES + i] = b;
        }
    }

    /**
     * Blocks after {@value #KEY_ROUNDS} rounds: lane i's counter has the first word {@code first + i step} and the second
     * {@code second + i}. First words go into {@code x[i]}, second into {@code x[LANES + i]}.
     *
     * <p>In passes of four rounds in one long method, as {@link #blocks}.
     */
    static void encrypt(long key, int first, int step, int second, int[] x, int n) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        int startA = first + k0;
        int startB = second + k1;
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
            x[i] = a + k1;
            x[Words.LANES + i] = b + k2 + 1;
        }
        for (int i = 0; i < n; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + k2;
            x[Words.LANES + i] = b + k0 + 2;
        }
        for (int i = 0; i < n; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + k0;
            x[Words.LANES + i] = b + k1 + 3;
        }
        for (int i = 0; i < n; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + k1;
            x[Words.LANES + i] = b + k2 + 4;
        }
        for (int i = 0; i < n; i++) {
            int b = x[Words.LANES + i];
            int a = x[i] + b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + k2;
            x[Words.LANES + i] = b + k0 + 5;
        }
    }
}
