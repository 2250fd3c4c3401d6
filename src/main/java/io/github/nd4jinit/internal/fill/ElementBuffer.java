package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;
import io.github.nd4jinit.internal.sample.SparseTensorValues;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A buffer for a chunk of values, which are computed, rounded to the array's element type, and stored in the array's
 * memory. A buffer and the scratch arrays that contain its chunk belong to one thread.
 *
 * <p>Addresses are in elements from the start of the underlying data buffer. Memory is written through a
 * {@link java.nio.Buffer}, whose indices are ints. Therefore that buffer covers only a window of the memory, which is moved
 * when an address is outside it.
 */
abstract class ElementBuffer {

    /** Number of elements per copy, chosen for speed on memory that is not cached. */
    static final int COPY_LENGTH = 1024;

    /** Half the length of a window in elements. The next window begins in the middle of the previous one. */
    private static final long HALF_WINDOW = 1L << 26;

    /** Maximum number of values that are gathered and then stored together. */
    private static final int GATHER_LENGTH = 64;

    /** Position in the chunk where values are gathered, after all other values. */
    final int gathered;

    /** The start of the underlying data buffer. */
    private final Pointer start;

    private final int elementSize;
    private @Nullable BytePointer memory;

    /** Address of the window's first element. */
    private long windowStart = Long.MAX_VALUE;

    private ElementBuffer(INDArray array, int elementSize, int length) {
        this.gathered = length;
        this.start = array.data().pointer();
        this.elementSize = elementSize;
    }

    /**
     * Creates a buffer for chunks of at most the given length. It must not be used after the scratch arrays are
     * released.
     */
    static ElementBuffer of(INDArray array, int length, ScratchArrays scratch) {
        return switch (array.dataType()) {
            case DOUBLE -> new OfDouble(array, length, scratch);
            case FLOAT -> new OfFloat(array, length, scratch);
            case HALF -> new OfHalf(array, length, scratch);
            case BFLOAT16 -> new OfBFloat16(array, length, scratch);
            default -> throw new IllegalStateException("not a floating-point array: " + array.dataType());
        };
    }

    /** Computes the values at the logical indices {@code index, ..., index + n - 1} into the chunk. */
    abstract void compute(TensorValues values, long index, int at, int n);

    /** Computes the nonzero values of {@code n} elements into the chunk, and returns their number. */
    abstract int computeNonzeros(SparseTensorValues values, long from, int n, int[] indices);

    /** Rounds the first {@code n} values of the chunk. */
    abstract void round(int n);

    /** Stores {@code n} consecutive values of the chunk at consecutive addresses. */
    final void store(long address, int at, int n) {
        int length;
        for (int done = 0; done < n; done += length) {
            length = Math.min(COPY_LENGTH, n - done);
            put(windowIndex(address + done), at + done, length);
        }
    }

    /**
     * Stores {@code n} values of the chunk.
     *
     * @param address address of the first stored value
     * @param stride distance between consecutive values in memory
     * @param at position of the first value in the chunk
     * @param step distance between consecutive values in the chunk
     * @param n number of values
     */
    final void store(long address, long stride, int at, int step, int n) {
        if (stride == 1 && step == 1) {
            store(address, at, n);
        } else if (stride == 1) {
            int length;
            for (int done = 0; done < n; done += length) {
                length = Math.min(GATHER_LENGTH, n - done);
                gather(at + done * step, step, length);
                put(windowIndex(address + done), gathered, length);
            }
        } else if (stride == 2 && step == 1) {
            putEverySecond(windowIndex(address), at, n);
        } else if (stride >= 0 && stride * n < HALF_WINDOW) {
            put(windowIndex(address), (int) stride, at, step, n);
        } else {
            for (int i = 0; i < n; i++) {
                put(windowIndex(address + i * stride), at + i * step, 1);
            }
        }
    }

    /**
     * Stores the first {@code n} values of the chunk at consecutive addresses. For a single store of a few thousand values,
     * this method is faster than {@link #store(long, int, int)}, because it needs no window.
     */
    final void storeOnce(long address, int n) {
        copyTo(start, address, n);
    }

    /** Copies the first {@code n} values of the chunk to memory, starting at element {@code address}. */
    abstract void copyTo(Pointer destination, long address, int n);

    /** Stores the first {@code n} values of the chunk at {@code address + indices[i]}; the indices are small. */
    final void scatter(long address, int[] indices, int n) {
        put(windowIndex(address), indices, n);
    }

    /** Sets all bits of {@code n} consecutive elements to zero. */
    final void zero(long address, long n) {
        Pointer.memset(memory().position(address * elementSize), 0, n * elementSize);
    }

    /** Copies the first {@code n} elements of a block to consecutive addresses. */
    final void copy(Pointer block, long address, long n) {
        Pointer.memcpy(memory().position(address * elementSize), block, n * elementSize);
    }

    /** Returns the underlying data buffer as bytes. The position is not specified. */
    private BytePointer memory() {
        BytePointer bytes = memory;
        if (bytes == null) {
            bytes = new BytePointer(start);
            memory = bytes;
        }
        return bytes;
    }

    /**
     * Returns the index of an address in the window, after moving the window if necessary. At least half a window
     * follows the index.
     */
    private int windowIndex(long address) {
        if (!(address >= windowStart && address - windowStart < HALF_WINDOW)) {
            windowStart = address - address % HALF_WINDOW;
            // JavaCPP returns an empty buffer for a position beyond 2^31
            BytePointer window = windowStart == 0 ? memory() : memory().getPointer(windowStart * elementSize);
            setWindow(window.position(0).limit(2 * HALF_WINDOW * elementSize).asByteBuffer());
        }
        return (int) (address - windowStart);
    }

    abstract void setWindow(ByteBuffer bytes);

    /** Puts {@code n} consecutive values of the chunk into the window, starting at an index. */
    abstract void put(int index, int at, int n);

    /**
     * Puts {@code n} consecutive values of the chunk into the window, 2 apart. The constant stride lets the compiler check
     * the bounds once for all values.
     */
    abstract void putEverySecond(int index, int at, int n);

    /** Puts the first {@code n} values of the chunk into the window, at {@code index + indices[i]}. */
    abstract void put(int index, int[] indices, int n);

    /** Copies {@code n} values of the chunk, {@code step} apart, to {@link #gathered}. */
    abstract void gather(int at, int step, int n);

    /** Puts {@code n} values of the chunk, {@code step} apart, into the window, {@code stride} apart. */
    abstract void put(int index, int stride, int at, int step, int n);

    private static final class OfDouble extends ElementBuffer {

        private static final DoubleBuffer NONE = DoubleBuffer.allocate(0);

        private final double[] chunk;
        private DoubleBuffer window = NONE;

        OfDouble(INDArray array, int length, ScratchArrays scratch) {
            super(array, Double.BYTES, length);
            this.chunk = scratch.doubles(length + GATHER_LENGTH);
        }

        @Override
        void compute(TensorValues values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void round(int n) {}

        @Override
        void copyTo(Pointer destination, long address, int n) {
            new DoublePointer(destination).position(address).put(chunk, 0, n);
        }

        @Override
        void setWindow(ByteBuffer bytes) {
            window = bytes.asDoubleBuffer();
        }

        @Override
        int computeNonzeros(SparseTensorValues values, long from, int n, int[] indices) {
            return values.nonzeros(from, n, indices, chunk);
        }

        @Override
        void put(int index, int[] indices, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + indices[i], chunk[i]);
            }
        }

        @Override
        void put(int index, int at, int n) {
            window.put(index, chunk, at, n);
        }

        @Override
        void put(int index, int stride, int at, int step, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + i * stride, chunk[at + i * step]);
            }
        }

        @Override
        void putEverySecond(int index, int at, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + 2 * i, chunk[at + i]);
            }
        }

        @Override
        void gather(int at, int step, int n) {
            for (int i = 0; i < n; i++) {
                chunk[gathered + i] = chunk[at + i * step];
            }
        }
    }

    private static final class OfFloat extends ElementBuffer {

        private static final FloatBuffer NONE = FloatBuffer.allocate(0);

        private final float[] chunk;
        private FloatBuffer window = NONE;

        OfFloat(INDArray array, int length, ScratchArrays scratch) {
            super(array, Float.BYTES, length);
            this.chunk = scratch.floats(length + GATHER_LENGTH);
        }

        @Override
        void compute(TensorValues values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void round(int n) {}

        @Override
        void copyTo(Pointer destination, long address, int n) {
            new FloatPointer(destination).position(address).put(chunk, 0, n);
        }

        @Override
        void setWindow(ByteBuffer bytes) {
            window = bytes.asFloatBuffer();
        }

        @Override
        int computeNonzeros(SparseTensorValues values, long from, int n, int[] indices) {
            return values.nonzeros(from, n, indices, chunk);
        }

        @Override
        void put(int index, int[] indices, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + indices[i], chunk[i]);
            }
        }

        @Override
        void put(int index, int at, int n) {
            window.put(index, chunk, at, n);
        }

        @Override
        void put(int index, int stride, int at, int step, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + i * stride, chunk[at + i * step]);
            }
        }

        @Override
        void putEverySecond(int index, int at, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + 2 * i, chunk[at + i]);
            }
        }

        @Override
        void gather(int at, int step, int n) {
            for (int i = 0; i < n; i++) {
                chunk[gathered + i] = chunk[at + i * step];
            }
        }
    }

    private abstract static class OfShort extends ElementBuffer {

        private static final ShortBuffer NONE = ShortBuffer.allocate(0);

        final float[] chunk;
        final short[] bits;
        private ShortBuffer window = NONE;

        OfShort(INDArray array, int length, ScratchArrays scratch) {
            super(array, Short.BYTES, length);
            this.chunk = scratch.floats(length + GATHER_LENGTH);
            this.bits = scratch.shorts(length + GATHER_LENGTH);
        }

        @Override
        void compute(TensorValues values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void copyTo(Pointer destination, long address, int n) {
            new ShortPointer(destination).position(address).put(bits, 0, n);
        }

        @Override
        void setWindow(ByteBuffer bytes) {
            window = bytes.asShortBuffer();
        }

        @Override
        int computeNonzeros(SparseTensorValues values, long from, int n, int[] indices) {
            return values.nonzeros(from, n, indices, chunk);
        }

        @Override
        void put(int index, int[] indices, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + indices[i], bits[i]);
            }
        }

        @Override
        void put(int index, int at, int n) {
            window.put(index, bits, at, n);
        }

        @Override
        void put(int index, int stride, int at, int step, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + i * stride, bits[at + i * step]);
            }
        }

        @Override
        void putEverySecond(int index, int at, int n) {
            for (int i = 0; i < n; i++) {
                window.put(index + 2 * i, bits[at + i]);
            }
        }

        @Override
        void gather(int at, int step, int n) {
            for (int i = 0; i < n; i++) {
                bits[gathered + i] = bits[at + i * step];
            }
        }
    }

    private static final class OfHalf extends OfShort {

        OfHalf(INDArray array, int length, ScratchArrays scratch) {
            super(array, length, scratch);
        }

        @Override
        void round(int n) {
            Half.bits(chunk, bits, n);
        }
    }

    private static final class OfBFloat16 extends OfShort {

        OfBFloat16(INDArray array, int length, ScratchArrays scratch) {
            super(array, length, scratch);
        }

        @Override
        void round(int n) {
            BFloat16.bits(chunk, bits, n);
        }
    }
}
