package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;

/** The distributions of a stream, with parameters that cover all code paths. */
enum ValueKind {
    /** u has 23 bits and half a step, so its error is 2^-24; the scaling rounds once more. */
    UNIFORM(0x1p-24 + 0x1p-25),

    /** As UNIFORM. */
    SYMMETRIC(0x1p-24 + 0x1p-25),

    /**
     * u has 24 bits and half a step, so its error is 2^-25. The effect is largest where the central formula ends: divided by
     * φ(2.660) = 0.01160 it is 2.57e-6. The error of the quantile there is 2.5 units of 2^-22, 0.6e-6.
     */
    NORMAL(3.17e-6),

    /** As NORMAL, times 0.02, plus one rounding of a number of at most 3.1. */
    SHIFTED_NORMAL(0.02 * 3.17e-6 + 0x1p-23),

    /** As NORMAL with three roundings of Φ, 2^-26 each, divided by φ(2), 1.4e-6 in total; the quantile adds 0.6e-6 / 2. */
    TRUNCATED(1.7e-6),

    /** As TRUNCATED, but up to φ(2.660), where the tail formula begins: see SeededGoldenTest. */
    ONE_SIDED(7.8e-6),

    /** The tail alone: computed in doubles, then rounded once to a float below 16. */
    FAR_TAIL(0x1p-21),

    /** Zeros at the same elements, NORMAL elsewhere. */
    SPARSE(3.17e-6);

    /** Number of values of every kind. */
    static final int LENGTH = 97 * 2100;

    /** Largest difference between the float and the double of an element. */
    final double floatError;

    ValueKind(double floatError) {
        this.floatError = floatError;
    }

    TensorValues of(RandomStream stream) {
        return switch (this) {
            case UNIFORM -> stream.uniform(-0.5, 0.5);
            case SYMMETRIC -> stream.uniformSymmetric(0.5);
            case NORMAL -> stream.normal(0, 1);
            case SHIFTED_NORMAL -> stream.normal(3, 0.02);
            case TRUNCATED -> stream.truncatedNormal(0, 1, -2, 2);
            case ONE_SIDED -> stream.truncatedNormal(0, 1, 1, 5);
            case FAR_TAIL -> stream.truncatedNormal(0, 1, 7, 9);
            case SPARSE -> stream.sparse(97, 2100, 40, 1);
        };
    }

    TensorValues seeded(long seed) {
        return of(StreamSource.of(Generator.seeded(seed)).next(LENGTH, FloatFormat.DOUBLE));
    }
}
