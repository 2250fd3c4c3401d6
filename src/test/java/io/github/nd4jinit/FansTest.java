package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the fans of all kinds of weights. The expected values were counted by hand: fan in is the number of weights per
 * output, and fan out is the number of weights per input.
 */
class FansTest {

    private static Fans fans(String shape, Layout layout) {
        return Fans.of(shape(shape), layout);
    }

    private static long[] shape(String shape) {
        return Arrays.stream(shape.split("x", -1)).mapToLong(Long::parseLong).toArray();
    }

    /** The expected values are those of torch.nn.init._calculate_fan_in_and_fan_out in torch 2.13. */
    @ParameterizedTest
    @CsvSource({"3x5, 5, 3", "64x3x7x7, 147, 3136", "6x2x3x3, 18, 54", "8x4x5, 20, 40", "8x4x2x3x5, 120, 240"})
    void defaultLayoutHasTheFansOfTorch(String shape, double in, double out) {
        assertThat(Fans.of(shape(shape))).isEqualTo(new Fans(in, out));
        assertThat(fans(shape, Layout.OUT_IN)).isEqualTo(new Fans(in, out));
    }

    /**
     * The expected values are those of jax.nn.initializers with in_axis=-2, out_axis=-1, and of Keras's compute_fans.
     */
    @ParameterizedTest
    @CsvSource({"3x5, 3, 5", "7x7x3x64, 147, 3136", "5x4x8, 20, 40", "2x3x5x4x8, 120, 240"})
    void inOutHasTheFansOfJaxAndKeras(String shape, double in, double out) {
        assertThat(fans(shape, Layout.IN_OUT)).isEqualTo(new Fans(in, out));
    }

    @ParameterizedTest
    @CsvSource({
        "OIW, 8x4x5",
        "WIO, 5x4x8",
        "OWI, 8x5x4",
        "OIHW, 8x4x5x1",
        "OHWI, 8x1x5x4",
        "HWIO, 5x1x4x8",
        "IHWO, 4x5x1x8",
        "oidhw, 8x4x1x5x1",
        "DHWIO, 5x1x1x4x8",
        "O*I, 8x5x4",
        "*OI, 8x4"
    })
    void fansDoNotDependOnTheOrderOfTheAxes(String letters, String shape) {
        double field = shape.contains("5") ? 5 : 1;
        assertThat(fans(shape, Layout.of(letters))).isEqualTo(new Fans(4 * field, 8 * field));
    }

    @Test
    void fansAreCountedWithinOneGroup() {
        // Conv2d(4 -> 6, 3x3, groups 2): [6, 2, 3, 3]; an input is connected to the 3 outputs of its group
        assertThat(fans("6x2x3x3", Layout.OUT_IN.groups(2))).isEqualTo(new Fans(18, 27));
        assertThat(fans("3x3x2x6", Layout.IN_OUT.groups(2))).isEqualTo(new Fans(18, 27));
    }

    @Test
    void depthwiseFansCountOneChannel() {
        // 32 channels, multiplier 2, 3x3: torch's [64, 1, 3, 3] with 32 groups, and Keras' [3, 3, 32, 2]
        assertThat(fans("64x1x3x3", Layout.OUT_IN.groups(32))).isEqualTo(new Fans(9, 18));
        assertThat(fans("3x3x32x2", Layout.of("HWBO"))).isEqualTo(new Fans(9, 18));
    }

    @Test
    void transposedSwapsFanInAndFanOut() {
        // ConvTranspose2d(4 -> 6, 3x3): [4, 6, 3, 3]; with groups 2: [4, 3, 3, 3]
        assertThat(fans("4x6x3x3", Layout.OUT_IN.transposed())).isEqualTo(new Fans(36, 54));
        assertThat(fans("4x3x3x3", Layout.OUT_IN.transposed().groups(2))).isEqualTo(new Fans(18, 27));
        // Conv2DTranspose: [3, 3, out, in]
        assertThat(fans("3x3x6x4", Layout.IN_OUT.transposed())).isEqualTo(new Fans(36, 54));
        assertThat(Layout.OUT_IN.transposed().transposed()).isEqualTo(Layout.OUT_IN);
    }

    @Test
    void stridesDivideFanOutOrFanInIfTransposed() {
        assertThat(fans("64x3x7x7", Layout.OUT_IN.strided(2, 2))).isEqualTo(new Fans(147, 784));
        assertThat(fans("4x6x3x3", Layout.OUT_IN.transposed().strided(2, 2))).isEqualTo(new Fans(9, 54));
        assertThat(fans("5x4x8", Layout.IN_OUT.strided(3))).isEqualTo(new Fans(20, 40 / 3.0));
    }

    @Test
    void oneStridePerReceptiveAxisIsRequired() {
        assertThatThrownBy(() -> fans("64x3x7x7", Layout.OUT_IN.strided(2)))
                .hasMessage(
                        "Fans.of: received 1 strides for 2 receptive axes of shape [64, 3, 7, 7]; pass one stride for each receptive axis");
        assertThat(fans("64x3x7x7", Layout.OUT_IN.strided(1L << 40, 1L << 40)).fanOut())
                .isEqualTo(3136 * 0x1p-80);
    }

    @Test
    void negativeLengthsAreRejected() {
        assertThatThrownBy(() -> Fans.of(-3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Fans.of: axis lengths must not be negative, received shape [-3, 4]; pass array.shape()");
    }

    @Test
    void batchAxesContributeToNeitherFan() {
        assertThat(fans("8x256x128", Layout.of("BOI"))).isEqualTo(new Fans(128, 256));
        assertThat(fans("8x3x3x16x32", Layout.of("B*IO"))).isEqualTo(new Fans(144, 288));
    }

    @Test
    void lengthsOfAxesWithTheSameLetterAreMultiplied() {
        // a projection of shape [features, heads, head size]
        assertThat(fans("512x8x64", Layout.of("IOO"))).isEqualTo(new Fans(512, 512));
    }

    @Test
    void missingAxesCountAsOneChannel() {
        assertThat(fans("64", Layout.of("O"))).isEqualTo(new Fans(1, 64));
        assertThat(fans("64", Layout.of("I"))).isEqualTo(new Fans(64, 1));
        assertThat(fans("7", Layout.of("B"))).isEqualTo(new Fans(1, 1));
    }

    @Test
    void packedWeightsHaveTheFansOfOnePart() {
        assertThat(fans("2304x768", Layout.OUT_IN.packed(3))).isEqualTo(new Fans(768, 768));
        assertThat(fans("128x1024", Layout.IN_OUT.packed(4))).isEqualTo(new Fans(128, 256));
        assertThat(fans("12x4x3", Layout.OUT_IN.packed(2).groups(3))).isEqualTo(new Fans(12, 6));
    }

    @Test
    void packedPartsOfDifferentLengthsAreRejected() {
        Layout queriesKeysValues = Layout.OUT_IN.packedSizes(8, 2, 2);

        assertThatThrownBy(() -> fans("12x6", queriesKeysValues))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Fans.of: the packed parts have different fans, [Fans[fanIn=6.0, fanOut=8.0],"
                                + " Fans[fanIn=6.0, fanOut=2.0]]; call Fans.of with the shape of one part and a layout without packedSizes");
        assertThat(fans("12x6", Layout.OUT_IN.packedSizes(6, 6))).isEqualTo(new Fans(6, 6));
    }

    @Test
    void fansAboveTheIntRangeDoNotOverflow() {
        assertThat(fans("3000000000x4x3x3", Layout.OUT_IN)).isEqualTo(new Fans(36, 2.7e10));
        assertThat(Fans.of(2, 2, 1L << 32, 1L << 32)).isEqualTo(new Fans(0x1p65, 0x1p65));
        assertThat(fans("4000000000x4000000000x3", Layout.OUT_IN)).isEqualTo(new Fans(1.2e10, 1.2e10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 | OI* | Fans.of: fans need at least 2 axes, received shape [64] (rank 1); use Init.normal(0, 0.02), or a Layout that names the axes",
                "3x4 | HWIO | Fans.of: layout HWIO has 4 axes, received shape [3, 4] (rank 2); pass a Layout with one letter for each axis",
                "3x4 | B*IO | Fans.of: layout B*IO has at least 3 axes, received shape [3, 4] (rank 2); pass a Layout with one letter for each axis",
                "3x4x5 | OI | Fans.of: layout OI has 2 axes, received shape [3, 4, 5] (rank 3); pass a Layout with one letter for each axis",
            })
    void shapesThatDoNotMatchTheLayoutAreRejected(String shape, String letters, String message) {
        assertThatThrownBy(() -> fans(shape, Layout.of(letters)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void groupsAndPartsThatDoNotDivideTheirAxisAreRejected() {
        assertThatThrownBy(() -> fans("6x2x3x3", Layout.OUT_IN.groups(4)))
                .hasMessage(
                        "Fans.of: the length of the output axis, 6, must be divisible by the number of groups, received 4; pass a divisor of 6");
        assertThatThrownBy(() -> fans("6x2x3x3", Layout.OUT_IN.transposed().groups(4)))
                .hasMessage(
                        "Fans.of: the length of the input axis, 6, must be divisible by the number of groups, received 4; pass a divisor of 6");
        assertThatThrownBy(() -> fans("7x2", Layout.OUT_IN.packed(3)))
                .hasMessage(
                        "Fans.of: the length of the output axis, 7, must be divisible by the number of packed parts, received 3; pass a divisor of 7");
        assertThatThrownBy(() -> fans("7x2", Layout.OUT_IN.packedSizes(3, 3)))
                .hasMessage(
                        "Fans.of: the packed sizes [3, 3] sum to 6, but the output axis has length 7; pass sizes that sum to 7");
        assertThatThrownBy(() -> fans("7x2", Layout.of("IB").packed(7)))
                .hasMessage(
                        "Fans.of: layout IB.packed(7) has packed parts but no output axis; name the axis of the parts O");
    }

    @Test
    void invalidLayoutsAreRejected() {
        assertThatThrownBy(() -> Layout.OUT_IN.groups(0))
                .hasMessage("Layout.groups: groups must be at least 1, but was 0; pass 1 or more");
        assertThatThrownBy(() -> Layout.OUT_IN.strided(2, 0)).hasMessageContaining("each stride must be at least 1");
        assertThatThrownBy(() -> Layout.OUT_IN.packed(-1)).hasMessageContaining("parts must be at least 1, but was -1");
        assertThatThrownBy(() -> Layout.OUT_IN.packedSizes())
                .hasMessageContaining("number of sizes must be at least 1");
        assertThatThrownBy(() -> Layout.OUT_IN.packedSizes(4, 0)).hasMessageContaining("each size must be at least 1");
        assertThatThrownBy(() -> Layout.of(null)).hasMessageContaining("letters must not be null");
    }

    @Test
    void layoutsAreComparedAndPrintedByContent() {
        assertThat(Layout.of("oi*")).isEqualTo(Layout.OUT_IN).hasSameHashCodeAs(Layout.OUT_IN);
        assertThat(Layout.of("OHWI").groups(4)).isNotEqualTo(Layout.of("OHWI"));
        assertThat(Layout.of("IO*")).isNotEqualTo(Layout.OUT_IN.transposed());
        assertThat(Layout.of("OHWI").groups(4)).hasToString("OHWI.groups(4)");
        assertThat(Layout.OUT_IN.transposed().strided(2, 2)).hasToString("OI*.transposed().strided(2, 2)");
        assertThat(Layout.OUT_IN.packed(3)).hasToString("OI*.packed(3)");
        assertThat(Layout.IN_OUT.packedSizes(8, 2, 2)).hasToString("*IO.packedSizes(8, 2, 2)");
    }
}
