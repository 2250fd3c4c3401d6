package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.Threefry;

/**
 * The streams of {@link io.github.nd4jinit.random.Generator#seeded}. The value of an element is a function of its own
 * random bits.
 *
 * <p>An element has the 64 bits of two words, w and w'. They represent {@code u = (w·2³² + w' + ½) / 2⁶⁴}, a uniform number
 * strictly between 0 and 1. Float values use the leading bits of w, which are precise enough wherever the distribution is
 * dense, and more bits in its tails; double values use both words. So the float and the double of an element are two
 * roundings of one number, and no tail ends before u does.
 *
 * @param key the key of the words w
 * @param lowKey the key of the words w'
 * @param format how the tensor will be stored
 */
record ThreefryStream(long key, long lowKey, FloatFormat format) implements RandomStream {

    /** Counters of the keys that are derived from the key of a tensor. No element has a counter this large. */
    private static final long LOW_WORDS = -1;

    private static final long POSITIONS = -2;

    ThreefryStream(long key, FloatFormat format) {
        this(key, Threefry.block(key, LOW_WORDS), format);
    }

    @Override
    public TensorValues uniform(double low, double high) {
        return new UniformValues(this, low, high, format.largestBelow(high));
    }

    @Override
    public TensorValues uniformSymmetric(double bound) {
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
        return new SparseValues(normal(0, std), new SparsityMask(positions, rows, columns, zeros));
    }

    /** The word w' of one element. */
    int lowWord(long element) {
        return ThreefryWords.of(lowKey, element);
    }
}
