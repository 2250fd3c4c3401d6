package io.github.nd4jinit.random;

import java.util.Arrays;

/**
 * Which entries of a sparse matrix are zero: a bit for each, in row-major order.
 *
 * <p>In every column, row by row, an entry becomes zero with probability (zeros still to place) / (rows still to come),
 * by its own random word. That makes every choice of rows equally likely and the count exact (Knuth, The Art of Computer
 * Programming, volume 2, 3.4.2, Algorithm S), and all columns can take a row together.
 */
final class ZeroPositions {

    private final long[] bits;

    private ZeroPositions(long[] bits) {
        this.bits = bits;
    }

    static ZeroPositions choose(long key, long rows, long columns, long zeros) {
        long[] bits = new long[Math.toIntExact((rows * columns + 63) / 64)];
        long[] toPlace = new long[Math.toIntExact(columns)];
        Arrays.fill(toPlace, zeros);
        for (long row = 0; row < rows; row++) {
            long toCome = rows - row;
            int n;
            for (int column = 0; column < columns; column += n) {
                n = (int) Math.min(Words.RUN, columns - column);
                long first = row * columns + column;
                int[] words = Words.under(key, first, n);
                for (int i = 0; i < n; i++) {
                    // ⌊u · toCome⌋ < toPlace, where u = word / 2³²
                    if (Math.multiplyHigh((words[i] & 0xffffffffL) << 31, toCome << 1) < toPlace[column + i]) {
                        toPlace[column + i]--;
                        bits[(int) ((first + i) >>> 6)] |= 1L << (first + i);
                    }
                }
            }
        }
        return new ZeroPositions(bits);
    }

    boolean contain(long element) {
        return (bits[(int) (element >>> 6)] >>> element & 1) != 0;
    }
}
