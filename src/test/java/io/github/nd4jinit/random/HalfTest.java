package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfTest {

    private static final Sixteen REFERENCE = Sixteen.half();

    @Test
    void everyPatternIsTheValueOfItsExponentAndFraction() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            if ((bits & 0x7fff) <= REFERENCE.infinity()) {
                assertThat((double) Half.value((short) bits)).as("%04x", bits).isEqualTo(REFERENCE.value(bits));
            } else {
                assertThat(Half.value((short) bits)).as("%04x", bits).isNaN();
            }
        }
    }

    @Test
    void everyPatternSurvivesTheWayToAFloatAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            if ((bits & 0x7fff) <= REFERENCE.infinity()) {
                assertThat(Half.bits(Half.value((short) bits))).isEqualTo((short) bits);
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
        assertThat(Half.value(Half.bits(Float.intBitsToFloat(bits)))).isNaN();
    }

    @Test
    void overflowsFromHalfwayBeyondTheLargestOn() {
        assertThat(Half.value(Half.bits(Math.nextDown(65520f)))).isEqualTo(65504);
        assertThat(Half.value(Half.bits(65520f))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Half.value(Half.bits(-65520f))).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void underflowsToZeroOfTheSameSign() {
        assertThat(Half.bits(0x1p-25f)).isEqualTo((short) 0);
        assertThat(Half.bits(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
        assertThat(Half.bits(-0x1p-25f)).isEqualTo((short) 0x8000);
        assertThat(Half.bits(-0f)).isEqualTo((short) 0x8000);
    }

    private static void assertRounds(float number) {
        assertThat(Half.bits(number)).as("%a", number).isEqualTo((short) REFERENCE.nearest(number));
    }
}
