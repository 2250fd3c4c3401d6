package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BFloat16Test {

    private static final Sixteen REFERENCE = Sixteen.bfloat16();

    @Test
    void everyPatternIsTheValueOfItsExponentAndFraction() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            if ((bits & 0x7fff) <= REFERENCE.infinity()) {
                assertThat((double) BFloat16.value((short) bits))
                        .as("%04x", bits)
                        .isEqualTo(REFERENCE.value(bits));
            } else {
                assertThat(BFloat16.value((short) bits)).as("%04x", bits).isNaN();
            }
        }
    }

    @Test
    void everyPatternSurvivesTheWayToAFloatAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            if ((bits & 0x7fff) <= REFERENCE.infinity()) {
                assertThat(BFloat16.bits(BFloat16.value((short) bits))).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void roundsToTheNearestAndAtEveryMidpointToTheEvenOne() {
        for (float corner : REFERENCE.corners()) {
            assertRounds(corner);
        }
    }

    /** The corners are where rounding changes; this looks between them, at every 4099th float of either sign. */
    @Test
    void roundsToTheNearestBetweenTheMidpoints() {
        for (int bits = 0; bits <= Float.floatToRawIntBits(Float.POSITIVE_INFINITY); bits += 4099) {
            assertRounds(Float.intBitsToFloat(bits));
            assertRounds(-Float.intBitsToFloat(bits));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7fc00000, 0x7f800001, 0x7fffffff, 0xffc00000, 0xff800001})
    void whatIsNotANumberStaysSo(int bits) {
        assertThat(BFloat16.value(BFloat16.bits(Float.intBitsToFloat(bits)))).isNaN();
    }

    @Test
    void overflowsFromHalfwayBeyondTheLargestOn() {
        assertThat(BFloat16.value(BFloat16.bits(0x1.fefffep127f))).isEqualTo(0x1.fep127f);
        assertThat(BFloat16.value(BFloat16.bits(0x1.ffp127f))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(BFloat16.value(BFloat16.bits(-Float.MAX_VALUE))).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void underflowsToZeroOfTheSameSign() {
        assertThat(BFloat16.bits(0x1p-134f)).isEqualTo((short) 0);
        assertThat(BFloat16.bits(Math.nextUp(0x1p-134f))).isEqualTo((short) 1);
        assertThat(BFloat16.bits(-0x1p-134f)).isEqualTo((short) 0x8000);
        assertThat(BFloat16.bits(-0f)).isEqualTo((short) 0x8000);
    }

    private static void assertRounds(float number) {
        assertThat(BFloat16.bits(number)).as("%a", number).isEqualTo((short) REFERENCE.nearest(number));
    }
}
