package io.github.nd4jinit.random;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which entries of a sparse matrix are kept, and which are zero: a bit for each.
 *
 * <p>In every column rows are drawn, each with equal probability, until enough different ones have come: those are kept,
 * or, if fewer are to be zero, those are zero. That makes every choice of rows equally likely and the count exact. A
 * column draws from a key of its own; 64 columns side by side share an array, which is made when it is first needed.
 */
final class KeptEntries {

    private final long key;
    private final int rows;
    private final long columns;
    private final int drawn;
    private final boolean zerosDrawn;

    /** For each 64 columns a word a row, a bit a column. */
    private final AtomicReferenceArray<long[]> blocks;

    private final AtomicInteger nextBlock = new AtomicInteger();

    KeptEntries(long key, long rows, long columns, long zeros) {
        this.key = key;
        this.rows = Math.toIntExact(rows);
        this.columns = columns;
        this.zerosDrawn = zeros < rows - zeros;
        this.drawn = (int) (zerosDrawn ? zeros : rows - zeros);
        this.blocks = new AtomicReferenceArray<>(Math.toIntExact((columns + Long.SIZE - 1) / Long.SIZE));
    }

    /** Sets the bits of the {@code n} elements from one on, in row-major order, and clears all others. */
    void get(long from, int n, long[] bits) {
        makeAll();
        Arrays.fill(bits, 0);
        int length;
        for (int done = 0; done < n; done += length) {
            long row = (from + done) / columns;
            long column = (from + done) % columns;
            length = (int) Math.min(Math.min(Long.SIZE, columns - column), n - done);
            long some = some((int) row, column) & (-1L >>> -length);
            bits[done / Long.SIZE] |= some << done;
            if (done % Long.SIZE != 0) {
                bits[done / Long.SIZE + 1] |= some >>> -done;
            }
        }
    }

    /** The bits of a row's elements from a column on, as many as there are in two blocks, at most 64. */
    private long some(int row, long column) {
        int block = (int) (column / Long.SIZE);
        int shift = (int) (column % Long.SIZE);
        long some = block(block)[row] >>> shift;
        return shift == 0 || block + 1 == blocks.length() ? some : some | block(block + 1)[row] << -shift;
    }

    /** All threads that need entries make them together, each the next block that none has begun. */
    private void makeAll() {
        while (nextBlock.get() < blocks.length()) {
            int next = nextBlock.getAndIncrement();
            if (next < blocks.length()) {
                block(next);
            }
        }
    }

    private long[] block(int index) {
        long[] block = blocks.get(index);
        if (block == null) { // not made, or being made by another thread: the same bits then come twice
            block = make(index);
            blocks.set(index, block);
        }
        return block;
    }

    private long[] make(int index) {
        long[] block = new long[rows];
        long first = (long) index * Long.SIZE;
        for (int i = 0; i < Math.min(Long.SIZE, columns - first); i++) {
            draw(Threefry.block(key, first + i), block, i);
        }
        if (zerosDrawn) {
            for (int row = 0; row < rows; row++) {
                block[row] = ~block[row];
            }
        }
        return block;
    }

    /** Draws the rows of a column, and sets its bit in them. */
    private void draw(long columnKey, long[] block, int bit) {
        Words words = Words.ofThread();
        int unfair = Integer.remainderUnsigned(-rows, rows); // 2³² mod rows: words that some rows would have more of
        int missing = drawn;
        long draws = 0;
        while (missing > 0) {
            words.begin(draws, missing + missing / 8 + 16);
            int[] w = words.words(columnKey);
            int end = (int) (draws - words.base) + words.length();
            for (int i = (int) (draws - words.base); i < end && missing > 0; i++) {
                long product = Integer.toUnsignedLong(w[i]) * rows;
                if (Integer.compareUnsigned((int) product, unfair) >= 0) {
                    int row = (int) (product >>> Integer.SIZE);
                    missing -= (int) (~block[row] >>> bit & 1);
                    block[row] |= 1L << bit;
                }
            }
            draws += words.length();
        }
    }
}
