package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which entries of a sparse matrix are kept and which are zero, one bit for each.
 *
 * <p>In every column rows are drawn, each with equal probability, until enough different ones are found. These are the kept
 * ones or, if fewer are to be zero, the zeros. So every choice of rows is equally likely, and the count is exact. Each
 * column draws with its own key. The bits of 64 neighboring columns form a block, which is computed when first needed.
 */
final class SparsityMask {

    private final long key;
    private final int rows;
    private final long columns;
    private final int drawn;
    private final boolean zerosDrawn;

    /** One block for every 64 columns: one word per row, one bit per column. */
    private final AtomicReferenceArray<long[]> blocks;

    private final AtomicInteger nextBlock = new AtomicInteger();

    SparsityMask(long key, long rows, long columns, long zeros) {
        this.key = key;
        this.rows = Math.toIntExact(rows);
        this.columns = columns;
        this.zerosDrawn = zeros < rows - zeros;
        this.drawn = (int) (zerosDrawn ? zeros : rows - zeros);
        this.blocks = new AtomicReferenceArray<>(Math.toIntExact((columns + Long.SIZE - 1) / Long.SIZE));
    }

    /** Sets the bits of n elements in row-major order, and clears all other bits of the array. */
    void get(long from, int n, long[] bits) {
        computeBlocks();
        Arrays.fill(bits, 0);
        int length;
        for (int done = 0; done < n; done += length) {
            long row = (from + done) / columns;
            long column = (from + done) % columns;
            length = (int) Math.min(Math.min(Long.SIZE, columns - column), n - done);
            long part = rowBits((int) row, column) & (-1L >>> -length);
            bits[done / Long.SIZE] |= part << done;
            if (done % Long.SIZE != 0) {
                bits[done / Long.SIZE + 1] |= part >>> -done;
            }
        }
    }

    /** The bits of a row from a column on: at most 64, and those of two blocks at most. */
    private long rowBits(int row, long column) {
        int block = (int) (column / Long.SIZE);
        int shift = (int) (column % Long.SIZE);
        long bits = block(block)[row] >>> shift;
        return shift == 0 || block + 1 == blocks.length() ? bits : bits | block(block + 1)[row] << -shift;
    }

    /** All threads that need bits compute the blocks together: each takes the next one that none has begun. */
    private void computeBlocks() {
        while (nextBlock.get() < blocks.length()) {
            int next = nextBlock.getAndIncrement();
            if (next < blocks.length()) {
                block(next);
            }
        }
    }

    private long[] block(int index) {
        long[] block = blocks.get(index);
        if (block == null) { // missing, or another thread is computing the same bits
            block = compute(index);
            blocks.set(index, block);
        }
        return block;
    }

    private long[] compute(int index) {
        long[] block = new long[rows];
        long first = (long) index * Long.SIZE;
        RunScratch scratch = RunScratch.POOL.acquire();
        for (int i = 0; i < Math.min(Long.SIZE, columns - first); i++) {
            draw(Threefry.block(key, first + i), block, i, scratch);
        }
        RunScratch.POOL.release(scratch);
        if (zerosDrawn) {
            for (int row = 0; row < rows; row++) {
                block[row] = ~block[row];
            }
        }
        return block;
    }

    /** Draws the rows of a column, and sets its bit in them. */
    private void draw(long columnKey, long[] block, int bit, RunScratch scratch) {
        // 2³² mod rows: without rejection, some rows would have more of the 2³² words than others
        int rejectionThreshold = Integer.remainderUnsigned(-rows, rows);
        int missing = drawn;
        long draws = 0;
        while (missing > 0) {
            scratch.begin(draws, missing + missing / 8 + 16);
            ElementRun run = scratch.run;
            int[] w = scratch.words(columnKey);
            int end = run.runEnd();
            for (int i = run.runFirst(); i < end && missing > 0; i++) {
                long product = Integer.toUnsignedLong(w[i]) * rows;
                if (Integer.compareUnsigned((int) product, rejectionThreshold) >= 0) {
                    int row = (int) (product >>> Integer.SIZE);
                    missing -= (int) (~block[row] >>> bit & 1);
                    block[row] |= 1L << bit;
                }
            }
            draws += run.length();
        }
    }
}
