package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the text form of layouts: {@link Layout#parse} is the inverse of {@code toString}. */
class LayoutTextTest {

    static Stream<Layout> layouts() {
        return Stream.of(
                Layout.OUT_IN,
                Layout.IN_OUT,
                Layout.of("*"),
                Layout.of("OHWI"),
                Layout.of("B*IO"),
                Layout.of("IOO"),
                Layout.OUT_IN.transposed(),
                Layout.IN_OUT.transposed(),
                Layout.of("HWBO").transposed(),
                Layout.OUT_IN.transposed().transposed(),
                Layout.of("OHWI").groups(4),
                Layout.OUT_IN.strided(2, 2),
                Layout.OUT_IN.strided(3),
                Layout.OUT_IN.transposed().groups(2).strided(2, 1, 3),
                Layout.OUT_IN.packed(3),
                Layout.OUT_IN.packed(1),
                Layout.OUT_IN.packed(Long.MAX_VALUE),
                Layout.IN_OUT.packedSizes(8, 2, 2),
                Layout.IN_OUT.packedSizes(8),
                Layout.OUT_IN.transposed().groups(2).strided(2).packedSizes(6, 2));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void parseIsTheInverseOfToString(Layout layout) {
        assertThat(Layout.parse(layout.toString())).isEqualTo(layout).hasToString(layout.toString());
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("out_in", Layout.OUT_IN),
                Arguments.of("IN_OUT", Layout.IN_OUT),
                Arguments.of("out_in.packed(3)", Layout.OUT_IN.packed(3)),
                Arguments.of("ohwi", Layout.of("OHWI")),
                Arguments.of(
                        " OI* . strided( 2 ,\n2 ) . groups(2)\t",
                        Layout.OUT_IN.groups(2).strided(2, 2)),
                Arguments.of(
                        "OI.packed(2).transposed()",
                        Layout.of("OI").transposed().packed(2)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void handwrittenTextIsAccepted(String text, Layout expected) {
        assertThat(Layout.parse(text)).isEqualTo(expected);
    }

    @Test
    void namesOfConstantsAreParsedInEveryLocale() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Layout.parse("OUT_IN")).isEqualTo(Layout.OUT_IN);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | Layout.of: received \"\"; use one character for each axis, as in HWIO: O (out), I (in), B (batch)",
                "O-I | Layout.of: received \"O-I\"",
                "O** | Layout.of: received \"O**\"",
                ".packed(2) | Layout.of: received \"\"",
                "OI. | received \"\" in \"OI.\"",
                "OI.grups(2) | received \"grups(2)\" in \"OI.grups(2)\"; after the letters, write .transposed(), .groups(4),",
                "OI.groups | received \"groups\" in",
                "OI.groups() | received \"groups()\" in",
                "OI.groups(2 | received \"groups(2\" in",
                "OI.groups(2, 3) | received \"groups(2, 3)\" in",
                "OI.groups(-2) | received \"groups(-2)\" in",
                "OI.groups(1.5) | received \"groups(1\" in",
                "OI.groups(two) | received \"groups(two)\" in",
                "OI.strided(2,,2) | received \"strided(2,,2)\" in",
                "OI.strided(,2) | received \"strided(,2)\" in",
                "OI.strided() | received \"strided()\" in",
                "OI.packedSizes() | received \"packedSizes()\" in",
                "OI.transposed(2) | received \"transposed(2)\" in",
                "OI.transposed(,) | received \"transposed(,)\" in",
                "OI*.groups(2).groups(4) | received \"OI*.groups(2).groups(4)\", which repeats or contradicts groups; remove one of them",
                "OI.transposed().transposed() | which repeats or contradicts transposed",
                "OI.strided(2).strided(2) | which repeats or contradicts strided",
                "OI.packed(2).packed(2) | which repeats or contradicts packed",
                "OI.packed(2).packedSizes(1, 1) | which repeats or contradicts packedSizes",
                "OI.packedSizes(1, 1).packed(2) | which repeats or contradicts packed",
                "OI.groups (2 | received \"groups (2\" in",
                "OI.packedSizes(9223372036854775807, 1) | the sum of the sizes must be at most 2^63 - 1",
                "O I | in which ' ' has no meaning for a weight",
                "NCHW | NCHW describes activations; a convolution weight is OIHW",
                "OI.packed(2)x | received \"packed(2)x\" in",
                "OI.groups(0) | Layout.groups: groups must be at least 1, but was 0",
                "OI.strided(2, 0) | Layout.strided: each stride must be at least 1, but was 0",
                "OI.packed(0) | Layout.packed: parts must be at least 1, but was 0",
                "OI.packedSizes(4, 0) | Layout.packedSizes: each size must be at least 1, but was 0",
                "OI.groups(9223372036854775808) | received \"OI.groups(9223372036854775808)\", in which a number is greater than 2^63 - 1",
            })
    void invalidTextIsRejectedWithTheReason(String text, String message) {
        assertThatThrownBy(() -> Layout.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nullTextIsRejected() {
        assertThatThrownBy(() -> Layout.parse(null)).hasMessage("Layout.parse: text must not be null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NCHW | OIHW",
                "nchw | OIHW",
                "NHWC | HWIO",
                "NCDHW | OIDHW",
                "NDHWC | DHWIO",
                "NCW | OIW",
                "NWC | WIO",
                "NC | OI",
                "NCL | OIL",
                "NTC | OI*",
                "TNC | OI*",
                "BCHW | OIHW",
                "BHWC | HWIO",
                "BCL | OIL",
                "BTC | OI*",
                "BC | OI",
                "BCDHW | OIDHW",
                "HWCN | HWIO",
                "KC | OI",
                "CK | IO",
                "CHW | OIHW",
                "HWC | HWIO",
                "NHW | OIHW",
                "KCRS | OIHW",
                "KRSC | OHWI",
                "RSCK | HWIO",
                "KCTRS | OIDHW",
                "KCHW | OIHW",
                "MCHW | OIHW",
                "FCHW | OIHW",
                "HWCF | HWIO",
                "GOIHW | BOIHW",
                "OIRS | OIHW",
            })
    void notationsOfOtherLibrariesAreRejectedWithAnEquivalentLayout(String letters, String equivalent) {
        assertThatThrownBy(() -> Layout.of(letters))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Layout.of: received \"" + letters + "\"; ")
                .hasMessageContaining(equivalent);
        assertThat(Layout.of(equivalent).letters()).isEqualTo(equivalent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channels",
                "NN",
                "OIHA",
                "O-I",
                "O I",
                "E",
                "QKV",
                "OUT",
                "\u0131O",
                "\u00d6I",
                "OI\n",
                "OI,",
                "OIHW."
            })
    void unknownLettersAreRejected(String letters) {
        assertThatThrownBy(() -> Layout.of(letters))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "has no meaning for a weight; use one character for each axis, as in HWIO: O (out), I (in), B (batch)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OI01", "01IO", "odhwi", "KIO", "OIXYZ", "BLIO", "*", "9", "B*OI"})
    void lettersOfReceptiveAxesAreAccepted(String letters) {
        assertThat(Layout.of(letters).letters()).isEqualTo(letters.toUpperCase(Locale.ROOT));
        assertThat(Layout.parse(letters)).isEqualTo(Layout.of(letters));
    }

    @Test
    void digitsDenoteReceptiveAxes() {
        assertThat(Fans.of(new long[] {64, 3, 7, 7}, Layout.of("OI01"))).isEqualTo(new Fans(147, 3136));
    }

    @Test
    void twoWildcardsAndTooManyAxesAreRejected() {
        assertThatThrownBy(() -> Layout.of("O**"))
                .hasMessage(
                        "Layout.of: received \"O**\" with more than one *; write one * for all receptive axes that have no letter");
        assertThatThrownBy(() -> Layout.of("*OI*")).hasMessageContaining("more than one *");
        assertThat(Layout.of("O".repeat(32)).letters()).hasSize(32);
        assertThatThrownBy(() -> Layout.of("O".repeat(33)))
                .hasMessageContaining("with 33 characters; name at most 32 axes, one character for each");
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 1_000_000})
    void longTextIsRejectedInLinearTimeWithAShortMessage(int length) {
        for (String text : new String[] {
            "A".repeat(length) + "!",
            "OI" + ".".repeat(length),
            "OI.strided(" + "1,".repeat(length / 2),
            "OI.groups(" + "9".repeat(length) + ")",
            "OI.groups(2)".repeat(length / 12)
        }) {
            assertThatThrownBy(() -> Layout.parse(text))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(500));
        }
        assertThat(Layout.parse("OI.strided(" + "1,".repeat(999) + "1)").strides())
                .hasSize(1000);
    }

    @Test
    void everyPropertyOfALayoutHasAGetter() {
        Layout layout = Layout.of("OHWI").groups(4).strided(2, 1).packedSizes(8, 4);

        assertThat(layout.letters()).isEqualTo("OHWI");
        assertThat(layout.groups()).isEqualTo(4);
        assertThat(layout.strides()).containsExactly(2, 1);
        assertThat(layout.isTransposed()).isFalse();
        assertThat(layout.packedParts()).isEqualTo(2);
        assertThat(layout.packedPartSizes()).containsExactly(8, 4);
        assertThat(layout.transposed().isTransposed()).isTrue();
        assertThat(layout.transposed().letters()).isEqualTo("IHWO");
        assertThat(Layout.OUT_IN.packed(3).packedParts()).isEqualTo(3);
        assertThat(Layout.OUT_IN.packed(3).packedPartSizes()).isEmpty();
        assertThat(Layout.OUT_IN.groups()).isEqualTo(1);
        assertThat(Layout.OUT_IN.strides()).isEmpty();
        assertThat(Layout.OUT_IN.packedParts()).isEqualTo(1);
    }
}
