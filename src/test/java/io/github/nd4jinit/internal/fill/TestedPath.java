package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The two implementations of {@link WritePath}. Both are tested on the CPU backend. */
enum TestedPath {
    DIRECT {
        @Override
        void write(INDArray array, TensorRegion region, TensorValues values) {
            new DirectPath(array).write(region, values);
        }
    },
    PORTABLE {
        @Override
        void write(INDArray array, TensorRegion region, TensorValues values) {
            new PortablePath(array, FloatFormat.valueOf(array.dataType().name())).write(region, values);
        }
    };

    abstract void write(INDArray array, TensorRegion region, TensorValues values);
}
