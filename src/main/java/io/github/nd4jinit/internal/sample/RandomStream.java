package io.github.nd4jinit.internal.sample;

import io.github.nd4jinit.random.Generator;

/**
 * The random numbers of one tensor, as a {@link Generator} hands them out.
 *
 * <p>Every method describes values of the whole tensor that the stream was made for. Parameters are not checked here: the
 * initializers do it, who know the words to say. A stream that stands for another library's throws {@link
 * UnsupportedOperationException}, before anything is drawn, where that library has no such initializer.
 */
public interface RandomStream {

    /**
     * How the tensor is stored.
     *
     * @return the precision that the stream was asked for
     */
    FloatFormat precision();

    /**
     * Uniform on {@code [low, high)}. The library's own streams keep it half-open at every precision: a value that would
     * round up to {@code high} is the largest one below it. In torch's streams it is {@code low}, in JAX's {@code high}.
     *
     * @param low lower bound
     * @param high upper bound, at least {@code low}; {@code high - low} finite at the precision
     * @return the values
     */
    TensorValues uniform(double low, double high);

    /**
     * Uniform on {@code [-bound, bound]}, rounded like any other value.
     *
     * @param bound the bound, not negative; {@code 2 * bound} finite at the precision
     * @return the values
     */
    TensorValues symmetric(double bound);

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
     * Uniform on {@code [-b, b]}, of mean 0 and a standard deviation that follows from a fan.
     *
     * @param scaling the standard deviation
     * @return the values
     */
    default TensorValues uniform(VarianceFormula scaling) {
        return symmetric(scaling.bound());
    }

    /**
     * Normal with mean 0 and a standard deviation that follows from a fan.
     *
     * @param scaling the standard deviation
     * @return the values
     */
    default TensorValues normal(VarianceFormula scaling) {
        return normal(0, scaling.std());
    }

    /**
     * A normal distribution truncated at two standard deviations of the parent, with mean 0 and a standard deviation that follows
     * from a fan.
     *
     * @param scaling the standard deviation, that of the values
     * @return the values
     */
    default TensorValues truncatedNormal(VarianceFormula scaling) {
        double parent = scaling.parentStd();
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
     * How an orthogonal matrix is made of {@code normal(0, 1)}.
     *
     * @return the way
     */
    default Orthogonalization orthogonal() {
        return Orthogonalization.REFLECTORS;
    }

    /**
     * How the orthogonal matrix in the middle of a convolution is made of {@code normal(0, 1)}.
     *
     * @return the way
     */
    default Orthogonalization deltaOrthogonal() {
        return orthogonal();
    }

    /**
     * The stream that a tensor of another size would have in this one's place: of which a matrix within this one is made.
     *
     * @param length number of elements
     * @return the stream; this one, if values do not depend on the size
     */
    default RandomStream resized(long length) {
        return this;
    }

    /**
     * Tells before anything is drawn in how many parts the tensor is, each with values of its own.
     *
     * @param parts number of parts
     * @throws UnsupportedOperationException if that is more than the stream can do
     */
    default void checkParts(int parts) {}
}
