package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A chunk of values on its way into an array's memory, at the array's precision: computed, rounded, stored. For one
 * thread, whose {@link Room} holds the chunk.
 *
 * <p>Memory is written through a buffer, a window of the array that moves when it has to: a buffer's indices are ints.
 */
abstract class Cells {

    /** A bulk copy of so many elements at a time is fastest, if the memory is in no cache. */
    static final int PIECE = 1024;

    /** Elements of half a window. The next one begins in the middle of the one before. */
    private static final long HALF_WINDOW = 1L << 26;

    /** The most elements that are gathered to be stored together. */
    private static final int LINE = 64;

    /** Where they are gathered: behind the chunk. */
    final int line;

    private final BytePointer memory;
    private final int elementSize;

    /** The address of the window's first cell, if there is a window. */
    private long first = Long.MAX_VALUE;

    private Cells(INDArray array, int elementSize, int length) {
        this.line = length;
        this.memory = new BytePointer(array.data().pointer());
        this.elementSize = elementSize;
    }

    /** Cells with a chunk of the given length. */
    static Cells of(INDArray array, int length) {
        return switch (array.dataType()) {
            case DOUBLE -> new OfDouble(array, length);
            case FLOAT -> new OfFloat(array, length);
            case HALF -> new OfHalf(array, length);
            case BFLOAT16 -> new OfBFloat16(array, length);
            default -> throw new IllegalStateException("not a floating-point array: " + array.dataType());
        };
    }

    /** Computes the values of {@code n} elements of consecutive indices into the chunk. */
    abstract void compute(TensorValues values, long index, int at, int n);

    /** Rounds the chunk's first {@code n} values. */
    abstract void round(int n);

    /** Stores {@code n} of the chunk's values side by side. */
    final void store(long address, int at, int n) {
        int piece;
        for (int done = 0; done < n; done += piece) {
            piece = Math.min(PIECE, n - done);
            put(cell(address + done), at + done, piece);
        }
    }

    /** Stores {@code n} of the chunk's values, every so many from one on, in cells {@code stride} apart. */
    final void store(long address, long stride, int at, int every, int n) {
        if (stride == 1 && every == 1) {
            store(address, at, n);
        } else if (stride == 1) {
            int piece;
            for (int done = 0; done < n; done += piece) {
                piece = Math.min(LINE, n - done);
                gather(at + done * every, every, piece);
                put(cell(address + done), line, piece);
            }
        } else if (stride >= 0 && stride * n < HALF_WINDOW) {
            put(cell(address), (int) stride, at, every, n);
        } else {
            for (int i = 0; i < n; i++) {
                put(cell(address + i * stride), at + i * every, 1);
            }
        }
    }

    /** Makes {@code n} cells side by side zero. */
    final void zero(long address, long n) {
        Pointer.memset(memory.position(address * elementSize), 0, n * elementSize);
    }

    /** Where in the window an address is. At least half a window lies behind it. */
    private int cell(long address) {
        if (!(address >= first && address - first < HALF_WINDOW)) {
            first = address - address % HALF_WINDOW;
            // JavaCPP makes an empty buffer at a position beyond 2^31
            BytePointer window = first == 0 ? memory : memory.getPointer(first * elementSize);
            look(window.position(0).limit(2 * HALF_WINDOW * elementSize).asByteBuffer());
        }
        return (int) (address - first);
    }

    /** Moves the window. */
    abstract void look(ByteBuffer window);

    /** Puts {@code n} of the chunk's values into cells side by side. */
    abstract void put(int cell, int at, int n);

    /** Gathers {@code n} of the chunk's values, every so many, at {@link #line}. */
    abstract void gather(int at, int every, int n);

    /** Puts {@code n} of the chunk's values, every so many, into cells {@code stride} apart. */
    abstract void put(int cell, int stride, int at, int every, int n);

    private static final class OfDouble extends Cells {

        private static final DoubleBuffer NONE = DoubleBuffer.allocate(0);

        private final double[] chunk;
        private DoubleBuffer window = NONE;

        OfDouble(INDArray array, int length) {
            super(array, Double.BYTES, length);
            this.chunk = Room.ofThisThread().doubles(length + LINE);
        }

        @Override
        void compute(TensorValues values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void round(int n) {}

        @Override
        void look(ByteBuffer bytes) {
            window = bytes.asDoubleBuffer();
        }

        @Override
        void put(int cell, int at, int n) {
            window.put(cell, chunk, at, n);
        }

        @Override
        void put(int cell, int stride, int at, int every, int n) {
            for (int i = 0; i < n; i++) {
                window.put(cell + i * stride, chunk[at + i * every]);
            }
        }

        @Override
        void gather(int at, int every, int n) {
            for (int i = 0; i < n; i++) {
                chunk[line + i] = chunk[at + i * every];
            }
        }
    }

    private static final class OfFloat extends Cells {

        private static final FloatBuffer NONE = FloatBuffer.allocate(0);

        private final float[] chunk;
        private FloatBuffer window = NONE;

        OfFloat(INDArray array, int length) {
            super(array, Float.BYTES, length);
            this.chunk = Room.ofThisThread().floats(length + LINE);
        }

        @Override
        void compute(TensorValues values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void round(int n) {}

        @Override
        void look(ByteBuffer bytes) {
            window = bytes.asFloatBuffer();
        }

        @Override
        void put(int cell, int at, int n) {
            window.put(cell, chunk, at, n);
        }

        @Override
        void put(int cell, int stride, int at, int every, int n) {
            for (int i = 0; i < n; i++) {
                window.put(cell + i * stride, chunk[at + i * every]);
            }
        }

        @Override
        void gather(int at, int every, int n) {
            for (int i = 0; i < n; i++) {
                chunk[line + i] = chunk[at + i * every];
            }
        }
    }

    private abstract static class OfShort extends Cells {

        private static final ShortBuffer NONE = ShortBuffer.allocate(0);

        final float[] chunk;
        final short[] bits;
        private ShortBuffer window = NONE;

        OfShort(INDArray array, int length) {
            super(array, Short.BYTES, length);
            this.chunk = Room.ofThisThread().floats(length + LINE);
            this.bits = Room.ofThisThread().shorts(length + LINE);
        }

        @Override
        void compute(TensorValues values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void look(ByteBuffer bytes) {
            window = bytes.asShortBuffer();
        }

        @Override
        void put(int cell, int at, int n) {
            window.put(cell, bits, at, n);
        }

        @Override
        void put(int cell, int stride, int at, int every, int n) {
            for (int i = 0; i < n; i++) {
                window.put(cell + i * stride, bits[at + i * every]);
            }
        }

        @Override
        void gather(int at, int every, int n) {
            for (int i = 0; i < n; i++) {
                bits[line + i] = bits[at + i * every];
            }
        }
    }

    private static final class OfHalf extends OfShort {

        OfHalf(INDArray array, int length) {
            super(array, length);
        }

        @Override
        void round(int n) {
            Half.bits(chunk, bits, n);
        }
    }

    private static final class OfBFloat16 extends OfShort {

        OfBFloat16(INDArray array, int length) {
            super(array, length);
        }

        @Override
        void round(int n) {
            BFloat16.bits(chunk, bits, n);
        }
    }
}
