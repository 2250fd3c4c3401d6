package io.github.nd4jinit.random;

import java.util.Arrays;

/**
 * Threefry-2x32 with 20 rounds, a bijection of 64-bit counters for every 64-bit key (Salmon, Moraes, Dror and Shaw,
 * <a href="https://doi.org/10.1145/2063384.2063405">Parallel random numbers: as easy as 1, 2, 3</a>, SC 2011).
 *
 * <p>Keys, counters and blocks are pairs of 32-bit words, written here as longs with the first word on top.
 */
final class Threefry {

    /** The Skein hash's key schedule parity, C240 in Threefish, cut to 32 bits. */
    private static final int PARITY = 0x1BD11BDA;

    private Threefry() {}

    /** The block of one counter. */
    static long block(long key, long counter) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        int x0 = (int) (counter >>> 32) + k0;
        int x1 = (int) counter + k1;
        for (int group = 1; group <= 5; group++) {
            boolean odd = (group & 1) == 1;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 13 : 17) ^ x0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 15 : 29) ^ x0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 26 : 16) ^ x0;
            x0 += x1;
            x1 = Integer.rotateLeft(x1, odd ? 6 : 24) ^ x0;
            int rotated = k0;
            k0 = k1;
            k1 = k2;
            k2 = rotated;
            x0 += k0;
            x1 += k1 + group;
        }
        return ((long) x0 << 32) | (x1 & 0xffffffffL);
    }

    /**
     * The blocks of the {@code n} counters from {@code counter} on, first words into {@code x0}, second into {@code x1}.
     *
     * <p>One small pass over the arrays for every two rounds: a loop body of that size is one the JIT compiler turns into
     * vector instructions; all twenty rounds in one body it does not, and that is ten times slower.
     */
    static void blocks(long key, long counter, int[] x0, int[] x1, int n) {
        int k0 = (int) (key >>> 32);
        int k1 = (int) key;
        int k2 = k0 ^ k1 ^ PARITY;
        count(counter, k0, k1, x0, x1, n);
        twoRounds(x0, x1, n, 13, 15, 0, 0);
        twoRounds(x0, x1, n, 26, 6, k1, k2 + 1);
        twoRounds(x0, x1, n, 17, 29, 0, 0);
        twoRounds(x0, x1, n, 16, 24, k2, k0 + 2);
        twoRounds(x0, x1, n, 13, 15, 0, 0);
        twoRounds(x0, x1, n, 26, 6, k0, k1 + 3);
        twoRounds(x0, x1, n, 17, 29, 0, 0);
        twoRounds(x0, x1, n, 16, 24, k1, k2 + 4);
        twoRounds(x0, x1, n, 13, 15, 0, 0);
        twoRounds(x0, x1, n, 26, 6, k2, k0 + 5);
    }

    private static void count(long counter, int k0, int k1, int[] x0, int[] x1, int n) {
        int low = (int) counter + k1;
        for (int i = 0; i < n; i++) {
            x1[i] = low + i;
        }
        // the counter's first word changes at most once within n < 2^32 counters
        int high = (int) (counter >>> 32) + k0;
        long untilCarry = (1L << 32) - (counter & 0xffffffffL);
        int carry = (int) Math.min(n, untilCarry);
        Arrays.fill(x0, 0, carry, high);
        Arrays.fill(x0, carry, n, high + 1);
    }

    private static void twoRounds(int[] x0, int[] x1, int n, int r, int s, int add0, int add1) {
        for (int i = 0; i < n; i++) {
            int a = x0[i] + x1[i];
            int b = ((x1[i] << r) | (x1[i] >>> -r)) ^ a;
            a += b;
            b = ((b << s) | (b >>> -s)) ^ a;
            x0[i] = a + add0;
            x1[i] = b + add1;
        }
    }
}
