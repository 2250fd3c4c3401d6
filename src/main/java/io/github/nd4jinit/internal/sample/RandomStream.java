package io.github.nd4jinit.internal.sample;

/**
 * The random values of one tensor, created by a {@link StreamSource}.
 *
 * <p>Every method returns values for the whole tensor. The initializers validate the parameters. A stream that
 * reproduces another library throws {@link UnsupportedOperationException} before any value is drawn if that library
 * does not have the requested initializer.
 */
public interface RandomStream {

    /**
     * Returns the element format of the tensor.
     *
     * @return the format that was passed to {@link StreamSource#next}
     */
    FloatFormat format();

    /**
     * Returns values that are uniform on {@code [low, high)}. In this library's own streams the interval is half-open
     * in every format: a value that would round up to {@code high} is replaced with the largest number below {@code
     * high}. In torch's streams, such a value is replaced with {@code low}; in JAX's streams, it remains {@code high}.
     *
     * @param low lower bound
     * @param high upper bound, at least {@code low}; {@code high - low} must be finite in the format
     * @return the values
     */
    TensorValues uniform(double low, double high);

    /**
     * Returns values that are uniform on {@code [-bound, bound]}, rounded to nearest.
     *
     * @param bound the bound, not negative; {@code 2 * bound} must be finite in the format
     * @return the values
     */
    TensorValues uniformSymmetric(double bound);

    /**
     * Returns values that are normal with the given mean and standard deviation.
     *
     * @param mean the mean
     * @param std the standard deviation, not negative
     * @return the values
     */
    TensorValues normal(double mean, double std);

    /**
     * Returns values from the normal distribution with the given mean and standard deviation, conditioned on {@code [a,
     * b]}. The parameters are those of the parent distribution; the standard deviation of the values is smaller.
     *
     * @param mean mean of the parent distribution
     * @param std standard deviation of the parent distribution, positive
     * @param a lower bound, absolute
     * @param b upper bound, absolute, greater than {@code a}; {@code [a, b]} must have positive probability under the
     *     parent distribution
     * @return the values
     */
    TensorValues truncatedNormal(double mean, double std, double a, double b);

    /**
     * Returns values that are uniform on {@code [-b, b]}, where b follows from a standard deviation that depends on a
     * fan.
     *
     * @param formula the standard deviation
     * @return the values
     */
    default TensorValues uniform(VarianceFormula formula) {
        return uniformSymmetric(formula.bound());
    }

    /**
     * Returns values that are normal with mean 0 and a standard deviation that depends on a fan.
     *
     * @param formula the standard deviation
     * @return the values
     */
    default TensorValues normal(VarianceFormula formula) {
        return normal(0, formula.std());
    }

    /**
     * Returns values that are normal with mean 0, truncated at two standard deviations of the parent distribution, with
     * a standard deviation that depends on a fan.
     *
     * @param formula the standard deviation of the truncated distribution
     * @return the values
     */
    default TensorValues truncatedNormal(VarianceFormula formula) {
        double parent = formula.parentStd();
        return truncatedNormal(0, parent, -2 * parent, 2 * parent);
    }

    /**
     * Returns the elements of a matrix with exactly {@code zeros} zeros in each column. The rows of the zeros are a
     * uniformly random subset, drawn independently for each column; the other entries are normal with mean 0.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param zeros number of zeros in each column, between 0 and {@code rows}
     * @param std standard deviation of the other entries, not negative
     * @return the values
     */
    TensorValues sparse(long rows, long columns, long zeros, double std);

    /**
     * Returns the method for computing an orthogonal matrix from {@code normal(0, 1)}.
     *
     * @return the method
     */
    default Orthogonalization orthogonal() {
        return Orthogonalization.REFLECTORS;
    }

    /**
     * Returns the method for computing the orthogonal matrix at the center of a convolution kernel from {@code normal(0,
     * 1)}.
     *
     * @return the method
     */
    default Orthogonalization deltaOrthogonal() {
        return orthogonal();
    }

    /**
     * Returns a stream that replaces this one and has another number of elements. This method is used for the matrices
     * inside a tensor.
     *
     * @param size number of elements
     * @return the stream; this stream itself if its values do not depend on the size
     */
    default RandomStream withSize(long size) {
        return this;
    }

    /**
     * Checks, before any value is drawn, that this stream supports a tensor with the given number of separately
     * initialized parts.
     *
     * @param parts number of parts
     * @throws UnsupportedOperationException if the stream does not support this number of parts
     */
    default void checkParts(int parts) {}
}
