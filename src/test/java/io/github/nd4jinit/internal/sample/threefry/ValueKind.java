package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;

/** The values that a stream offers, with parameters that reach each of their ways of being made. */
enum ValueKind {
    /** u has 23 bits and half a step, so it is off by 2^-24; its scaling rounds once more. */
    UNIFORM(0x1p-24 + 0x1p-25),

    /** As UNIFORM. */
    SYMMETRIC(0x1p-24 + 0x1p-25),

    /**
     * u has 24 bits and half a step, so it is off by 2^-25, which is most where the central formula ends: φ(2.660) =
     * 0.01160 makes 2.57e-6 of it. There the quantile is off by 2.5 units of 2^-22, 0.6e-6.
     */
    NORMAL(3.17e-6),

    /** As NORMAL, times 0.02, and one rounding of 3.1 at most. */
    SHIFTED_NORMAL(0.02 * 3.17e-6 + 0x1p-23),

    /** As NORMAL with three roundings of Φ, 2^-26 each, over φ(2): 1.4e-6 in all; and the quantile's 0.6e-6 / 2. */
    TRUNCATED(1.7e-6),

    /** As TRUNCATED, but up to φ(2.660), before the tail's formula takes over: see SeededGoldenTest. */
    ONE_SIDED(7.8e-6),

    /** The tail alone: double until the end, then one rounding to a float below 16. */
    FAR_TAIL(0x1p-21),

    /** Zeros where float has them, NORMAL elsewhere. */
    SPARSE(3.17e-6);

    /** How many values every kind has. */
    static final int LENGTH = 97 * 2100;

    /** How far a float value may lie from the double one. */
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
