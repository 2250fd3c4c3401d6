package io.github.nd4jinit.examples.report;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** The density of a distribution: how likely a value is, by unit of length. */
@FunctionalInterface
public interface Density {

    /** Where Keras and JAX cut the standard normal off. */
    double CUT = 2;

    /**
     * The density at a value.
     *
     * @param x the value
     * @return the density
     */
    double at(double x);

    /** {@return no density, for values of which none is known} */
    static Density unknown() {
        return x -> Double.NaN;
    }

    /**
     * The density of a normal distribution.
     *
     * @param mean the mean
     * @param std the standard deviation
     * @return the density
     */
    static Density normal(double mean, double std) {
        return x -> Math.exp(-0.5 * Math.pow((x - mean) / std, 2)) / (std * Math.sqrt(2 * Math.PI));
    }

    /**
     * The density of a normal distribution of mean 0 that was cut off at two standard deviations.
     *
     * @param std the standard deviation before it was cut off
     * @return the density
     */
    static Density truncatedNormal(double std) {
        double kept = Erf.erf(CUT / Math.sqrt(2));
        Density whole = normal(0, std);
        return x -> Math.abs(x) <= CUT * std ? whole.at(x) / kept : 0;
    }

    /**
     * The density of a uniform distribution.
     *
     * @param low where it begins
     * @param high where it ends
     * @return the density
     */
    static Density uniform(double low, double high) {
        return x -> x >= low && x <= high ? 1 / (high - low) : 0;
    }

    /**
     * The density of an entry of a random orthogonal matrix: a coordinate of a point on the sphere.
     *
     * @param size how many rows the matrix has, at least 3
     * @return the density
     */
    static Density orthogonal(long size) {
        double logScale = Gamma.logGamma(size / 2.0) - Gamma.logGamma((size - 1) / 2.0) - Math.log(Math.PI) / 2;
        return x -> Math.abs(x) < 1 ? Math.exp(logScale + (size - 3) / 2.0 * Math.log1p(-x * x)) : 0;
    }
}
