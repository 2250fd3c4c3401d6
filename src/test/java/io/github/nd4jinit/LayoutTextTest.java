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

/** Layouts as text: {@link Layout#parse} is the inverse of {@code toString}. */
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
    void textAndLayoutAreEachOthersInverse(Layout layout) {
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
    void peopleWriteLayoutsToo(String text, Layout expected) {
        assertThat(Layout.parse(text)).isEqualTo(expected);
    }

    @Test
    void theConstantsNamesAreReadInEveryLocale() {
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
                "`` | Layout.of: received \"\"; name each axis by one letter",
                "O-I | Layout.of: received \"O-I\"",
                "O** | Layout.of: received \"O**\"",
                ".packed(2) | Layout.of: received \"\"",
                "OI. | received \"\" in \"OI.\"",
                "OI.grups(2) | received \"grups(2)\" in \"OI.grups(2)\"; after the letters there may be .transposed(), .groups(4),",
                "OI.groups | received \"groups\" in",
                "OI.groups() | received \"groups()\" in",
                "OI.groups(2 | received \"groups(2\" in",
                "OI.groups(2, 3) | received \"groups(2,3)\" in",
                "OI.groups(-2) | received \"groups(-2)\" in",
                "OI.groups(1.5) | received \"groups(1\" in",
                "OI.groups(two) | received \"groups(two)\" in",
                "OI.strided(2,,2) | received \"strided(2,,2)\" in",
                "OI.strided(,2) | received \"strided(,2)\" in",
                "OI.strided() | received \"strided()\" in",
                "OI.packedSizes() | received \"packedSizes()\" in",
                "OI.transposed(2) | received \"transposed(2)\" in",
                "OI.transposed(,) | received \"transposed(,)\" in",
                "OI.packed(2)x | received \"packed(2)x\" in",
                "OI.groups(0) | Layout.groups: groups must be at least 1, received 0",
                "OI.strided(2, 0) | Layout.strided: each stride must be at least 1, received 0",
                "OI.packed(0) | Layout.packed: parts must be at least 1, received 0",
                "OI.packedSizes(4, 0) | Layout.packedSizes: each size must be at least 1, received 0",
                "OI.groups(9223372036854775808) | received \"OI.groups(9223372036854775808)\", of which a number is larger than 2^63 - 1",
            })
    void badTextSaysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Layout.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nullIsNamed() {
        assertThatThrownBy(() -> Layout.parse(null)).hasMessage("Layout.parse: text must not be null");
    }
}
