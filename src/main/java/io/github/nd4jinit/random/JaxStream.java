package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Orthogonalization;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.VarianceFormula;

/**
 * A tensor's values under a {@link JaxKey}.
 *
 * @param key the key's words
 * @param bits which counters are used
 * @param length elements of the tensor
 * @param precision how they are stored
 */
record JaxStream(long key, JaxBits bits, long length, FloatFormat precision) implements RandomStream {

    /** {@code jax.random.uniform(key, shape, dtype, low, high)}. */
    @Override
    public TensorValues uniform(double low, double high) {
        return new JaxValues(this, JaxDistribution.uniform(precision, low, high));
    }

    @Override
    public TensorValues symmetric(double bound) {
        return uniform(-bound, bound);
    }

    /** {@code jax.nn.initializers.normal(std)}. */
    @Override
    public TensorValues normal(double mean, double std) {
        checkMean("normal", mean);
        return new JaxValues(this, JaxDistribution.normal(precision).times(factor(std)));
    }

    /** {@code jax.nn.initializers.truncated_normal(std, lower=a / std, upper=b / std)}. */
    @Override
    public TensorValues truncatedNormal(double mean, double std, double a, double b) {
        checkMean("truncated_normal", mean);
        return new JaxValues(
                this,
                JaxDistribution.truncatedNormal(precision, a / std, b / std).times(factor(std)));
    }

    private static void checkMean(String name, double mean) {
        if (mean != 0) {
            throw new UnsupportedOperationException(
                    "jax.nn.initializers.%s has mean 0, received mean=%s; initialize with mean 0, and add the mean"
                            .formatted(name, mean));
        }
    }

    @Override
    public TensorValues uniform(VarianceFormula scaling) {
        float root = root(round(3 * variance(scaling)));
        return new JaxValues(this, JaxDistribution.uniform(precision, -1, 1).times(root));
    }

    @Override
    public TensorValues normal(VarianceFormula scaling) {
        return new JaxValues(this, JaxDistribution.normal(precision).times(root(variance(scaling))));
    }

    @Override
    public TensorValues truncatedNormal(VarianceFormula scaling) {
        float std = round(root(variance(scaling)) / round((float) VarianceFormula.TRUNCATED_STD));
        return new JaxValues(
                this, JaxDistribution.truncatedNormal(precision, -2, 2).times(std));
    }

    private float variance(VarianceFormula scaling) {
        return factor(scaling.scale() / scaling.n());
    }

    /** A double at the tensor's precision, rounded once: halves are not made of floats that were rounded already. */
    private float factor(double x) {
        float rounded = (float) x;
        if (precision != FloatFormat.HALF || rounded == x) {
            return round(rounded);
        }
        int bits = Float.floatToRawIntBits(rounded);
        boolean isOdd = (bits & 1) != 0; // an odd last bit stands for what was lost, and decides ties
        int odd = isOdd ? bits : Math.abs(rounded) < Math.abs(x) ? bits + 1 : bits - 1;
        return round(Float.intBitsToFloat(odd));
    }

    private float root(float x) {
        return round((float) Math.sqrt(x));
    }

    private float round(float x) {
        return (float) precision.round(x);
    }

    @Override
    public TensorValues sparse(long rows, long columns, long zeros, double std) {
        throw new UnsupportedOperationException("jax.nn.initializers has no such initializer");
    }

    @Override
    public Orthogonalization orthogonal() {
        if (precision != FloatFormat.FLOAT) {
            throw new UnsupportedOperationException(
                    "JAX has no QR decomposition of %s; initialize a FLOAT array and cast it".formatted(precision));
        }
        return Orthogonalization.QR_OF_TALL;
    }

    @Override
    public RandomStream resized(long length) {
        return new JaxStream(key, bits, length, precision);
    }

    @Override
    public void checkParts(int parts) {
        if (parts > 1) {
            throw new UnsupportedOperationException(
                    "jax.nn.initializers takes a packed tensor for one; initialize its %s parts as arrays of their own"
                            .formatted(parts));
        }
    }
}
