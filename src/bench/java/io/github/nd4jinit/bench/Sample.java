package io.github.nd4jinit.bench;

import java.util.OptionalDouble;

/**
 * A measurement of one contender in one round.
 *
 * @param nanos the mean time of a call in nanoseconds
 * @param bytes the mean number of bytes that the calling thread allocates on the heap in a call, if it was measured
 */
record Sample(double nanos, OptionalDouble bytes) {

    static Sample ofNanos(double nanos) {
        return new Sample(nanos, OptionalDouble.empty());
    }
}
