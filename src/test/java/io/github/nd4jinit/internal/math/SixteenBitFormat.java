package io.github.nd4jinit.internal.math;

import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A 16-bit format, defined by the list of its values: rounding is a search for the nearest one. Slow, but simple. */
final class SixteenBitFormat {

    private static final int SIGN = 0x8000;

    /** The values of the bit patterns 0, 1, 2, ... up to that of infinity, which has the next power of two instead. */
    private final double[] magnitudes;

    private SixteenBitFormat(double[] magnitudes) {
        this.magnitudes = magnitudes;
    }

    static SixteenBitFormat half() {
        return of(5, 10);
    }

    static SixteenBitFormat bfloat16() {
        return of(8, 7);
    }

    private static SixteenBitFormat of(int exponentBits, int fractionBits) {
        int bias = (1 << (exponentBits - 1)) - 1;
        IntToDoubleFunction value = bits -> {
            int exponent = bits >> fractionBits;
            int fraction = bits & ((1 << fractionBits) - 1);
            return exponent == 0
                    ? Math.scalb((double) fraction, 1 - bias - fractionBits)
                    : Math.scalb((double) ((1 << fractionBits) + fraction), exponent - bias - fractionBits);
        };
        int infinity = ((1 << exponentBits) - 1) << fractionBits;
        return new SixteenBitFormat(
                IntStream.rangeClosed(0, infinity).mapToDouble(value).toArray());
    }

    int infinity() {
        return magnitudes.length - 1;
    }

    /** The value of a bit pattern that is not NaN. */
    double value(int bits) {
        int magnitude = bits & ~SIGN;
        double value = magnitude == infinity() ? Double.POSITIVE_INFINITY : magnitudes[magnitude];
        return (bits & SIGN) != 0 ? -value : value;
    }

    /** The finite values, both signs. */
    DoubleStream values() {
        return IntStream.range(0, infinity())
                .boxed()
                .mapToDouble(bits -> magnitudes[bits])
                .flatMap(v -> DoubleStream.of(v, -v));
    }

    /**
     * The bits of the value nearest to a number that is not NaN, ties to even. Differences between floats and their 16-bit
     * neighbors are exact in double.
     */
    int nearest(float number) {
        double wanted = Math.min(Math.abs((double) number), magnitudes[infinity()]);
        int low = 0;
        int high = infinity();
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (magnitudes[middle] <= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double beyondLow = wanted - magnitudes[low];
        double beforeHigh = magnitudes[high] - wanted;
        boolean up = beyondLow > beforeHigh || (beyondLow == beforeHigh && high % 2 == 0);
        return (up ? high : low) | (Float.floatToRawIntBits(number) < 0 ? SIGN : 0);
    }

    /** Every value, every midpoint of two neighbours, and the floats beside those; both signs, and infinity. */
    float[] corners() {
        DoubleStream corners = IntStream.range(0, infinity()).boxed().flatMapToDouble(bits -> {
            float value = (float) magnitudes[bits];
            float middle = (float) ((magnitudes[bits] + magnitudes[bits + 1]) / 2);
            return DoubleStream.of(
                    value,
                    Math.nextUp(value),
                    Math.nextDown(value),
                    middle,
                    Math.nextUp(middle),
                    Math.nextDown(middle));
        });
        double[] one = DoubleStream.concat(corners, DoubleStream.of(Float.MAX_VALUE, Float.POSITIVE_INFINITY))
                .toArray();
        float[] both = new float[2 * one.length];
        for (int i = 0; i < one.length; i++) {
            both[2 * i] = (float) one[i];
            both[2 * i + 1] = (float) -one[i];
        }
        return both;
    }
}
