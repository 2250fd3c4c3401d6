package io.github.nd4jinit.internal.math;

/**
 * Double-double arithmetic: a number with a precision of about 106 bits is represented as the unevaluated sum of two
 * doubles (Dekker, <a
 * href="https://doi.org/10.1007/BF01397083">A floating-point technique for extending the available precision</a>,
 * Numerische Mathematik 18, 1971). The logarithm, sine and cosine have a relative error of about 2⁻⁶⁰ before the final
 * rounding to a double. Therefore the result is correctly rounded except in about one in several hundred cases, where
 * the error is less than one unit in the last place.
 *
 * @param high the number rounded to a double
 * @param low the number minus {@code high}
 */
public record DoubleDouble(double high, double low) {

    private static final DoubleDouble ONE_THIRD = new DoubleDouble(0x1.5555555555555p-2, 0x1.5555555555555p-56);

    private static final DoubleDouble ONE_SIXTH = new DoubleDouble(0x1.5555555555555p-3, 0x1.5555555555555p-57);

    private static final DoubleDouble ONE_24TH = new DoubleDouble(0x1.5555555555555p-5, 0x1.5555555555555p-59);

    private static final DoubleDouble ONE_120TH = new DoubleDouble(0x1.1111111111111p-7, 0x1.1111111111111p-63);

    /** ln 2 = LN_2_HIGH + LN_2_LOW; the product of LN_2_HIGH and the exponent of any double is exact. */
    private static final double LN_2_HIGH = 0x1.62e42fefa2p-1;

    private static final double LN_2_LOW = 0x1.9ef35793c7673p-41;

    /** π/2 = HALF_PI_HIGH + HALF_PI_LOW; the product of HALF_PI_HIGH and an integer up to 4 is exact. */
    private static final double HALF_PI_HIGH = 0x1.921fb54442d18p+0;

    private static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;

    private static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double fromB = sum - a;
        return new DoubleDouble(sum, (a - (sum - fromB)) + (b - fromB));
    }

    private static DoubleDouble product(double a, double b) {
        double product = a * b;
        return new DoubleDouble(product, Math.fma(a, b, -product));
    }

    private DoubleDouble plus(DoubleDouble other) {
        DoubleDouble sum = sum(high, other.high);
        return sum(sum.high, sum.low + (low + other.low));
    }

    private DoubleDouble plus(double other) {
        DoubleDouble sum = sum(high, other);
        return sum(sum.high, sum.low + low);
    }

    private DoubleDouble times(DoubleDouble other) {
        DoubleDouble product = product(high, other.high);
        return sum(product.high, product.low + Math.fma(high, other.low, low * other.high));
    }

    private DoubleDouble negated() {
        return new DoubleDouble(-high, -low);
    }

    /** Divides a double by a double-double. */
    private static DoubleDouble quotient(double dividend, DoubleDouble divisor) {
        double quotient = dividend / divisor.high;
        double remainder = Math.fma(-quotient, divisor.high, dividend) - quotient * divisor.low;
        return sum(quotient, remainder / divisor.high);
    }

    /**
     * Computes the natural logarithm.
     *
     * @param x a positive normal number
     * @return log x
     */
    public static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long k = (bits - Double.doubleToRawLongBits(0x1.6a09e667f3bcdp-1)) >> 52; // x = 2^k m, m in [√½, √2)
        double m = Double.longBitsToDouble(bits - (k << 52));
        DoubleDouble f = quotient(m - 1, sum(m, 1)); // log m = 2 artanh f = 2 f (1 + t/3 + t²/5 + ...), t = f²
        DoubleDouble t = f.times(f);
        double rest = 0;
        for (int n = 27; n >= 5; n -= 2) {
            rest = Math.fma(rest, t.high, 1.0 / n);
        }
        DoubleDouble tail = t.times(ONE_THIRD).plus(t.high * t.high * rest);
        DoubleDouble artanh = f.plus(f.times(tail));
        return sum((double) k * LN_2_HIGH, 2 * artanh.high).plus(Math.fma((double) k, LN_2_LOW, 2 * artanh.low)).high;
    }

    /**
     * Computes the sine.
     *
     * @param x a number from 0 to 2π
     * @return sin x
     */
    public static double sin(double x) {
        int quadrant = quadrant(x);
        DoubleDouble r = reduced(x, quadrant);
        double magnitude = (quadrant & 1) == 0 ? sine(r) : cosine(r);
        return (quadrant & 2) == 0 ? magnitude : -magnitude;
    }

    /**
     * Computes the cosine.
     *
     * @param x a number from 0 to 2π
     * @return cos x
     */
    public static double cos(double x) {
        int quadrant = quadrant(x);
        DoubleDouble r = reduced(x, quadrant);
        double magnitude = (quadrant & 1) == 0 ? cosine(r) : sine(r);
        return (quadrant + 1 & 2) == 0 ? magnitude : -magnitude;
    }

    /** Returns the integer nearest to x / (π/2). */
    private static int quadrant(double x) {
        return (int) Math.rint(x / HALF_PI_HIGH);
    }

    /** Returns {@code x - quadrant * π/2}. */
    private static DoubleDouble reduced(double x, int quadrant) {
        return sum(x - quadrant * HALF_PI_HIGH, -quadrant * HALF_PI_LOW);
    }

    /** Returns sin r = r - r³/3! + r⁵/5! - ... for |r| <= π/4. */
    private static double sine(DoubleDouble r) {
        DoubleDouble t = r.times(r);
        double rest = series(t.high, 7);
        DoubleDouble square = t.times(t);
        DoubleDouble factor =
                square.times(ONE_120TH).plus(t.times(ONE_SIXTH).negated()).plus(-square.high * t.high * rest);
        return r.plus(r.times(factor)).high;
    }

    /** Returns cos r = 1 - r²/2! + r⁴/4! - ... for |r| <= π/4. */
    private static double cosine(DoubleDouble r) {
        DoubleDouble t = r.times(r);
        double rest = series(t.high, 6);
        DoubleDouble square = t.times(t);
        return square.times(ONE_24TH)
                .plus(-square.high * t.high * rest)
                .plus(new DoubleDouble(-t.high / 2, -t.low / 2))
                .plus(1)
                .high;
    }

    /** Returns 1/n! - t/(n + 2)! + t²/(n + 4)! - ... for 0 <= t <= 0.62. */
    private static double series(double t, int n) {
        double sum = 1;
        for (int m = n + 20; m > n; m -= 2) {
            sum = 1 - t / (m * (m - 1)) * sum;
        }
        double factorial = 1;
        for (int m = 2; m <= n; m++) {
            factorial *= m;
        }
        return sum / factorial;
    }
}
