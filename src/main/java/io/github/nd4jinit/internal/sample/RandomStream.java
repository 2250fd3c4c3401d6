package io.github.nd4jinit.internal.sample;

/**
 * The random numbers of one tensor, from a {@link StreamSource}.
 *
 * <p>Every method describes values of the whole tensor. Parameters are validated by the initializers. A stream that
 * reproduces another library throws {@link UnsupportedOperationException} before anything is drawn if that library has no
 * such initializer.
 */
public interface RandomStream {

    /**
     * How the tensor is stored.
     *
     * @return the format that was passed to {@link StreamSource#next}
     */
    FloatFormat format();

    /**
     * Uniform on {@code [low, high)}. In the library's own streams the interval is half-open in every format: a value that
     * would round up to {@code high} is the largest one below it. In torch's streams it is {@code low}, in JAX's {@code
     * high}.
     *
     * @param low lower bound
     * @param high upper bound, at least {@code low}; {@code high - low} finite in the format
     * @return the values
     */
    TensorValues uniform(double low, double high);

    /**
     * Uniform on {@code [-bound, bound]}; values are rounded to nearest.
     *
     * @param bound the bound, not negative; {@code 2 * bound} finite in the format
     * @return the values
     */
    TensorValues uniformSymmetric(double bound);

    /**
     * Normal with the given mean and standard deviation.
     *
     * @param mean the mean
     * @param std the standard deviation, not negative
     * @return the values
     */
    TensorValues normal(double mean, double std);

    /**
     * The normal distribution of the given mean and standard deviation, conditioned on {@code [a, b]}. Both are those
     * of the parent; the result's own standard deviation is smaller.
     *
     * @param mean the parent's mean
     * @param std the parent's standard deviation, positive
     * @param a lower bound, absolute
     * @param b upper bound, absolute, greater than {@code a}; the parent puts probability on {@code [a, b]}
     * @return the values
     */
    TensorValues truncatedNormal(double mean, double std, double a, double b);

    /**
     * Uniform on {@code [-b, b]}, with a standard deviation that depends on a fan.
     *
     * @param formula the standard deviation
     * @return the values
     */
    default TensorValues uniform(VarianceFormula formula) {
        return uniformSymmetric(formula.bound());
    }

    /**
     * Normal with mean 0 and a standard deviation that depends on a fan.
     *
     * @param formula the standard deviation
     * @return the values
     */
    default TensorValues normal(VarianceFormula formula) {
        return normal(0, formula.std());
    }

    /**
     * Normal with mean 0, truncated at two standard deviations of the parent, with a standard deviation that depends on a
     * fan.
     *
     * @param formula the standard deviation of the truncated values
     * @return the values
     */
    default TensorValues truncatedNormal(VarianceFormula formula) {
        double parent = formula.parentStd();
        return truncatedNormal(0, parent, -2 * parent, 2 * parent);
    }

    /**
     * A matrix with exactly {@code zeros} zeros in each column, every such choice of rows equally likely and the columns
     * independent; the other entries are normal with mean 0.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param zeros zeros in each column, between 0 and {@code rows}
     * @param std standard deviation of the other entries, not negative
     * @return the values
     */
    TensorValues sparse(long rows, long columns, long zeros, double std);

    /**
     * How an orthogonal matrix is computed from {@code normal(0, 1)}.
     *
     * @return the method
     */
    default Orthogonalization orthogonal() {
        return Orthogonalization.REFLECTORS;
    }

    /**
     * How the orthogonal matrix at the center of a convolution kernel is computed from {@code normal(0, 1)}.
     *
     * @return the method
     */
    default Orthogonalization deltaOrthogonal() {
        return orthogonal();
    }

    /**
     * The stream of a tensor of another size, in place of this one; used for the matrices inside a tensor.
     *
     * @param size number of elements
     * @return the stream; this one, if values do not depend on the size
     */
    default RandomStream withSize(long size) {
        return this;
    }

    /**
     * Announces the number of separately initialized parts of the tensor, before anything is drawn.
     *
     * @param parts number of parts
     * @throws UnsupportedOperationException if the stream does not support as many
     */
    default void checkParts(int parts) {}
}
