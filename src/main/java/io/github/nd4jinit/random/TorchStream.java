package io.github.nd4jinit.random;

import io.github.nd4jinit.random.Scaling.Rule;

/**
 * A tensor in {@link TorchGenerator}'s sequence. Each method is a call of torch's: it takes from the generator what torch
 * takes, when it is called.
 *
 * @param generator the generator
 * @param length elements of the tensor
 * @param precision how they are stored
 */
record TorchStream(TorchGenerator generator, long length, Precision precision) implements RandomStream {

    @Override
    public Values uniform(double low, double high) {
        if (!(high - low <= precision.largest())) {
            throw new UnsupportedOperationException(
                    "torch draws from intervals no longer than the largest %s, %s; received low=%s, high=%s: bring the bounds closer"
                            .formatted(precision, precision.largest(), low, high));
        }
        return new TorchUniformValues(
                generator.take(precision == Precision.DOUBLE ? 2 * length : length), precision, low, high);
    }

    @Override
    public Values symmetric(double bound) {
        return uniform(-bound, bound);
    }

    @Override
    public Values normal(double mean, double std) {
        if (length >= BoxMuller.CHUNK) {
            return TorchNormalValues.take(generator, length, precision, mean, std);
        }
        double[] values = new double[(int) length];
        synchronized (generator) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.fma(generator.normal(), std, mean);
            }
        }
        return Values.of(values);
    }

    @Override
    public Values truncatedNormal(double mean, double std, double a, double b) {
        int n = intLength("trunc_normal_");
        synchronized (generator) {
            return new TorchTruncatedNormal(this, mean, std, a, b).draw(n);
        }
    }

    @Override
    public Values uniform(Scaling scaling) {
        return symmetric(Scaling.bound(std(scaling)));
    }

    @Override
    public Values normal(Scaling scaling) {
        return normal(0, std(scaling));
    }

    @Override
    public Values truncatedNormal(Scaling scaling) {
        throw new UnsupportedOperationException(
                "torch.nn.init truncates no normals by fans; compute std and bounds, and use Init.truncNormal");
    }

    /** In torch's steps. */
    private static double std(Scaling scaling) {
        if (scaling.rule() == Rule.VARIANCE || scaling.rule() == Rule.GAIN) {
            throw new UnsupportedOperationException(
                    "torch.nn.init scales variances by no other initializers than Xavier's and Kaiming's, those by fan_in or fan_out and gains of its own; use these, or compute the std and use Init.normal");
        }
        return scaling.rule() == Rule.XAVIER
                ? scaling.factor() * Math.sqrt(1 / scaling.n())
                : scaling.factor() / Math.sqrt(scaling.n());
    }

    @Override
    public Values sparse(long rows, long columns, long zeros, double std) {
        int n = Math.toIntExact(rows);
        synchronized (generator) {
            Values normals = normal(0, std);
            TorchSparseValues values = new TorchSparseValues(normals, length, columns);
            for (long column = 0; column < columns; column++) {
                values.clear(column, generator.permutation(n, (int) zeros), (int) zeros);
            }
            return values;
        }
    }

    @Override
    public Orthogonalization orthogonal() {
        if (precision != Precision.FLOAT && precision != Precision.DOUBLE) {
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
