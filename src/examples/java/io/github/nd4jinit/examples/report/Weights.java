package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.diagnose.Histogram;

/**
 * A weight's values, and what they should be.
 *
 * @param name what drew them
 * @param histogram how many lie where
 * @param density what they should be distributed as
 */
public record Weights(String name, Histogram histogram, Density density) {}
