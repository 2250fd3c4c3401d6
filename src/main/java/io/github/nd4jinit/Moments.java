package io.github.nd4jinit;

import java.io.Serializable;

/**
 * The expected mean and standard deviation of the values of a tensor, over all elements.
 *
 * @param mean the mean
 * @param std the standard deviation
 */
public record Moments(double mean, double std) implements Serializable {

    /** Unknown moments, such as those of a lambda: NaN, NaN. */
    public static final Moments UNKNOWN = new Moments(Double.NaN, Double.NaN);
}
