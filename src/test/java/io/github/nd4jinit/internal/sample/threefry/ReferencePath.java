package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;
import io.github.nd4jinit.internal.math.StandardNormal;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.random.Generator;
import java.util.HashSet;
import java.util.Set;

/**
 * A reference implementation of the first tensor of {@link Generator#seeded}, which follows the definition: every
 * element is computed separately from its own words, in scalar arithmetic, without caches. The values of the library
 * must be equal to the last bit.
 *
 * <p>The only library code that this class uses is scalar functions that have their own tests: a block of {@link
 * Threefry}, Φ and the formulas for its inverse in {@link StandardNormal}, and the rounding of a float to 16 bits.
 *
 * <p>To show the power of the comparison, a test overrides the protected methods with wrong ones.
 */
public class ReferencePath {

    private final FloatFormat format;

    /** The key of the words w. */
    private final long key;

    /** The key of the words w'. */
    private final long lowKey;

    /** The key from which the column keys of a sparse matrix are derived. */
    private final long maskKey;

    public ReferencePath(long seed, FloatFormat format) {
        this.format = format;
        this.key = Threefry.block(seed, 0);
        this.lowKey = Threefry.block(key, -1);
        this.maskKey = Threefry.block(key, -2);
    }

    /** The values of the elements of a tensor. */
    public abstract class Elements {

        private Elements() {}

        abstract float inFloat(long element);

        abstract double inDouble(long element);

        /** Returns the bits of an element in an array, which are those of its value rounded once. */
        public final long bits(long element) {
            return switch (format) {
                case DOUBLE -> Double.doubleToRawLongBits(inDouble(element));
                case FLOAT -> Float.floatToRawIntBits(inFloat(element)) & 0xffffffffL;
                case HALF -> Half.bits(inFloat(element)) & 0xffffL;
                case BFLOAT16 -> BFloat16.bits(inFloat(element)) & 0xffffL;
            };
        }
    }

    public Elements uniform(double low, double high) {
        return new Uniform(low, high);
    }

    public Elements normal(double mean, double std) {
        return new Normal(mean, std);
    }

    public Elements truncatedNormal(double mean, double std, double a, double b) {
        return new TruncatedNormal(mean, std, a, b);
    }

    public Elements sparse(int rows, int columns, int zeros, double std) {
        return new Sparse(rows, columns, zeros, std);
    }

    public Elements constant(double value) {
        return new Constant(value);
    }

    /** Returns the distance between the two elements that share a block. */
    protected long lanes() {
        return 1024;
    }

    /** Returns the tail probability below which floats use the tail formula. */
    protected double floatTail() {
        return 0x1p-8;
    }

    /** Returns the tail probability below which doubles use the tail formula. */
    protected double doubleTail() {
        return 0.01;
    }

    /** Returns {@code z std + mean}, rounded once. */
    protected float scaled(float z, float std, float mean) {
        return Math.fma(z, std, mean);
    }

    /** Returns {@code z std + mean}, rounded once. */
    protected double scaled(double z, double std, double mean) {
        return Math.fma(z, std, mean);
    }

    /**
     * Returns the word of an element under a key. Elements that are {@code lanes} apart have the two words of a block.
     */
    private int word(long key, long element) {
        long group = element / (2 * lanes());
        long block = Threefry.block(key, group * lanes() + element % lanes(), 13);
        boolean first = element % (2 * lanes()) < lanes();
        return first ? (int) (block >>> 32) : (int) block;
    }

    private int word(long element) {
        return word(key, element);
    }

    /** Returns the 64 bits of w and w'. */
    private long both(long element) {
        return ((long) word(element) << 32) | (word(lowKey, element) & 0xffffffffL);
    }

    /** Returns u according to the leading 52 bits: the middle of the interval that they determine. */
    private static double u52(long both) {
        return ((both >>> 12) + 0.5) * 0x1p-52;
    }

    /** Returns the distance of a bit pattern from all zeros or from all ones, whichever is nearer. */
    private static long distanceFromEnd(long bits) {
        return bits < 0 ? ~bits : bits;
    }

    /** Returns {@code 2u - 1} according to the leading 24 bits, exactly. */
    private static float centered(int word) {
        double u = ((word >>> 8) + 0.5) * 0x1p-24;
        return (float) (2 * u - 1);
    }

    /** Returns Φ⁻¹(½ + q) outside the tails. */
    private static double central(double q) {
        double[] one = {q};
        StandardNormal.quantilesCentral(one, 0, 1, new double[1]);
        return one[0];
    }

    private final class Uniform extends Elements {

        private final double low;
        private final double range;
        private final double most;

        Uniform(double low, double high) {
            this.low = low;
            this.range = high - low;
            this.most = Math.max(format.round(low), format.largestBelow(high));
        }

        @Override
        float inFloat(long element) {
            if (range > Float.MAX_VALUE) {
                return (float) inDouble(element);
            }
            float u = (float) (((word(element) >>> 9) + 0.5) * 0x1p-23); // exact
            return Math.min((float) most, Math.fma(u, (float) range, (float) low));
        }

        @Override
        double inDouble(long element) {
            return Math.min(most, Math.fma(u52(both(element)), range, low));
        }
    }

    private final class Normal extends Elements {

        private final double mean;
        private final double std;

        Normal(double mean, double std) {
            this.mean = mean;
            this.std = std;
        }

        @Override
        float inFloat(long element) {
            int word = word(element);
            float z = isInTail(word, floatTail())
                    ? (float) tail(word, element)
                    : StandardNormal.quantileCentral(centered(word));
            return scaled(z, (float) std, (float) mean);
        }

        /** Returns z in a tail. Where the density is high enough, the first word alone is used. */
        private double tail(int word, long element) {
            return distanceFromEnd(word) >= 1 << 20
                    ? StandardNormal.quantileTail(word < 0, (distanceFromEnd(word) + 0.5) * 0x1p-32)
                    : tail(both(element));
        }

        @Override
        double inDouble(long element) {
            long both = both(element);
            double z = isInTail(word(element), doubleTail()) ? tail(both) : central(u52(both) - 0.5);
            return scaled(z, std, mean);
        }

        private double tail(long both) {
            return StandardNormal.quantileTail(both < 0, (distanceFromEnd(both) + 0.5) * 0x1p-64);
        }

        /** Returns whether all u that begin with a word are in a tail. */
        private boolean isInTail(int word, double tail) {
            return (distanceFromEnd(word) + 1) * 0x1p-32 <= tail;
        }
    }

    private final class TruncatedNormal extends Elements {

        private final double mean;
        private final double std;
        private final double a;
        private final double b;

        /** The probabilities below α, above β, and between α and β. */
        private final double below;

        private final double above;
        private final double between;

        /** Φ - ½ ranges from {@code middle - half} to {@code middle + half}. */
        private final double middle;

        private final double half;

        TruncatedNormal(double mean, double std, double a, double b) {
            this.mean = mean;
            this.std = std;
            this.a = a;
            this.b = b;
            double alpha = (a - mean) / std;
            double beta = (b - mean) / std;
            double low = StandardNormal.cdfMinusHalf(alpha);
            double high = StandardNormal.cdfMinusHalf(beta);
            below = StandardNormal.cdf(alpha);
            above = StandardNormal.cdf(-beta);
            middle = (low + high) / 2;
            half = (high - low) / 2;
            if (alpha > 0) {
                between = StandardNormal.cdf(-alpha) - above;
            } else if (beta < 0) {
                between = StandardNormal.cdf(beta) - below;
            } else {
                between = high - low;
            }
        }

        @Override
        float inFloat(long element) {
            // floats are too coarse for a narrow range of probabilities, and overflow for some parent distributions
            if (half < 0x1p-8 || !(Math.abs(mean) + std <= Float.MAX_VALUE)) {
                return (float) inDouble(element);
            }
            int word = word(element);
            float z = isInTail(word, floatTail())
                    ? (float) tail(both(element))
                    : StandardNormal.quantileCentral(
                            Math.fma(centered(word), (float) (2 * half), (float) (2 * middle)));
            return Math.max((float) a, Math.min((float) b, scaled(z, (float) std, (float) mean)));
        }

        @Override
        double inDouble(long element) {
            long both = both(element);
            double z = isInTail(word(element), doubleTail())
                    ? tail(both)
                    : central(Math.fma(u52(both) - 0.5, 2 * half, middle));
            return Math.max(a, Math.min(b, scaled(z, std, mean)));
        }

        /**
         * Returns whether all u that begin with a word, or with the word that differs only in the last bit, are in a
         * tail.
         */
        private boolean isInTail(int word, double tail) {
            double least = (tail - 0.5 - middle) / (2 * half) + 0.5;
            double most = (0.5 - tail - middle) / (2 * half) + 0.5;
            double halfWord = word >>> 1;
            return (halfWord + 1) * 0x1p-31 <= least || halfWord * 0x1p-31 > most;
        }

        /** Returns z, computed from the tail probability of the nearer side. */
        private double tail(long both) {
            boolean upper = Math.fma(2 * u64(both) - 1, half, middle) > 0;
            double p = upper ? Math.fma(u64(~both), between, above) : Math.fma(u64(both), between, below);
            return StandardNormal.quantileTail(upper, p);
        }

        private double u64(long both) {
            return both >= 0 ? (both + 0.5) * 0x1p-64 : ((both >>> 1) + 0.5) * 0x1p-63;
        }
    }

    /**
     * The normal value of an element of a sparse matrix depends on the zeros before it, so the whole mask is computed.
     */
    private final class Sparse extends Elements {

        private static final int GROUP = 2048;

        private final Normal normals;

        /**
         * For each nonzero element, the element of the normal tensor whose value it receives: in each group, the first
         * ones in order.
         */
        private final long[] source;

        private final boolean[] isNonzero;

        Sparse(int rows, int columns, int zeros, double std) {
            normals = new Normal(0, std);
            source = new long[rows * columns];
            isNonzero = new boolean[rows * columns];
            for (int column = 0; column < columns; column++) {
                Set<Integer> drawn = draw(column, rows, Math.min(zeros, rows - zeros));
                for (int row = 0; row < rows; row++) {
                    boolean drawsZeros = zeros < rows - zeros;
                    isNonzero[row * columns + column] = drawn.contains(row) != drawsZeros;
                }
            }
            long next = 0;
            for (int element = 0; element < source.length; element++) {
                next = element % GROUP == 0 ? element : next;
                source[element] = isNonzero[element] ? next++ : -1;
            }
        }

        /**
         * Returns the first n distinct rows that the words of a column select. Words that would favor some rows are
         * rejected.
         */
        private Set<Integer> draw(int column, int rows, int n) {
            long columnKey = Threefry.block(maskKey, column);
            Set<Integer> drawn = new HashSet<>();
            for (long draw = 0; drawn.size() < n; draw++) {
                long product = Integer.toUnsignedLong(word(columnKey, draw)) * rows;
                if ((product & 0xffffffffL) >= (1L << 32) % rows) {
                    drawn.add((int) (product >>> 32));
                }
            }
            return drawn;
        }

        @Override
        float inFloat(long element) {
            return isNonzero[(int) element] ? normals.inFloat(source[(int) element]) : 0;
        }

        @Override
        double inDouble(long element) {
            return isNonzero[(int) element] ? normals.inDouble(source[(int) element]) : 0;
        }
    }

    private final class Constant extends Elements {

        private final double value;

        Constant(double value) {
            this.value = value;
        }

        @Override
        float inFloat(long element) {
            return (float) value;
        }

        @Override
        double inDouble(long element) {
            return value;
        }
    }
}
