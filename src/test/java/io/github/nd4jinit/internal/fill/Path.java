package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The ways in which values reach an array. */
enum Path {
    DIRECT {
        @Override
        void write(INDArray array, TensorRegion box, TensorValues values) {
            new MemoryTarget(array).write(box, values);
        }
    },
    PORTABLE {
        @Override
        void write(INDArray array, TensorRegion box, TensorValues values) {
            new ArrayTarget(array, FloatFormat.valueOf(array.dataType().name())).write(box, values);
        }
    };

    abstract void write(INDArray array, TensorRegion box, TensorValues values);
}
