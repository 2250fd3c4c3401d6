package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Traversal by tiles. It is fast for arrays in which the dense axis, which has the smallest stride, is not the last
 * axis, such as arrays in 'f' order. The rows of a tile correspond to indices of the dense axis, and its columns to
 * positions along the axes after the dense axis. A tile is computed by rows, in which logical indices are consecutive,
 * and stored by columns, in which addresses are close to each other.
 */
final class TiledTraversal extends Traversal {

    /**
     * Minimum size of a tile column in bytes, unless the dense axis is shorter. Columns are usually in different pages, so
     * longer columns need fewer page translations.
     */
    private static final int MIN_COLUMN_BYTES = 512;

    /** Maximum size of a tile in bytes. A tile fits into the L2 cache. */
    private static final int TILE_BYTES = 1 << 18;

    /** Size in bytes of the arrays from which tiles are larger. A smaller array would have too few tiles for all threads. */
    private static final long LARGE_ARRAY_BYTES = 1 << 24;

    private static final int MIN_COLUMN_BYTES_OF_LARGE_ARRAY = 1024;

    private static final int TILE_BYTES_OF_LARGE_ARRAY = 1 << 20;

    /** Minimum size of a computed element: HALF and BFLOAT16 are computed as floats. */
    private static final int MIN_ELEMENT_BYTES = Float.BYTES;

    /**
     * Minimum length of a row that is padded. Without padding, all values of a column could map to the same cache set.
     */
    private static final int PADDED_ROW_LENGTH = 512;

    private static final int PADDING = 16;

    private final long firstIndex;
    private final long firstAddress;

    /** The product of the lengths of the axes before the dense axis. */
    private final long outerLength;

    private final StridedSequence outerIndices;
    private final StridedSequence outerAddresses;

    private final long denseLength;
    private final long denseStride;

    /** The product of the lengths of the axes after the dense axis. */
    private final long innerLength;

    private final StridedSequence innerAddresses;

    /** The logical indices along the dense axis and the axes after it. They continue from each full row to the next. */
    private final StridedSequence indices;

    private final int rows;
    private final int columns;

    /** The distance between consecutive rows of a tile in the buffer. */
    private final int pitch;

    TiledTraversal(INDArray array, int denseAxis, TensorRegion region, TensorValues values) {
        super(array, values);
        long[] shape = array.shape();
        int rank = shape.length;
        this.firstIndex = region.first();
        this.firstAddress = array.offset();
        this.outerLength = length(shape, 0, denseAxis);
        this.outerIndices = sequence(shape, region.strides(), 0, denseAxis);
        this.outerAddresses = sequence(shape, array.stride(), 0, denseAxis);
        this.denseLength = shape[denseAxis];
        this.denseStride = array.stride(denseAxis);
        this.innerLength = length(shape, denseAxis + 1, rank);
        this.innerAddresses = sequence(shape, array.stride(), denseAxis + 1, rank);
        this.indices = sequence(shape, region.strides(), denseAxis, rank).inUnitRuns();
        int bytes = Math.max(MIN_ELEMENT_BYTES, array.dataType().width());
        boolean isLarge = array.length() >= LARGE_ARRAY_BYTES / bytes;
        int columnBytes = isLarge ? MIN_COLUMN_BYTES_OF_LARGE_ARRAY : MIN_COLUMN_BYTES;
        int tileBytes = isLarge ? TILE_BYTES_OF_LARGE_ARRAY : TILE_BYTES;
        this.rows = (int) Math.min(denseLength, Math.max(columnBytes, tileBytes / innerLength) / bytes);
        this.columns = (int) Math.min(innerLength, tileBytes / bytes / rows);
        this.pitch = columns < innerLength || columns >= PADDED_ROW_LENGTH ? columns + PADDING : columns;
    }

    private static long length(long[] shape, int from, int to) {
        return Arrays.stream(shape, from, to).reduce(1, (a, b) -> a * b);
    }

    private static StridedSequence sequence(long[] shape, long[] strides, int from, int to) {
        return StridedSequence.of(0, Arrays.copyOfRange(shape, from, to), Arrays.copyOfRange(strides, from, to));
    }

    private long tilesDown() {
        return (denseLength + rows - 1) / rows;
    }

    private long tilesAcross() {
        return (innerLength + columns - 1) / columns;
    }

    @Override
    public long steps() {
        return outerLength * tilesDown() * tilesAcross();
    }

    @Override
    int stepLength() {
        return rows * pitch;
    }

    @Override
    void processStep(long step, ElementBuffer buffer, TensorValues values) {
        long column = step % tilesAcross() * columns;
        long row = step / tilesAcross() % tilesDown() * rows;
        long outer = step / tilesAcross() / tilesDown();
        int height = (int) Math.min(rows, denseLength - row);
        int width = (int) Math.min(columns, innerLength - column);
        compute(firstIndex + outerIndices.at(outer), row, height, column, width, buffer, values);
        buffer.round(height * pitch);
        long corner = firstAddress + outerAddresses.at(outer) + row * denseStride;
        innerAddresses.forEachRun(column, width, (address, stride, n, done) -> {
            for (int i = 0; i < n; i++) {
                buffer.store(corner + address + i * stride, denseStride, done + i, pitch, height);
            }
        });
    }

    private void compute(
            long firstOfTile, long row, int height, long column, int width, ElementBuffer buffer, TensorValues values) {
        boolean contiguous = pitch == innerLength;
        int runs = contiguous ? 1 : height;
        int runLength = contiguous ? height * width : width;
        for (int i = 0; i < runs; i++) {
            int at = i * pitch;
            indices.forEachRun(
                    (row + i) * innerLength + column,
                    runLength,
                    (index, one, n, done) -> buffer.compute(values, firstOfTile + index, at + done, n));
        }
    }
}
