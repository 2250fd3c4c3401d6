package io.github.nd4jinit.fill;

import io.github.nd4jinit.random.BFloat16;
import io.github.nd4jinit.random.Half;
import io.github.nd4jinit.random.Values;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.ShortIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A chunk of values on its way into an array's memory, at the array's precision: computed, rounded, stored. For one
 * thread: a JavaCPP pointer carries its position.
 */
abstract class Cells {

    static Cells of(INDArray array, int room) {
        Pointer memory = array.data().pointer();
        return switch (array.dataType()) {
            case DOUBLE -> new OfDouble(new DoublePointer(memory), room);
            case FLOAT -> new OfFloat(new FloatPointer(memory), room);
            case HALF -> new OfHalf(new ShortPointer(memory), room);
            case BFLOAT16 -> new OfBFloat16(new ShortPointer(memory), room);
            default -> throw new IllegalStateException("not a floating-point array: " + array.dataType());
        };
    }

    /** Computes the values of {@code n} elements of consecutive indices into the chunk. */
    abstract void compute(Values values, long index, int at, int n);

    /** Rounds the chunk's first {@code n} values. */
    abstract void round(int n);

    /** Stores {@code n} of the chunk's values, every so many from one on, in cells {@code stride} apart. */
    abstract void store(long address, long stride, int at, int every, int n);

    private static final class OfDouble extends Cells {

        private final DoublePointer memory;
        private final DoubleIndexer cells;
        private final double[] chunk;

        OfDouble(DoublePointer memory, int room) {
            this.memory = memory;
            this.cells = DoubleIndexer.create(memory);
            this.chunk = new double[room];
        }

        @Override
        void compute(Values values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void round(int n) {}

        @Override
        void store(long address, long stride, int at, int every, int n) {
            if (stride == 1 && every == 1) {
                memory.position(address).put(chunk, at, n);
                return;
            }
            for (int i = 0; i < n; i++) {
                cells.put(address + i * stride, chunk[at + i * every]);
            }
        }
    }

    private static final class OfFloat extends Cells {

        private final FloatPointer memory;
        private final FloatIndexer cells;
        private final float[] chunk;

        OfFloat(FloatPointer memory, int room) {
            this.memory = memory;
            this.cells = FloatIndexer.create(memory);
            this.chunk = new float[room];
        }

        @Override
        void compute(Values values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void round(int n) {}

        @Override
        void store(long address, long stride, int at, int every, int n) {
            if (stride == 1 && every == 1) {
                memory.position(address).put(chunk, at, n);
                return;
            }
            for (int i = 0; i < n; i++) {
                cells.put(address + i * stride, chunk[at + i * every]);
            }
        }
    }

    private abstract static class OfShort extends Cells {

        private final ShortPointer memory;
        private final ShortIndexer cells;
        final float[] chunk;
        final short[] bits;

        OfShort(ShortPointer memory, int room) {
            this.memory = memory;
            this.cells = ShortIndexer.create(memory);
            this.chunk = new float[room];
            this.bits = new short[room];
        }

        @Override
        void compute(Values values, long index, int at, int n) {
            values.fill(index, chunk, at, n);
        }

        @Override
        void store(long address, long stride, int at, int every, int n) {
            if (stride == 1 && every == 1) {
                memory.position(address).put(bits, at, n);
                return;
            }
            for (int i = 0; i < n; i++) {
                cells.put(address + i * stride, bits[at + i * every]);
            }
        }
    }

    private static final class OfHalf extends OfShort {

        OfHalf(ShortPointer memory, int room) {
            super(memory, room);
        }

        @Override
        void round(int n) {
            for (int i = 0; i < n; i++) {
                bits[i] = Half.bits(chunk[i]);
            }
        }
    }

    private static final class OfBFloat16 extends OfShort {

        OfBFloat16(ShortPointer memory, int room) {
            super(memory, room);
        }

        @Override
        void round(int n) {
            for (int i = 0; i < n; i++) {
                bits[i] = BFloat16.bits(chunk[i]);
            }
        }
    }
}
