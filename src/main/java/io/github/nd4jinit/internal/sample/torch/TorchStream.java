package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Orthogonalization;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.VarianceFormula;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;

/**
 * The stream of a tensor in the sequence of a {@link TorchStreamSource}. Each method corresponds to a call of torch and
 * consumes the same words of the generator as that call.
 *
 * @param generator the generator
 * @param length number of elements of the tensor
 * @param format element format of the tensor
 */
record TorchStream(TorchStreamSource generator, long length, FloatFormat format) implements RandomStream {

    @Override
    public TensorValues uniform(double low, double high) {
        if (!(high - low <= format.largest())) {
            throw new UnsupportedOperationException(
                    "torch requires high - low to be at most the largest %s, %s; received low=%s, high=%s; move the bounds closer"
                            .formatted(format, format.largest(), low, high));
        }
        return new TorchUniformValues(
                generator.take(format == FloatFormat.DOUBLE ? 2 * length : length), format, low, high);
    }

    @Override
    public TensorValues uniformSymmetric(double bound) {
        return uniform(-bound, bound);
    }

    @Override
    public TensorValues normal(double mean, double std) {
        if (length >= BoxMuller.CHUNK) {
            return TorchNormalValues.take(generator, length, format, mean, std);
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
    public TensorValues uniform(VarianceFormula formula) {
        return uniformSymmetric(VarianceFormula.bound(std(formula)));
    }

    @Override
    public TensorValues normal(VarianceFormula formula) {
        return normal(0, std(formula));
    }

    @Override
    public TensorValues truncatedNormal(VarianceFormula formula) {
        throw new UnsupportedOperationException(
                "torch.nn.init has no truncated normal distribution that depends on fans; use withFans(Fans.of(array.shape(), layout)), which is Init.truncNormal");
    }

    /** Returns the standard deviation, computed with the same rounding errors as in torch. */
    private static double std(VarianceFormula formula) {
        if (formula.order() == FormulaOrder.VARIANCE || formula.order() == FormulaOrder.GAIN) {
            throw new UnsupportedOperationException(
                    "torch.nn.init derives standard deviations from fans only for xavier, and for kaiming with fan_in or fan_out and torch's own gains; use these, or withFans(Fans.of(array.shape(), layout)), which is Init.normal or Init.uniform");
        }
        return formula.order() == FormulaOrder.XAVIER
                ? formula.factor() * Math.sqrt(1 / formula.n())
                : formula.factor() / Math.sqrt(formula.n());
    }

    @Override
    public TensorValues sparse(long rows, long columns, long zeros, double std) {
        int n = Math.toIntExact(rows);
        synchronized (generator) {
            TensorValues normals = normal(0, std);
            TorchSparseValues values = new TorchSparseValues(normals, length, columns);
            for (long column = 0; column < columns; column++) {
                values.setToZero(column, generator.permutation(n, (int) zeros), (int) zeros);
            }
            return values;
        }
    }

    @Override
    public Orthogonalization orthogonal() {
        if (format != FloatFormat.FLOAT && format != FloatFormat.DOUBLE) {
            throw new UnsupportedOperationException(
                    "torch has no QR decomposition of %s; initialize a FLOAT array and cast it".formatted(format));
        }
        return Orthogonalization.QR_OF_OUTPUTS;
    }

    @Override
    public Orthogonalization deltaOrthogonal() {
        throw new UnsupportedOperationException(
                "torch.nn.init has no such initializer; use Init.dirac or Init.orthogonal");
    }

    @Override
    public RandomStream withSize(long size) {
        return new TorchStream(generator, size, format);
    }

    @Override
    public void checkParts(int parts) {
        if (parts > 1) {
            throw new UnsupportedOperationException(
                    "torch.nn.init does not distinguish the parts of a packed tensor; initialize its %s parts as separate arrays"
                            .formatted(parts));
        }
    }

    private int intLength(String call) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new UnsupportedOperationException(
                    "%s keeps the whole tensor in memory and supports at most %s elements, received %s; use a smaller tensor"
                            .formatted(call, Integer.MAX_VALUE - 8, length));
        }
        return (int) length;
    }
}
