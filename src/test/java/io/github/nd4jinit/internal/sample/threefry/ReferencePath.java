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
 * Threefry}, Φ and its inverse in the tails in {@link StandardNormal}, and the rounding of a float to 16 bits.
 *
 * <p>To show the power of the comparison, a test overrides the protected methods with wrong ones.
 */
public class ReferencePath {

    private static final float[] FLOAT_NUMERATOR = {
        -0x1.08236cp+15f, -0x1.de494p+14f, 0x1.e977ap+12f, 0x1.3c6764p+12f, 0x1.69aaeap+8f, 0x1.d0cadp+1f
    };

    private static final float[] FLOAT_DENOMINATOR = {
        0x1.09f09ap+15f, 0x1.1360eap+16f, 0x1.2a8d7p+15f, 0x1.6d5b5p+12f, 0x1.c2ebcap+7f, 0x1.5f77d6p+0f
    };

    private static final double[] NUMERATOR = {
        -0x1.734c0909c2e87p+30,
        -0x1.a19f6f7f4773cp+33,
        -0x1.e984b2f468f5ap+34,
        -0x1.644bf3f73638ep+34,
        -0x1.2e1ab41f57fddp+30,
        0x1.0865157b3cb48p+32,
        0x1.7e16c8c69387ap+30,
        0x1.98ac21ed5ef8p+27,
        0x1.76f0b0271ea5fp+23,
        0x1.1c0c5a0d31d3dp+18,
        0x1.2bc1c56d57d69p+11,
        0x1.11eacf7074486p+2
    };

    private static final double[] DENOMINATOR = {
        0x1.7372f84386d19p+30,
        0x1.daff7aa0e70e2p+33,
        0x1.74dde372211acp+35,
        0x1.f4ef5158e6551p+35,
        0x1.4688763f901d6p+35,
        0x1.b1c3b2043d322p+33,
        0x1.28c94cead25p+31,
        0x1.9b0624a8f09p+27,
        0x1.11d4e24d31c9ap+23,
        0x1.3cdf785a5ed41p+17,
        0x1.0230c75e273a2p+10,
        0x1.59d97006d2f86p+0
    };

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

    /** Returns the tail probability below which the tail formula is used, except for truncated normal floats. */
    protected double tailLimit() {
        return 0x1p-11;
    }

    /** Returns the tail probability below which the tail formula is used for truncated normal floats. */
    protected double truncatedFloatTailLimit() {
        return 0x1p-8;
    }

    /** Returns the smallest distance from an end for which floats in a tail use the first word alone. */
    protected int singleWordDistance() {
        return 1 << 13;
    }

    /** Returns {@code a b + c}, rounded twice. */
    protected float productAndSum(float a, float b, float c) {
        return a * b + c;
    }

    /** Returns {@code a b + c}, rounded twice. */
    protected double productAndSum(double a, double b, double c) {
        return a * b + c;
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

    /** Returns Φ⁻¹(½ + ½ m) outside the tails. */
    private float central(float m) {
        float w = (float) Math.sqrt((1 - m) * (1 + m));
        float numerator = 0;
        float denominator = 0;
        for (int i = 0; i < FLOAT_NUMERATOR.length; i++) {
            numerator = productAndSum(numerator, w, FLOAT_NUMERATOR[i]);
            denominator = productAndSum(denominator, w, FLOAT_DENOMINATOR[i]);
        }
        float c = (float) (Math.sqrt(Math.PI / 2) - 1);
        float sum = productAndSum(1 - w, numerator / denominator, c - w);
        return productAndSum(m, sum, 2 * m);
    }

    /** Returns Φ⁻¹(½ + ½ m) outside the tails. */
    private double central(double m) {
        double w = Math.sqrt((1 - m) * (1 + m));
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < NUMERATOR.length; i++) {
            numerator = productAndSum(numerator, w, NUMERATOR[i]);
            denominator = productAndSum(denominator, w, DENOMINATOR[i]);
        }
        double c = 0x1.0364c7fd89c16p-2; // √(π/2) - 1
        double sum = productAndSum(1 - w, numerator / denominator, c - w);
        return productAndSum(m, sum, 2 * m);
    }

    private final class Uniform extends Elements {

        private final boolean isSymmetric;
        private final double low;
        private final double range;
        private final double most;

        Uniform(double low, double high) {
            this.isSymmetric = low == -high;
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
            float value = isSymmetric
                    ? (u - 0.5f) * (float) range + 0 // not -0
                    : productAndSum(u, (float) range, (float) low);
            return Math.min((float) most, value);
        }

        @Override
        double inDouble(long element) {
            double u = u52(both(element));
            return Math.min(most, isSymmetric ? (u - 0.5) * range + 0 : productAndSum(u, range, low));
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
            float z = isInTail(word) ? (float) tail(word, element) : central(centered(word));
            return productAndSum(z, (float) std, (float) mean);
        }

        /** Returns z in a tail. Where the density is high enough, the first word alone is used. */
        private double tail(int word, long element) {
            return distanceFromEnd(word) >= singleWordDistance()
                    ? StandardNormal.quantileTail(word < 0, (distanceFromEnd(word) + 0.5) * 0x1p-32)
                    : tail(both(element));
        }

        @Override
        double inDouble(long element) {
            long both = both(element);
            double z = isInTail(word(element)) ? tail(both) : central(2 * u52(both) - 1);
            return productAndSum(z, std, mean);
        }

        private double tail(long both) {
            return StandardNormal.quantileTail(both < 0, (distanceFromEnd(both) + 0.5) * 0x1p-64);
        }

        /** Returns whether all u that begin with a word are in a tail. */
        private boolean isInTail(int word) {
            return (distanceFromEnd(word) + 1) * 0x1p-32 <= tailLimit();
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
            if (half < 0x1p-8 || !(Math.abs(mean) + 16 * std <= Float.MAX_VALUE)) {
                return (float) inDouble(element);
            }
            int word = word(element);
            float z = isInTail(word, truncatedFloatTailLimit())
                    ? (float) tail(both(element))
                    : central(productAndSum(centered(word), (float) (2 * half), (float) (2 * middle)));
            return Math.max((float) a, Math.min((float) b, productAndSum(z, (float) std, (float) mean)));
        }

        @Override
        double inDouble(long element) {
            long both = both(element);
            double z = isInTail(word(element), tailLimit())
                    ? tail(both)
                    : central(productAndSum(2 * u52(both) - 1, 2 * half, 2 * middle));
            return Math.max(a, Math.min(b, productAndSum(z, std, mean)));
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
            boolean upper = productAndSum(2 * u64(both) - 1, half, middle) > 0;
            double p = upper ? productAndSum(u64(~both), between, above) : productAndSum(u64(both), between, below);
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
