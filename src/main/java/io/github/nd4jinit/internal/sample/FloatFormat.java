package io.github.nd4jinit.internal.sample;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;

/** A floating-point format of array elements. Values are computed as floats, or as doubles for {@link #DOUBLE}, and rounded once. */
public enum FloatFormat {
    /** IEEE 754 binary16: 11 significant bits, largest value 65504. */
    HALF(65504) {
        @Override
        public double round(double value) {
            return Half.value(Half.bits((float) value));
        }

        @Override
        public double below(double stored) {
            return Half.value(nextDown(Half.bits((float) stored)));
        }
    },

    /** The upper half of a float: 8 significant bits, float's range. */
    BFLOAT16(0x1.fep127) {
        @Override
        public double round(double value) {
            return BFloat16.value(BFloat16.bits((float) value));
        }

        @Override
        public double below(double stored) {
            return BFloat16.value(nextDown(BFloat16.bits((float) stored)));
        }
    },

    /** IEEE 754 binary32: 24 significant bits. */
    FLOAT(Float.MAX_VALUE) {
        @Override
        public double round(double value) {
            return (float) value;
        }

        @Override
        public double below(double stored) {
            return Math.nextDown((float) stored);
        }
    },

    /** IEEE 754 binary64: 53 significant bits. */
    DOUBLE(Double.MAX_VALUE) {
        @Override
        public double round(double value) {
            return value;
        }

        @Override
        public double below(double stored) {
            return Math.nextDown(stored);
        }
    };

    private final double largest;

    FloatFormat(double largest) {
        this.largest = largest;
    }

    /**
     * Rounds a value to the nearest number of this format, ties to even; too large values become infinite. For HALF and
     * BFLOAT16 the value is first rounded to a float.
     *
     * @param value any value
     * @return the stored value
     */
    public abstract double round(double value);

    /**
     * The largest finite value.
     *
     * @return the largest finite value
     */
    public double largest() {
        return largest;
    }

    /**
     * The next number of this format below another one.
     *
     * @param stored a number of this format
     * @return the next smaller number
     */
    public abstract double below(double stored);

    /**
     * The largest number of this format below a bound.
     *
     * @param bound any number
     * @return the largest smaller number
     */
    public double largestBelow(double bound) {
        double stored = round(bound);
        return stored < bound ? stored : below(stored);
    }

    /**
     * The least float that {@link #round} does not round to a number below {@code round(value)}.
     *
     * @param value any float
     * @return the least such float
     */
    public float leastFloatOf(float value) {
        double stored = round(value);
        if (this == FLOAT || this == DOUBLE || !(stored < Double.POSITIVE_INFINITY)) {
            return value;
        }
        float middle = (float) ((below(stored) + stored) / 2);
        return round(middle) == stored ? middle : Math.nextUp(middle);
    }

    /** The next smaller number in a 16-bit format, by its bits. */
    private static short nextDown(short bits) {
        if ((bits & 0x7fff) == 0) {
            return (short) 0x8001;
        }
        return (short) (bits < 0 ? bits + 1 : bits - 1);
    }
}
