package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.SeededGenerator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeededTextTest {

    /** Returns names with all characters that a quoted string must escape or that an encoding could lose. */
    static Stream<String> names() {
        return Stream.concat(
                Stream.of(
                        "",
                        "transformer.wte",
                        "a\"b",
                        "\"",
                        "\\",
                        "\\\"",
                        "\\u0041",
                        "a\").named(\"b",
                        "\0",
                        "\n\r\t\b\f",
                        "\u007f\u0085\u2028",
                        "größe 重み",
                        "\uD83C\uDFB2",
                        "\uD83C",
                        "\uDFB2\uD83C",
                        "a\uD83Cb\uDFB2",
                        " ",
                        ".at(3)"),
                new SplittableRandom(12).longs(200).mapToObj(SeededTextTest::randomName));
    }

    private static String randomName(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] specialUnits = {
            '"', '\\', 'u', '0', ')', 0, 0x1f, 0x7f, 0x9f, 0xa0, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xffff
        };
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            boolean isSpecial = random.nextBoolean();
            name.append(
                    (char) (isSpecial ? specialUnits[random.nextInt(specialUnits.length)] : random.nextInt(1 << 16)));
        }
        return name.toString();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameRoundTrips(String name) {
        SeededGenerator generator = Generator.seeded(42).named(name).named("b").at(7);
        SeededGenerator parsed = (SeededGenerator) Generator.parse(generator.toString());
        assertThat(parsed).hasToString(generator.toString());
        assertThat(parsed.position()).isEqualTo(7);
        assertThat(next(parsed)).isEqualTo(next(generator));
    }

    @ParameterizedTest
    @MethodSource("names")
    void textHasNoControlCharactersAndNoUnpairedSurrogates(String name) {
        String text = Generator.seeded(42).named(name).toString();
        assertThat(text.chars().filter(Character::isISOControl)).isEmpty();
        assertThat(text.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE))
                .isEmpty();
    }

    @Test
    void textContainsSeedNamesAndPosition() {
        assertThat(Generator.seeded(42)).hasToString("seeded(42)");
        assertThat(Generator.seeded(Long.MIN_VALUE)).hasToString("seeded(-9223372036854775808)");
        SeededGenerator named = Generator.seeded(-1).named("transformer.wte");
        assertThat(named).hasToString("seeded(-1).named(\"transformer.wte\")");
        assertThat(named.named("b").at(3)).hasToString("seeded(-1).named(\"transformer.wte\").named(\"b\").at(3)");
        assertThat(named.at(3).named("b")).hasToString("seeded(-1).named(\"transformer.wte\").named(\"b\")");
        assertThat(named.at(3).at(0)).hasToString("seeded(-1).named(\"transformer.wte\")");
        assertThat(named.named("a\"\\\n\uD800"))
                .hasToString("seeded(-1).named(\"transformer.wte\").named(\"a\\\"\\\\\\u000a\\ud800\")");
        next(named);
        assertThat(named).hasToString("seeded(-1).named(\"transformer.wte\").at(1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " seeded ( 42 ) . named ( \"a\" ) . at ( 3 ) ",
                "\n\tseeded(42)\r\n.named(\"a\")\n.at(3)",
                "seeded(42).named(\"\\u0061\").at(3)",
                "seeded(042).named(\"a\").at(3)"
            })
    void whitespaceAndEscapesAreAccepted(String text) {
        assertThat(Generator.parse(text)).hasToString("seeded(42).named(\"a\").at(3)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''                              | expected seeded at index 0",
                "Seeded(42)                      | expected seeded at index 0",
                "torch(42)                       | expected seeded at index 0",
                "seeded                          | expected ( at index 6",
                "seeded()                        | expected a 64-bit integer at index 7",
                "seeded(+1)                      | expected a 64-bit integer at index 7",
                "seeded(-)                       | expected a 64-bit integer at index 7",
                "seeded(9223372036854775808)     | expected a 64-bit integer at index 7",
                "seeded(٣)                       | expected a 64-bit integer at index 7",
                "seeded(1.5)                     | expected ) at index 8",
                "seeded(1                        | expected ) at index 8",
                "seeded(1) x                     | expected the end of the text at index 10",
                "seeded(1).name(\"a\")           | expected named at index 10",
                "seeded(1).named(a)              | expected \" at index 16",
                "seeded(1).named(\"a)            | expected a closing quote at index 19",
                "seeded(1).named(\"a\\           | expected a closing quote at index 19",
                "seeded(1).named(\"\\n\")        | expected a quote, a backslash or u after a backslash at index 18",
                "seeded(1).named(\"\\u00g0\")    | expected four hexadecimal digits at index 21",
                "seeded(1).named(\"a\"           | expected ) at index 19",
                "seeded(1).at(3).named(\"a\")    | expected the end of the text at index 15",
                "seeded(1).at(3).at(4)           | expected the end of the text at index 15",
            })
    void invalidTextIsRejected(String text, String expected) {
        assertThatThrownBy(() -> Generator.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Generator.parse: " + expected + ", received " + text
                        + "; write a text such as seeded(42) or seeded(42).named(\"wte\").at(3)");
    }

    /**
     * Tests that every prefix of a text form, and every copy with one changed character, is parsed or rejected as
     * invalid.
     */
    @Test
    void damagedTextIsParsedOrRejected() {
        String text = "seeded(42).named(\"a\\\"\\u0007\").at(3)";
        for (int i = 0; i < text.length(); i++) {
            assertParsedOrRejected(text.substring(0, i));
            for (char c : "\"\\().-0 \uD800".toCharArray()) {
                assertParsedOrRejected(text.substring(0, i) + c + text.substring(i + 1));
            }
        }
    }

    private static void assertParsedOrRejected(String text) {
        try {
            SeededGenerator parsed = (SeededGenerator) Generator.parse(text);
            assertThat(Generator.parse(parsed.toString())).hasToString(parsed.toString());
        } catch (IllegalArgumentException rejected) {
            assertThat(rejected).hasMessageStartingWith("Generator.parse: expected");
        }
    }

    @Test
    void messagesContainOnlyAnExcerptOfALongText() {
        String text = "seeded(42).named(\"" + "x".repeat(100_000);
        assertThatThrownBy(() -> Generator.parse(text))
                .hasMessageContaining("expected a closing quote at index 100018, received ...xxxxx")
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(250));
    }

    @Test
    void tooLongTextIsRejected() {
        String longest = "seeded(1)" + " ".repeat((1 << 20) - 9);
        assertThat(Generator.parse(longest)).hasToString("seeded(1)");
        assertThatThrownBy(() -> Generator.parse(longest + " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Generator.parse: the text must have at most 1048576 characters, but has 1048577; use shorter names");
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        String text = "seeded(1)" + ".named(\"\")".repeat(100_000);
        assertThat(Generator.parse(text)).hasToString(text);
    }

    @Test
    void nullTextIsRejected() {
        assertThatNullPointerException().isThrownBy(() -> Generator.parse(null)).withMessage("text must not be null");
    }

    @Test
    void generatorAtAPositionContinuesTheSequence() {
        SeededGenerator whole = Generator.seeded(5).named("a");
        List<Object> expected = List.of(next(whole), next(whole), next(whole), next(whole));
        for (int position = 0; position < 4; position++) {
            SeededGenerator resumed = Generator.seeded(5).named("a").at(position);
            assertThat(resumed.position()).isEqualTo(position);
            assertThat(next(resumed)).isEqualTo(expected.get(position));
            assertThat(resumed.position()).isEqualTo(position + 1);
        }
        assertThat(whole.position()).isEqualTo(4);
    }

    @Test
    void atDoesNotChangeTheGeneratorOrItsNames() {
        SeededGenerator generator = Generator.seeded(5);
        SeededGenerator moved = generator.at(1000);
        next(moved);
        assertThat(generator.position()).isZero();
        assertThat(next(moved.named("a"))).isEqualTo(next(generator.named("a")));
        assertThat(moved.position()).isEqualTo(1001);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, (1L << 62) + 1, Long.MAX_VALUE})
    void positionsOutOfRangeAreRejected(long position) {
        String message = "at: position must be from 0 to 4611686018427387904, received " + position;
        assertThatThrownBy(() -> Generator.seeded(5).at(position))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThatThrownBy(() -> Generator.parse("seeded(5).at(" + position + ")"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void generatorsAreEqualOnlyToThemselves() {
        SeededGenerator generator = Generator.seeded(5);
        assertThat(generator).isNotEqualTo(Generator.seeded(5)).isNotEqualTo(generator.at(0));
    }

    private static Object next(Generator generator) {
        return StreamSource.of(generator).next(10, FloatFormat.FLOAT);
    }
}
