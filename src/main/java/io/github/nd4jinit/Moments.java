package io.github.nd4jinit;

/**
 * Mean and standard deviation of a tensor's values: what to expect of one element picked at random.
 *
 * @param mean the mean
 * @param std the standard deviation
 */
public record Moments(double mean, double std) {

    /** What an initializer says that does not know its moments: not a number, twice. */
    public static final Moments UNKNOWN = new Moments(Double.NaN, Double.NaN);
}
