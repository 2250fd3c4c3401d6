package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;

/**
 * The streams of {@link Generator#seeded}: each element's value is a function of its own random bits.
 *
 * <p>An element has the 64 bits of two words, w and w'; they stand for {@code u = (w·2³² + w' + ½) / 2⁶⁴}, a uniform
 * number strictly between 0 and 1. Float values are made of w's leading bits, which are exact enough wherever a
 * distribution is dense, and of more of them out in its tails; double values are made of both words. So float and
 * double are two roundings of one number, and no tail ends before u does.
 *
 * @param key the key of the words w
 * @param lowKey the key of the words w'
 * @param precision how the tensor will be stored
 */
record ThreefryStream(long key, long lowKey, FloatFormat precision) implements RandomStream {

    /** Counters of keys that are derived from a tensor's. No element has a counter this large. */
    private static final long LOW_WORDS = -1;

    private static final long POSITIONS = -2;

    ThreefryStream(long key, FloatFormat precision) {
        this(key, Threefry.block(key, LOW_WORDS), precision);
    }

    @Override
    public TensorValues uniform(double low, double high) {
        return new UniformValues(this, low, high, precision.largestBelow(high));
    }

    @Override
    public TensorValues symmetric(double bound) {
        return new UniformValues(this, -bound, bound, bound);
    }

    @Override
    public TensorValues normal(double mean, double std) {
        return new NormalValues(this, mean, std);
    }

    @Override
    public TensorValues truncatedNormal(double mean, double std, double a, double b) {
        return new TruncatedNormalValues(this, mean, std, a, b);
    }

    @Override
    public TensorValues sparse(long rows, long columns, long zeros, double std) {
        long positions = Threefry.block(key, POSITIONS);
        return new SparseValues(normal(0, std), new KeptEntries(positions, rows, columns, zeros));
    }

    /** The low word of one element. */
    int lowWord(long element) {
        return Words.word(lowKey, element);
    }
}
