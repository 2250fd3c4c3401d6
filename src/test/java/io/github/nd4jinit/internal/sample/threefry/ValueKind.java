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

    /** u has the error of UNIFORM. The range of 1 is exact, and so is the product. */
    SYMMETRIC(0x1p-24),

    /**
     * The error of u is 2^-24. The range 6.9 has a rounding error of 2^-23, its product with u has one of 2^-23, 0.1 has
     * one of 2^-29, and the sum has one of 2^-23.
     */
    WIDE_UNIFORM(6.9 * 0x1p-24 + 3 * 0x1p-23 + 0x1p-29),

    /**
     * u has 24 bits plus half a step, so its error is 2^-25. Its effect is largest at the limit of the central formula:
     * 2^-25 / φ(3.297) = 2^-25 / 0.001739 = 17.14e-6. The error of the quantile there is 2 units of 2^-22, which is
     * 0.48e-6. In the tail, words of at least 2^13 have an error of 2^-33, whose effect is smaller: 2^-33 / φ(4.62) =
     * 12.6e-6.
     */
    NORMAL(17.7e-6),

    /**
     * The error is that of NORMAL times 0.02, plus the rounding errors of a number of at most 3.1, of a number less than
     * 0.125, and of 0.02 times 5.
     */
    SHIFTED_NORMAL(0.02 * 17.7e-6 + 0x1p-23 + 0x1p-28 + 5 * 0x1p-31),

    /**
     * The centered u has an error of 2^-24, its factor 0.95 and the product have a rounding error of 2^-25 each. Half the
     * sum divided by φ(2) is 1.08e-6. The quantile adds 2 units of 2^-23, which is 0.24e-6.
     */
    TRUNCATED(1.35e-6),

    /**
     * The centered u has an error of 2^-24 times its factor 0.16; the factor and the product have rounding errors of
     * 2^-28, and the summand 0.84 and the sum have rounding errors of 2^-25. Half the sum divided by φ(2.660), the
     * density where the tail formula begins, is 3.3e-6. The quantile adds 2 units of 2^-22, which is 0.5e-6.
     */
    ONE_SIDED(3.8e-6),

    /** In the tail, values are computed as doubles and rounded once to a float less than 16. */
    FAR_TAIL(0x1p-21),

    /** The same elements are zero; the other elements have the error of NORMAL. */
    SPARSE(17.7e-6);

    /** The number of elements of a tensor. */
    static final int LENGTH = 97 * 2100;

    /** The largest difference between the float value and the double value of an element. */
    final double floatError;

    ValueKind(double floatError) {
        this.floatError = floatError;
    }

    TensorValues of(RandomStream stream) {
        return switch (this) {
            case UNIFORM -> stream.uniform(-0.25, 0.75);
            case SYMMETRIC -> stream.uniformSymmetric(0.5);
            case WIDE_UNIFORM -> stream.uniform(0.1, 7);
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
