package io.github.nd4jinit.bench;

import java.time.Duration;

/**
 * How often and for how long the contenders of a comparison run.
 *
 * @param rounds the number of measurements of each contender
 * @param warmUp the duration for which each contender runs before the measurements
 */
record Pace(int rounds, Duration warmUp) {}
