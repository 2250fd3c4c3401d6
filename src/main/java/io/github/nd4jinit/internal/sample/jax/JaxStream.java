package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Orthogonalization;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.VarianceFormula;

/**
 * The stream of a tensor under a JAX key.
 *
 * @param key the two words of the key
 * @param counters the mapping from elements to counters
 * @param length number of elements of the tensor
 * @param format element format of the tensor
 */
record JaxStream(long key, JaxCounters counters, long length, FloatFormat format) implements RandomStream {

    /** {@code jax.random.uniform(key, shape, dtype, low, high)}. */
    @Override
    public TensorValues uniform(double low, double high) {
        return new JaxValues(this, JaxDistribution.uniform(format, low, high));
    }

    @Override
    public TensorValues uniformSymmetric(double bound) {
        return uniform(-bound, bound);
    }

    /** {@code jax.nn.initializers.normal(std)}. */
    @Override
    public TensorValues normal(double mean, double std) {
        checkMean("normal", mean, "initialize with Init.normal(0, std)");
        return new JaxValues(this, JaxDistribution.normal(format).times(factor(std)));
    }

    /** {@code jax.nn.initializers.truncated_normal(std, lower=a / std, upper=b / std)}. */
    @Override
    public TensorValues truncatedNormal(double mean, double std, double a, double b) {
        checkMean("truncated_normal", mean, "initialize with Init.truncNormal(0, std, a - mean, b - mean)");
        return new JaxValues(
                this, JaxDistribution.truncatedNormal(format, a / std, b / std).times(factor(std)));
    }

    private static void checkMean(String name, double mean, String remedy) {
        if (mean != 0) {
            throw new UnsupportedOperationException(
                    "jax.nn.initializers.%s has mean 0, received mean=%s; %s, then add the mean"
                            .formatted(name, mean, remedy));
        }
    }

    @Override
    public TensorValues uniform(VarianceFormula formula) {
        float root = root(round(3 * variance(formula)));
        return new JaxValues(this, JaxDistribution.uniform(format, -1, 1).times(root));
    }

    @Override
    public TensorValues normal(VarianceFormula formula) {
        return new JaxValues(this, JaxDistribution.normal(format).times(root(variance(formula))));
    }

    @Override
    public TensorValues truncatedNormal(VarianceFormula formula) {
        float std = round(root(variance(formula)) / round((float) VarianceFormula.TRUNCATED_STD));
        return new JaxValues(
                this, JaxDistribution.truncatedNormal(format, -2, 2).times(std));
    }

    private float variance(VarianceFormula formula) {
        return factor(formula.scale() / formula.n());
    }

    /** Rounds a double to the format of the tensor, without the double rounding of a half via a float. */
    private float factor(double x) {
        float rounded = (float) x;
        if (format != FloatFormat.HALF || rounded == x) {
            return round(rounded);
        }
        int bits = Float.floatToRawIntBits(rounded);
        // round to odd: an inexact float has its last bit set, so that it is not mistaken for a tie
        boolean isOdd = (bits & 1) != 0;
        int odd = isOdd ? bits : Math.abs(rounded) < Math.abs(x) ? bits + 1 : bits - 1;
        return round(Float.intBitsToFloat(odd));
    }

    private float root(float x) {
        return round((float) Math.sqrt(x));
    }

    private float round(float x) {
        return (float) format.round(x);
    }

    @Override
    public TensorValues sparse(long rows, long columns, long zeros, double std) {
        throw new UnsupportedOperationException(
                "jax.nn.initializers has no such initializer; pass Generator.seeded or Generator.torch");
    }

    @Override
    public Orthogonalization orthogonal() {
        if (format != FloatFormat.FLOAT) {
            throw new UnsupportedOperationException(
                    "JAX has no QR decomposition of %s; initialize a FLOAT array and cast it".formatted(format));
        }
        return Orthogonalization.QR_OF_TALL;
    }

    @Override
    public RandomStream withSize(long size) {
        return new JaxStream(key, counters, size, format);
    }

    @Override
    public void checkParts(int parts) {
        if (parts > 1) {
            throw new UnsupportedOperationException(
                    "jax.nn.initializers does not distinguish the parts of a packed tensor; initialize its %s parts as separate arrays"
                            .formatted(parts));
        }
    }
}
