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
 * The first tensor of {@link Generator#seeded} as it is defined: every element by itself, of its own words, in plain
 * arithmetic. It is slow: nothing is computed for several elements together, and nothing is cached. The values of the
 * library must be equal to the last bit.
 *
 * <p>The library's part in this is functions of one number, all with tests of their own: a block of {@link Threefry}, Φ and
 * the formulas of its inverse in {@link StandardNormal}, and the sixteen bits of one float.
 *
 * <p>A test of the comparison's power overrides the protected methods by wrong ones.
 */
public class ReferencePath {

    private final FloatFormat format;

    /** The keys of the words w and of the words w'. */
    private final long key;

    private final long lowKey;

    /** The key from which the keys of the columns of a sparse matrix are derived. */
    private final long positions;

    public ReferencePath(long seed, FloatFormat format) {
        this.format = format;
        this.key = Threefry.block(seed, 0);
        this.lowKey = Threefry.block(key, -1);
        this.positions = Threefry.block(key, -2);
    }

    /** The values of all elements. */
    public abstract class Elements {

        private Elements() {}

        abstract float inFloat(long element);

        abstract double inDouble(long element);

        /** The bits of an element in an array: its value, rounded once. */
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

    /** The distance between the two elements that share a block. */
    protected long lanes() {
        return 1024;
    }

    /** The tail probability below which floats use the tail formula. */
    protected double floatTail() {
        return 0x1p-8;
    }

    /** The same for doubles. */
    protected double doubleTail() {
        return 0.01;
    }

    /** {@code z std + mean}, rounded once. */
    protected float scaled(float z, float std, float mean) {
        return Math.fma(z, std, mean);
    }

    /** {@code z std + mean}, rounded once. */
    protected double scaled(double z, double std, double mean) {
        return Math.fma(z, std, mean);
    }

    /** Elements {@code lanes} apart have the two words of a block. */
    private int word(long key, long element) {
        long group = element / (2 * lanes());
        long block = Threefry.block(key, group * lanes() + element % lanes(), 13);
        boolean first = element % (2 * lanes()) < lanes();
        return first ? (int) (block >>> 32) : (int) block;
    }

    private int word(long element) {
        return word(key, element);
    }

    /** w and w'. */
    private long both(long element) {
        return ((long) word(element) << 32) | (word(lowKey, element) & 0xffffffffL);
    }

    /** u from the leading 52 bits: the middle of the interval that they determine. */
    private static double u52(long both) {
        return ((both >>> 12) + 0.5) * 0x1p-52;
    }

    /** The distance of a bit pattern from the nearer end, all zeros or all ones. */
    private static long beyond(long bits) {
        return bits < 0 ? ~bits : bits;
    }

    /** {@code 2u - 1} by the leading 24 bits: exact. */
    private static float twiceCentred(int word) {
        double u = ((word >>> 8) + 0.5) * 0x1p-24;
        return (float) (2 * u - 1);
    }

    /** Φ⁻¹(½ + q) outside the tails. */
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
                    : StandardNormal.quantileCentral(twiceCentred(word));
            return scaled(z, (float) std, (float) mean);
        }

        /** Where a tail is dense, the first word alone is used. */
        private double tail(int word, long element) {
            return beyond(word) >= 1 << 20
                    ? StandardNormal.quantileTail(word < 0, (beyond(word) + 0.5) * 0x1p-32)
                    : tail(both(element));
        }

        @Override
        double inDouble(long element) {
            long both = both(element);
            double z = isInTail(word(element), doubleTail()) ? tail(both) : central(u52(both) - 0.5);
            return scaled(z, std, mean);
        }

        private double tail(long both) {
            return StandardNormal.quantileTail(both < 0, (beyond(both) + 0.5) * 0x1p-64);
        }

        /** Whether all u of a word are in a tail. */
        private boolean isInTail(int word, double tail) {
            return (beyond(word) + 1) * 0x1p-32 <= tail;
        }
    }

    private final class TruncatedNormal extends Elements {

        private final double mean;
        private final double std;
        private final double a;
        private final double b;

        /** Φ(α), 1 - Φ(β), and the probability between them. */
        private final double below;

        private final double above;
        private final double between;

        /** u goes from {@code middle - half} to {@code middle + half}, both of Φ - ½. */
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
            // floats are too coarse for a narrow range of probabilities, and overflow for some parents
            if (half < 0x1p-8 || !(Math.abs(mean) + std <= Float.MAX_VALUE)) {
                return (float) inDouble(element);
            }
            int word = word(element);
            float z = isInTail(word, floatTail())
                    ? (float) tail(both(element))
                    : StandardNormal.quantileCentral(
                            Math.fma(twiceCentred(word), (float) (2 * half), (float) (2 * middle)));
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

        /** Whether all u of a word, and of the word that differs in the last bit only, are in a tail. */
        private boolean isInTail(int word, double tail) {
            double least = (tail - 0.5 - middle) / (2 * half) + 0.5;
            double most = (0.5 - tail - middle) / (2 * half) + 0.5;
            double two = word >>> 1;
            return (two + 1) * 0x1p-31 <= least || two * 0x1p-31 > most;
        }

        /** z from the tail probability of the nearer side. */
        private double tail(long both) {
            boolean upper = Math.fma(2 * u64(both) - 1, half, middle) > 0;
            double p = upper ? Math.fma(u64(~both), between, above) : Math.fma(u64(both), between, below);
            return StandardNormal.quantileTail(upper, p);
        }

        private double u64(long both) {
            return both >= 0 ? (both + 0.5) * 0x1p-64 : ((both >>> 1) + 0.5) * 0x1p-63;
        }
    }

    /** The normal value of an element of a sparse matrix depends on the other elements, so all of them are computed. */
    private final class Sparse extends Elements {

        private static final int GROUP = 2048;

        private final Normal entries;

        /** The entry of each kept element: those of a group take its first entries, in order. */
        private final long[] entry;

        private final boolean[] kept;

        Sparse(int rows, int columns, int zeros, double std) {
            entries = new Normal(0, std);
            entry = new long[rows * columns];
            kept = new boolean[rows * columns];
            for (int column = 0; column < columns; column++) {
                Set<Integer> drawn = draw(column, rows, Math.min(zeros, rows - zeros));
                for (int row = 0; row < rows; row++) {
                    boolean zerosDrawn = zeros < rows - zeros;
                    kept[row * columns + column] = drawn.contains(row) != zerosDrawn;
                }
            }
            long next = 0;
            for (int element = 0; element < entry.length; element++) {
                next = element % GROUP == 0 ? element : next;
                entry[element] = kept[element] ? next++ : -1;
            }
        }

        /** The first different rows that the words of a column select. Words that would favor some rows are rejected. */
        private Set<Integer> draw(int column, int rows, int n) {
            long columnKey = Threefry.block(positions, column);
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
            return kept[(int) element] ? entries.inFloat(entry[(int) element]) : 0;
        }

        @Override
        double inDouble(long element) {
            return kept[(int) element] ? entries.inDouble(entry[(int) element]) : 0;
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
