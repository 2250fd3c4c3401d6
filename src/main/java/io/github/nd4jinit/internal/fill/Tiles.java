package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tile by tile: for arrays whose densest axis is not their last one, such as all in 'f' order. A tile has some indices of
 * the densest axis, its rows, and some positions of the axes behind that, its columns. It is computed by rows, along which
 * logical indices are consecutive, and stored by columns, along which addresses are close.
 */
final class Tiles implements Walk {

    /** Bytes of a tile's column, where there are as many: two cache lines. */
    private static final int HIGH = 128;

    /** The most bytes of a tile. They stay in a core's second cache. */
    private static final int SIZE = 1 << 18;

    /** HALF and BFLOAT16 are floats until they are stored. */
    private static final int COMPUTED = Float.BYTES;

    /** Rows at least so long lie further apart: else a column's values would all compete for one place in the cache. */
    private static final int LONG = 512;

    private static final int GAP = 16;

    private final long firstIndex;
    private final long firstAddress;

    /** Of the axes before the densest one. */
    private final long outerLength;

    private final Strided outerIndices;
    private final Strided outerAddresses;

    /** Of the densest axis. */
    private final long denseLength;

    private final long stride;

    /** Of the axes behind the densest one. */
    private final long innerLength;

    private final Strided innerAddresses;

    /** Of the densest axis and those behind it, which go on where a row ends if the row is as long as they are. */
    private final Strided indices;

    private final int rows;
    private final int columns;

    /** From one row of a tile to the next. */
    private final int pitch;

    /** The tiles of an array whose given axis is the densest. */
    Tiles(TensorRegion box, INDArray array, int axis) {
        long[] shape = array.shape();
        int rank = shape.length;
        this.firstIndex = box.first();
        this.firstAddress = array.offset();
        this.outerLength = length(shape, 0, axis);
        this.outerIndices = strided(shape, box.strides(), 0, axis);
        this.outerAddresses = strided(shape, array.stride(), 0, axis);
        this.denseLength = shape[axis];
        this.stride = array.stride(axis);
        this.innerLength = length(shape, axis + 1, rank);
        this.innerAddresses = strided(shape, array.stride(), axis + 1, rank);
        this.indices = strided(shape, box.strides(), axis, rank).inUnitRuns();
        int bytes = Math.max(COMPUTED, array.dataType().width());
        this.rows = (int) Math.min(denseLength, Math.max(HIGH, SIZE / innerLength) / bytes);
        this.columns = (int) Math.min(innerLength, SIZE / bytes / rows);
        this.pitch = columns < innerLength || columns >= LONG ? columns + GAP : columns;
    }

    private static long length(long[] shape, int from, int to) {
        return Arrays.stream(shape, from, to).reduce(1, (a, b) -> a * b);
    }

    private static Strided strided(long[] shape, long[] strides, int from, int to) {
        return Strided.of(0, Arrays.copyOfRange(shape, from, to), Arrays.copyOfRange(strides, from, to));
    }

    private long down() {
        return (denseLength + rows - 1) / rows;
    }

    private long across() {
        return (innerLength + columns - 1) / columns;
    }

    @Override
    public long steps() {
        return outerLength * down() * across();
    }

    @Override
    public int length() {
        return rows * pitch;
    }

    @Override
    public void take(long step, Cells cells, TensorValues values) {
        long column = step % across() * columns;
        long row = step / across() % down() * rows;
        long outer = step / across() / down();
        int height = (int) Math.min(rows, denseLength - row);
        int width = (int) Math.min(columns, innerLength - column);
        compute(firstIndex + outerIndices.at(outer), row, height, column, width, cells, values);
        cells.round(height * pitch);
        long corner = firstAddress + outerAddresses.at(outer) + row * stride;
        innerAddresses.forEachRun(column, width, (address, apart, n, done) -> {
            for (int i = 0; i < n; i++) {
                cells.store(corner + address + i * apart, stride, done + i, pitch, height);
            }
        });
    }

    private void compute(long first, long row, int height, long column, int width, Cells cells, TensorValues values) {
        boolean joined = pitch == innerLength;
        int runs = joined ? 1 : height;
        int run = joined ? height * width : width;
        for (int i = 0; i < runs; i++) {
            int at = i * pitch;
            indices.forEachRun(
                    (row + i) * innerLength + column,
                    run,
                    (index, one, n, done) -> cells.compute(values, first + index, at + done, n));
        }
    }
}
