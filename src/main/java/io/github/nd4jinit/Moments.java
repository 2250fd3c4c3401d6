package io.github.nd4jinit;

import java.io.Serializable;

/**
 * Mean and standard deviation of a tensor's values: what to expect of one element picked at random.
 *
 * @param mean the mean
 * @param std the standard deviation
 */
public record Moments(double mean, double std) implements Serializable {

    /** The moments of an initializer that does not know them, such as a lambda: NaN, NaN. */
    public static final Moments UNKNOWN = new Moments(Double.NaN, Double.NaN);
}
