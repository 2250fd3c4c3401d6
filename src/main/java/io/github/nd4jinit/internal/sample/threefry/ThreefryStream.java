package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.Threefry;

/**
 * A stream of {@link io.github.nd4jinit.random.Generator#seeded}. The value of an element is a function of the
 * element's own random bits.
 *
 * <p>An element has 64 random bits in two words, w and w'. The two words represent {@code u = (w·2³² + w' + ½) / 2⁶⁴}, a
 * uniform number strictly between 0 and 1. Float values are computed from the leading bits of w, which are sufficient where
 * the density is high, and from more bits in the tails. Double values are computed from both words. Therefore the float and
 * the double value of an element approximate the same real number, and the tails extend to the extreme values of u.
 *
 * @param key the key of the words w
 * @param lowKey the key of the words w'
 * @param format element format of the tensor
 */
record ThreefryStream(long key, long lowKey, FloatFormat format) implements RandomStream {

    /**
     * The counter that derives {@link #lowKey} from the key of a tensor. As an unsigned number it exceeds all element
     * counters.
     */
    private static final long LOW_KEY = -1;

    /**
     * The counter that derives the key of a {@link SparsityMask} from the key of a tensor. It also exceeds all element
     * counters.
     */
    private static final long MASK_KEY = -2;

    ThreefryStream(long key, FloatFormat format) {
        this(key, Threefry.block(key, LOW_KEY), format);
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
        long maskKey = Threefry.block(key, MASK_KEY);
        return new SparseValues(normal(0, std), new SparsityMask(maskKey, rows, columns, zeros));
    }

    /** Returns the word w' of an element. */
    int lowWord(long element) {
        return ThreefryWords.of(lowKey, element);
    }
}
