package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The sparsity pattern of a matrix: one bit per element, set if the element is nonzero.
 *
 * <p>For every column, row indices are drawn uniformly until the required number of distinct rows has been found. The
 * elements in these rows are the nonzero elements or, if a column has fewer zeros than nonzero elements, the zeros.
 * Therefore every subset of rows is equally likely, and the number of zeros is exact. Each column has its own key. The bits
 * of 64 adjacent columns form a block, which is computed when it is first needed.
 */
final class SparsityMask {

    private final long key;
    private final int rows;
    private final long columns;
    private final int distinctDraws;
    private final boolean drawsZeros;

    /** One block per 64 columns. A block has one word per row and one bit per column. */
    private final AtomicReferenceArray<long[]> blocks;

    private final AtomicInteger nextBlock = new AtomicInteger();

    SparsityMask(long key, long rows, long columns, long zeros) {
        this.key = key;
        this.rows = Math.toIntExact(rows);
        this.columns = columns;
        this.drawsZeros = zeros < rows - zeros;
        this.distinctDraws = (int) (drawsZeros ? zeros : rows - zeros);
        this.blocks = new AtomicReferenceArray<>(Math.toIntExact((columns + Long.SIZE - 1) / Long.SIZE));
    }

    /**
     * Copies the bits of n elements in row-major order, starting at element {@code from}, and clears the rest of the
     * array.
     */
    void read(long from, int n, long[] bits) {
        computeBlocks();
        Arrays.fill(bits, 0);
        if (from % Long.SIZE == 0 && columns % Long.SIZE == 0) {
            readBlocks(from, n, bits);
            return;
        }
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

    /** Does the same as {@link #read} if no word of the result contains bits of two blocks. */
    private void readBlocks(long from, int n, long[] bits) {
        int words = (n + Long.SIZE - 1) / Long.SIZE;
        int row = (int) (from / columns);
        int block = (int) (from % columns / Long.SIZE);
        for (int i = 0; i < words; i++) {
            bits[i] = block(block)[row];
            block++;
            if (block == blocks.length()) {
                block = 0;
                row++;
            }
        }
        if (n % Long.SIZE != 0) {
            bits[words - 1] &= -1L >>> -n;
        }
    }

    /** Returns up to 64 bits of a row, starting at the given column. The bits come from at most two blocks. */
    private long rowBits(int row, long column) {
        int block = (int) (column / Long.SIZE);
        int shift = (int) (column % Long.SIZE);
        long bits = block(block)[row] >>> shift;
        return shift == 0 || block + 1 == blocks.length() ? bits : bits | block(block + 1)[row] << -shift;
    }

    /**
     * Computes all blocks. Threads that call this method concurrently share the work: each claims the next unclaimed
     * block.
     */
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
        if (block == null) { // no thread has finished this block; two threads may compute the same bits
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
        if (drawsZeros) {
            for (int row = 0; row < rows; row++) {
                block[row] = ~block[row];
            }
        }
        return block;
    }

    /** Draws distinct rows of a column, and sets the column's bit in each of them. */
    private void draw(long columnKey, long[] block, int bit, RunScratch scratch) {
        // 2³² mod rows: without rejection, some rows would correspond to more of the 2³² words than others
        int rejectionThreshold = Integer.remainderUnsigned(-rows, rows);
        int remaining = distinctDraws;
        long draws = 0;
        while (remaining > 0) {
            scratch.begin(draws, remaining + remaining / 8 + 16);
            ElementRun run = scratch.run;
            int[] w = scratch.words(columnKey);
            int end = run.end();
            for (int i = run.first(); i < end && remaining > 0; i++) {
                long product = Integer.toUnsignedLong(w[i]) * rows;
                if (Integer.compareUnsigned((int) product, rejectionThreshold) >= 0) {
                    int row = (int) (product >>> Integer.SIZE);
                    remaining -= (int) (~block[row] >>> bit & 1);
                    block[row] |= 1L << bit;
                }
            }
            draws += run.length();
        }
    }
}
