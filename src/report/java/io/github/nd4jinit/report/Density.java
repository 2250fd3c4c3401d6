package io.github.nd4jinit.report;

/** A probability density function. */
@FunctionalInterface
interface Density {

    /** Returns the density at a value. */
    double at(double x);

    /** Returns the density of a normal distribution. */
    static Density normal(double mean, double std) {
        return x -> Math.exp(-0.5 * square((x - mean) / std)) / (std * Math.sqrt(2 * Math.PI));
    }

    /** Returns the density of a uniform distribution. */
    static Density uniform(double low, double high) {
        return x -> x >= low && x <= high ? 1 / (high - low) : 0;
    }

    /**
     * Returns the density of a truncated normal distribution.
     *
     * @param mean the mean before truncation
     * @param std the standard deviation before truncation
     * @param low the smallest value
     * @param high the largest value
     */
    static Density truncatedNormal(double mean, double std, double low, double high) {
        double mode = Math.max(low, Math.min(high, mean));
        double greatest = square((mode - mean) / std);
        Density unscaled = x -> x >= low && x <= high ? Math.exp(-0.5 * (square((x - mean) / std) - greatest)) : 0;
        double area = integral(unscaled, Math.max(low, mode - 10 * std), Math.min(high, mode + 10 * std));
        return x -> unscaled.at(x) / area;
    }

    /**
     * Returns the density of an element of a random orthogonal matrix. Such an element is a coordinate of a random
     * point on the unit sphere.
     *
     * @param dimension the larger of the numbers of rows and columns, at least 3
     */
    static Density orthogonal(long dimension) {
        double factor = gammaRatio(dimension) / Math.sqrt(Math.PI);
        return x -> Math.abs(x) < 1 ? factor * Math.exp((dimension - 3) / 2.0 * Math.log1p(-x * x)) : 0;
    }

    /** Returns Γ(n/2) / Γ((n-1)/2), computed by the recurrence that follows from Γ(x + 1) = x Γ(x). */
    private static double gammaRatio(long n) {
        boolean isOdd = n % 2 == 1;
        double ratio = isOdd ? Math.sqrt(Math.PI) / 2 : 1 / Math.sqrt(Math.PI); // n = 3, n = 2
        for (long k = isOdd ? 5 : 4; k <= n; k += 2) {
            ratio *= (k - 2.0) / (k - 3.0);
        }
        return ratio;
    }

    /** Returns the integral of a density, computed by Simpson's rule. */
    private static double integral(Density density, double low, double high) {
        int intervals = 4000;
        double width = (high - low) / intervals;
        double sum = density.at(low) + density.at(high);
        for (int i = 1; i < intervals; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * density.at(low + i * width);
        }
        return sum * width / 3;
    }

    private static double square(double x) {
        return x * x;
    }

    /** Returns the density of the values multiplied by a factor, which must not be zero. */
    default Density scaled(double factor) {
        return x -> at(x / factor) / Math.abs(factor);
    }
}
