package io.github.nd4jinit.bench;

import java.time.Duration;

/** Measures one contender. */
interface Stopwatch {

    /** Prepares the measurements of a comparison, for example by running the code until it is compiled. */
    void warmUp(Duration duration);

    /** Measures the contender once. */
    Sample measure();
}
