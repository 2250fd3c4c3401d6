package io.github.nd4jinit.internal.math;

import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A simple and slow reference implementation of a 16-bit format: a list of all values, which rounding searches. */
final class SixteenBitFormat {

    private static final int SIGN = 0x8000;

    /**
     * The values of the bit patterns 0, 1, 2, ... The last bit pattern is infinity, represented here by the next power
     * of two.
     */
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

    /** Returns the value of a bit pattern that is not NaN. */
    double value(int bits) {
        int magnitude = bits & ~SIGN;
        double value = magnitude == infinity() ? Double.POSITIVE_INFINITY : magnitudes[magnitude];
        return (bits & SIGN) != 0 ? -value : value;
    }

    /** Returns the finite values of both signs. */
    DoubleStream values() {
        return IntStream.range(0, infinity())
                .boxed()
                .mapToDouble(bits -> magnitudes[bits])
                .flatMap(v -> DoubleStream.of(v, -v));
    }

    /**
     * Returns the bits of the value nearest to a number that is not NaN, ties to even. Differences between a float and
     * its 16-bit neighbors are exact in double precision.
     */
    int nearest(float number) {
        double magnitude = Math.min(Math.abs((double) number), magnitudes[infinity()]);
        int low = 0;
        int high = infinity();
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (magnitudes[middle] <= magnitude) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double distanceToLow = magnitude - magnitudes[low];
        double distanceToHigh = magnitudes[high] - magnitude;
        boolean up = distanceToLow > distanceToHigh || (distanceToLow == distanceToHigh && high % 2 == 0);
        return (up ? high : low) | (Float.floatToRawIntBits(number) < 0 ? SIGN : 0);
    }

    /**
     * Returns all values, the midpoints of adjacent values, the floats adjacent to these numbers, and infinity, with
     * both signs.
     */
    float[] edgeCases() {
        DoubleStream edgeCases = IntStream.range(0, infinity()).boxed().flatMapToDouble(bits -> {
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
        double[] positive = DoubleStream.concat(edgeCases, DoubleStream.of(Float.MAX_VALUE, Float.POSITIVE_INFINITY))
                .toArray();
        float[] both = new float[2 * positive.length];
        for (int i = 0; i < positive.length; i++) {
            both[2 * i] = (float) positive[i];
            both[2 * i + 1] = (float) -positive[i];
        }
        return both;
    }
}
