package io.github.nd4jinit.internal.sample;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;

/**
 * A floating-point format of array elements. Values are computed as doubles for {@link #DOUBLE} and as floats otherwise,
 * and are then rounded to the format once.
 */
public enum FloatFormat {
    /** IEEE 754 binary16: 11 significant bits, largest value 65504. */
    HALF(65504) {
        @Override
        public double round(double value) {
            return Half.value(Half.bits((float) value));
        }

        @Override
        public double nextDown(double stored) {
            return Half.value(bitsOfNextDown(Half.bits((float) stored)));
        }
    },

    /** The upper 16 bits of a float: 8 significant bits, with the exponent range of a float. */
    BFLOAT16(0x1.fep127) {
        @Override
        public double round(double value) {
            return BFloat16.value(BFloat16.bits((float) value));
        }

        @Override
        public double nextDown(double stored) {
            return BFloat16.value(bitsOfNextDown(BFloat16.bits((float) stored)));
        }
    },

    /** IEEE 754 binary32: 24 significant bits. */
    FLOAT(Float.MAX_VALUE) {
        @Override
        public double round(double value) {
            return (float) value;
        }

        @Override
        public double nextDown(double stored) {
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
        public double nextDown(double stored) {
            return Math.nextDown(stored);
        }
    };

    private final double largest;

    FloatFormat(double largest) {
        this.largest = largest;
    }

    /**
     * Rounds a value to the nearest number of this format, ties to even. Values that overflow become infinite. For HALF and
     * BFLOAT16, the value is first rounded to a float.
     *
     * @param value any value
     * @return the rounded value
     */
    public abstract double round(double value);

    /**
     * Returns the largest finite number of this format.
     *
     * @return the largest finite number
     */
    public double largest() {
        return largest;
    }

    /**
     * Returns the largest number of this format that is less than the given one.
     *
     * @param stored a number of this format
     * @return the next smaller number
     */
    public abstract double nextDown(double stored);

    /**
     * Returns the largest number of this format that is less than a bound.
     *
     * @param bound any number
     * @return the largest number less than the bound
     */
    public double largestBelow(double bound) {
        double stored = round(bound);
        return stored < bound ? stored : nextDown(stored);
    }

    /**
     * Returns the smallest float that {@link #round} rounds to {@code round(value)}.
     *
     * @param value any float
     * @return the smallest such float, or {@code value} if it rounds to an infinity
     */
    public float smallestFloatRoundingTo(float value) {
        double stored = round(value);
        if (this == FLOAT || this == DOUBLE || !(stored < Double.POSITIVE_INFINITY)) {
            return value;
        }
        float middle = (float) ((nextDown(stored) + stored) / 2);
        return round(middle) == stored ? middle : Math.nextUp(middle);
    }

    /** Returns the bits of the next smaller number in a 16-bit format. */
    private static short bitsOfNextDown(short bits) {
        if ((bits & 0x7fff) == 0) {
            return (short) 0x8001;
        }
        return (short) (bits < 0 ? bits + 1 : bits - 1);
    }
}
