package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.random.Precision;
import io.github.nd4jinit.random.Values;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The ways in which values reach an array. */
enum Path {
    DIRECT {
        @Override
        void write(INDArray array, Box box, Values values) {
            new MemoryTarget(array).write(box, values);
        }
    },
    PORTABLE {
        @Override
        void write(INDArray array, Box box, Values values) {
            new ArrayTarget(array, Precision.valueOf(array.dataType().name())).write(box, values);
        }
    };

    abstract void write(INDArray array, Box box, Values values);
}
