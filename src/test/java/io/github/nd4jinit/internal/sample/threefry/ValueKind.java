package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;

/** Distributions with parameters that cover all code paths. */
enum ValueKind {
    /** u has 23 bits plus half a step, so its error is 2^-24. The scaling adds a rounding error. */
    UNIFORM(0x1p-24 + 0x1p-25),

    /** The error is that of UNIFORM. */
    SYMMETRIC(0x1p-24 + 0x1p-25),

    /**
     * u has 24 bits plus half a step, so its error is 2^-25. Its effect is largest at the limit of the central formula:
     * 2^-25 / φ(2.660) = 2^-25 / 0.01160 = 2.57e-6. The error of the quantile there is 2.5 units of 2^-22, which is
     * 0.6e-6.
     */
    NORMAL(3.17e-6),

    /** The error is that of NORMAL times 0.02, plus the rounding error of a number of at most 3.1. */
    SHIFTED_NORMAL(0.02 * 3.17e-6 + 0x1p-23),

    /**
     * The sum of the error of u (see NORMAL) and three rounding errors of Φ, 2^-26 each, divided by φ(2), is 1.4e-6.
     * The quantile adds 0.6e-6 / 2.
     */
    TRUNCATED(1.7e-6),

    /**
     * The calculation is that of TRUNCATED, but divides by φ(2.660), the density where the tail formula begins; see
     * SeededGoldenTest.
     */
    ONE_SIDED(7.8e-6),

    /** In the tail, values are computed as doubles and rounded once to a float less than 16. */
    FAR_TAIL(0x1p-21),

    /** The same elements are zero; the other elements have the error of NORMAL. */
    SPARSE(3.17e-6);

    /** The number of elements of a tensor. */
    static final int LENGTH = 97 * 2100;

    /** The largest difference between the float value and the double value of an element. */
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
