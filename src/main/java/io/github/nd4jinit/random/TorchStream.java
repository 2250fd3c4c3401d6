package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Orthogonalization;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.VarianceFormula;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;

/**
 * A tensor in {@link TorchGenerator}'s sequence. Each method is a call of torch's: it takes from the generator what torch
 * takes, when it is called.
 *
 * @param generator the generator
 * @param length elements of the tensor
 * @param precision how they are stored
 */
record TorchStream(TorchGenerator generator, long length, FloatFormat precision) implements RandomStream {

    @Override
    public TensorValues uniform(double low, double high) {
        if (!(high - low <= precision.largest())) {
            throw new UnsupportedOperationException(
                    "torch draws from intervals no longer than the largest %s, %s; received low=%s, high=%s: bring the bounds closer"
                            .formatted(precision, precision.largest(), low, high));
        }
        return new TorchUniformValues(
                generator.take(precision == FloatFormat.DOUBLE ? 2 * length : length), precision, low, high);
    }

    @Override
    public TensorValues symmetric(double bound) {
        return uniform(-bound, bound);
    }

    @Override
    public TensorValues normal(double mean, double std) {
        if (length >= BoxMuller.CHUNK) {
            return TorchNormalValues.take(generator, length, precision, mean, std);
        }
        double[] values = new double[(int) length];
        synchronized (generator) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.fma(generator.normal(), std, mean);
            }
        }
        return TensorValues.of(values);
    }

    @Override
    public TensorValues truncatedNormal(double mean, double std, double a, double b) {
        int n = intLength("trunc_normal_");
        synchronized (generator) {
            return new TorchTruncatedNormal(this, mean, std, a, b).draw(n);
        }
    }

    @Override
    public TensorValues uniform(VarianceFormula scaling) {
        return symmetric(VarianceFormula.bound(std(scaling)));
    }

    @Override
    public TensorValues normal(VarianceFormula scaling) {
        return normal(0, std(scaling));
    }

    @Override
    public TensorValues truncatedNormal(VarianceFormula scaling) {
        throw new UnsupportedOperationException(
                "torch.nn.init truncates no normals by fans; compute std and bounds, and use Init.truncNormal");
    }

    /** In torch's steps. */
    private static double std(VarianceFormula scaling) {
        if (scaling.rule() == FormulaOrder.VARIANCE || scaling.rule() == FormulaOrder.GAIN) {
            throw new UnsupportedOperationException(
                    "torch.nn.init scales variances by no other initializers than Xavier's and Kaiming's, those by fan_in or fan_out and gains of its own; use these, or compute the std and use Init.normal");
        }
        return scaling.rule() == FormulaOrder.XAVIER
                ? scaling.factor() * Math.sqrt(1 / scaling.n())
                : scaling.factor() / Math.sqrt(scaling.n());
    }

    @Override
    public TensorValues sparse(long rows, long columns, long zeros, double std) {
        int n = Math.toIntExact(rows);
        synchronized (generator) {
            TensorValues normals = normal(0, std);
            TorchSparseValues values = new TorchSparseValues(normals, length, columns);
            for (long column = 0; column < columns; column++) {
                values.clear(column, generator.permutation(n, (int) zeros), (int) zeros);
            }
            return values;
        }
    }

    @Override
    public Orthogonalization orthogonal() {
        if (precision != FloatFormat.FLOAT && precision != FloatFormat.DOUBLE) {
            throw new UnsupportedOperationException(
                    "torch has no QR decomposition of %s; initialize a FLOAT array and cast it".formatted(precision));
        }
        return Orthogonalization.QR_OF_OUTPUTS;
    }

    @Override
    public Orthogonalization deltaOrthogonal() {
        throw new UnsupportedOperationException(
                "torch.nn.init has no such initializer; use Init.dirac or Init.orthogonal");
    }

    @Override
    public RandomStream resized(long length) {
        return new TorchStream(generator, length, precision);
    }

    @Override
    public void checkParts(int parts) {
        if (parts > 1) {
            throw new UnsupportedOperationException(
                    "torch.nn.init takes a packed tensor for one; initialize its %s parts as arrays of their own"
                            .formatted(parts));
        }
    }

    private int intLength(String call) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new UnsupportedOperationException(
                    "%s rejects and redraws, for which at most %s elements are held at a time, received %s; use a smaller tensor"
                            .formatted(call, Integer.MAX_VALUE - 8, length));
        }
        return (int) length;
    }
}
