package io.github.nd4jinit.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares Half and BFloat16 with {@link SixteenBitFormat}, for every bit pattern and at every boundary of rounding.
 */
class SixteenBitFormatsTest {

    /**
     * A format and its implementation.
     *
     * @param name the name of the tested class
     * @param reference the reference implementation
     * @param toBits the tested conversion from floats
     * @param toValue the tested conversion to floats
     * @param largest the largest finite value
     * @param overflow the midpoint of {@code largest} and the next power of two
     * @param underflow half of the smallest positive value
     */
    private record Format(
            String name,
            SixteenBitFormat reference,
            ToBits toBits,
            ToValue toValue,
            float largest,
            float overflow,
            float underflow) {

        short bits(float value) {
            return toBits.of(value);
        }

        float value(int bits) {
            return toValue.of((short) bits);
        }

        float round(float value) {
            return value(bits(value));
        }

        void assertRounds(float number) {
            assertThat(bits(number)).as("%a", number).isEqualTo((short) reference.nearest(number));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface ToBits {
        short of(float value);
    }

    private interface ToValue {
        float of(short bits);
    }

    static Stream<Format> formats() {
        return Stream.of(
                new Format("Half", SixteenBitFormat.half(), Half::bits, Half::value, 65504, 65520, 0x1p-25f),
                new Format(
                        "BFloat16",
                        SixteenBitFormat.bfloat16(),
                        BFloat16::bits,
                        BFloat16::value,
                        0x1.fep127f,
                        0x1.ffp127f,
                        0x1p-134f));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyBitPatternHasTheValueOfItsExponentAndFraction(Format format) {
        for (int bits = 0; bits < 1 << 16; bits++) {
            if ((bits & 0x7fff) <= format.reference().infinity()) {
                assertThat((double) format.value(bits))
                        .as("%04x", bits)
                        .isEqualTo(format.reference().value(bits));
                assertThat(format.bits(format.value(bits))).as("%04x", bits).isEqualTo((short) bits);
            } else {
                assertThat(format.value(bits)).as("%04x", bits).isNaN();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void roundsTiesToEven(Format format) {
        for (float number : format.reference().edgeCases()) {
            format.assertRounds(number);
        }
    }

    /** Tests every 4099th float of each sign, most of which are between the edge cases of the previous test. */
    @ParameterizedTest
    @MethodSource("formats")
    void roundsToTheNearestValue(Format format) {
        for (int bits = 0; bits <= Float.floatToRawIntBits(Float.POSITIVE_INFINITY); bits += 4099) {
            format.assertRounds(Float.intBitsToFloat(bits));
            format.assertRounds(-Float.intBitsToFloat(bits));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void nanIsRoundedToNan(Format format) {
        for (int bits : new int[] {0x7fc00000, 0x7f800001, 0x7fffffff, 0xffc00000, 0xff800001}) {
            assertThat(format.round(Float.intBitsToFloat(bits)))
                    .as("%08x", bits)
                    .isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void overflowBeginsHalfAUnitAboveTheLargestValue(Format format) {
        assertThat(format.round(Math.nextDown(format.overflow()))).isEqualTo(format.largest());
        assertThat(format.round(format.overflow())).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(format.round(-format.overflow())).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void underflowPreservesTheSign(Format format) {
        assertThat(format.bits(format.underflow())).isEqualTo((short) 0);
        assertThat(format.bits(Math.nextUp(format.underflow()))).isEqualTo((short) 1);
        assertThat(format.bits(-format.underflow())).isEqualTo((short) 0x8000);
        assertThat(format.bits(-0f)).isEqualTo((short) 0x8000);
    }
}
