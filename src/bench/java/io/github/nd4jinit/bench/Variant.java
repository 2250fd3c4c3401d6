package io.github.nd4jinit.bench;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.nd4jinit.random.Generator;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A kind of square matrix or a method of filling it, and the variant with which it is compared. */
enum Variant {
    FLOAT(DataType.FLOAT),
    DOUBLE(DataType.DOUBLE),
    HALF(DataType.FLOAT16),
    BFLOAT16(DataType.BFLOAT16),
    F_ORDER("'f' / 'c'") {
        @Override
        INDArray array(int side) {
            return Nd4j.create(DataType.FLOAT, new long[] {side, side}, 'f');
        }
    },
    BLOCK_VIEW("block view / whole") {
        @Override
        INDArray array(int side) {
            return Nd4j.create(DataType.FLOAT, side + 64, side + 64)
                    .get(interval(32, side + 32), interval(32, side + 32));
        }
    },
    ONE_THREAD("1 thread / default") {
        @Override
        Runnable call(Fill fill, INDArray array) {
            return onPool(new ForkJoinPool(1), super.call(fill, array));
        }
    },
    TWO_THREADS("2 threads / 1") {
        @Override
        Variant reference() {
            return ONE_THREAD;
        }

        @Override
        Runnable call(Fill fill, INDArray array) {
            return onPool(new ForkJoinPool(2), super.call(fill, array));
        }
    },
    TORCH_NUMBERS("torch's numbers / 1 thread") {
        @Override
        Variant reference() {
            return ONE_THREAD;
        }

        @Override
        Runnable call(Fill fill, INDArray array) {
            return onPool(new ForkJoinPool(1), () -> fill.initializer().initialize(array, Generator.torch(1)));
        }
    },
    JAX_NUMBERS("JAX's numbers / own") {
        @Override
        boolean supports(Fill fill) {
            return fill != Fill.SPARSE;
        }

        @Override
        Runnable call(Fill fill, INDArray array) {
            return () -> fill.initializer().initialize(array, Generator.jax(1));
        }
    };

    private final DataType type;
    private final String comparison;

    Variant(DataType type) {
        this.type = type;
        this.comparison = type + " / FLOAT";
    }

    Variant(String comparison) {
        this.type = DataType.FLOAT;
        this.comparison = comparison;
    }

    INDArray array(int side) {
        return Nd4j.create(type, side, side);
    }

    Runnable call(Fill fill, INDArray array) {
        return () -> fill.fill(array);
    }

    boolean supports(Fill fill) {
        return true;
    }

    Variant reference() {
        return FLOAT;
    }

    private static Runnable onPool(ForkJoinPool pool, Runnable call) {
        return () -> pool.invoke(ForkJoinTask.adapt(call));
    }

    /** Returns the names of this variant and of its reference. */
    @Override
    public String toString() {
        return comparison;
    }
}
