package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.random.Generator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tests that the Java serial form of a value is its text. */
class SerialFormTest {

    static Stream<Object> values() {
        return Stream.of(
                Init.xavierUniform(),
                Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.2)),
                Init.priorBias(0.01),
                Init.normal(0, 0.02).scaled(0.5).withZeroRow(3),
                Layout.OUT_IN,
                Layout.of("OHWI").groups(4).strided(2, 1).packedSizes(8, 4),
                Layout.IN_OUT.transposed().packed(3),
                Nonlinearity.GELU,
                Nonlinearity.leakyRelu(0.3),
                Nonlinearity.ofGain("mine", 1.25));
    }

    @ParameterizedTest
    @MethodSource("values")
    void copiesAreEqualAndHaveTheSameText(Object value) throws Exception {
        Object copy = read(written(value));

        assertThat(copy).isEqualTo(value).hasToString(value.toString());
    }

    @ParameterizedTest
    @MethodSource("values")
    void streamsContainTheTextAndNoInternalClass(Object value) throws Exception {
        String stream = new String(written(value), StandardCharsets.ISO_8859_1);

        assertThat(stream).contains(value.toString()).contains(SerialForm.class.getName());
        assertThat(stream).doesNotContain("internal", "strategy", "java.util.ImmutableCollections", "CollSer");
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.of(Init.normal(0, 1), "normal(mean=0.0, std=1.0)", "normal(mean=0.0, std=-1.)"),
                Arguments.of(Init.normal(0, 1), "normal(mean=0.0, std=1.0)", "normal(mean=0.0, std=NaN)"),
                Arguments.of(Init.zeros(), "zeros", "zerox"),
                Arguments.of(Init.ones().scaled(2), "scaled(2.0, ones)", "scaled(NaN, ones)"),
                Arguments.of(Layout.of("OIHW"), "OIHW", "NCHW"),
                Arguments.of(Layout.of("OI").groups(4), "OI.groups(4)", "OI.groups(0)"),
                Arguments.of(Nonlinearity.ofGain("mine", 1.5), "mine(gain=1.5)", "mine(gain=-.5)"),
                Arguments.of(Nonlinearity.RELU, "relu", "rely"),
                Arguments.of(Init.zeros(), "INITIALIZER", "INITIALIZES"),
                Arguments.of(Init.zeros(), "zeros", "OI* z"));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void tamperedStreamsAreRejected(Object value, String text, String forged) throws Exception {
        byte[] stream = replaced(written(value), text, forged);

        assertThatThrownBy(() -> read(stream)).isInstanceOf(InvalidObjectException.class);
    }

    @Test
    void theCauseOfARejectionIsPreserved() throws Exception {
        byte[] stream = replaced(written(Init.normal(0, 1)), "normal(mean=0.0, std=1.0)", "normal(mean=0.0, std=-1.)");

        assertThatThrownBy(() -> read(stream))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage("normal: std must not be negative, but was -1.0; pass 0 or more")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void streamsWithFieldsInsteadOfTextAreRejected() throws Exception {
        // the replacement must not change the length of the class name
        byte[] ofLayout = replaced(written(new Fields()), Fields.class.getName(), Layout.class.getName());

        assertThatThrownBy(() -> read(ofLayout))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("only its text is accepted");
    }

    @Test
    void serializableLambdasCanCaptureLayoutsAndGenerators() throws Exception {
        Layout layout = Layout.of("HWIO").groups(2);
        Generator generator = Generator.seeded(42).named("encoder");
        Init.normal().initialize(Nd4j.create(3), generator); // the copy continues with tensor 1
        Initializer closure =
                (array, ignored, alsoIgnored) -> Init.kaimingNormal().initialize(array, layout, generator);

        byte[] stream = written(closure);
        Initializer copy = (Initializer) read(stream);

        for (int i = 0; i < 2; i++) {
            INDArray expected = closure.initialize(Nd4j.create(DataType.FLOAT, 3, 3, 4, 8));
            assertThat(copy.initialize(Nd4j.create(DataType.FLOAT, 3, 3, 4, 8))).isEqualTo(expected);
        }
        assertThat(new String(stream, StandardCharsets.ISO_8859_1)).doesNotContain("internal");
    }

    @Test
    void namedLambdasAreSerializedWithTheirName() throws Exception {
        Initializer half = Initializer.named("half", (array, layout, generator) -> array.assign(0.5));

        Initializer copy = (Initializer) read(written(half));

        assertThat(copy).hasToString("half");
        assertThat(copy.initialize(Nd4j.create(3)).sumNumber().doubleValue()).isEqualTo(1.5);
        assertThat(new String(written(half), StandardCharsets.ISO_8859_1)).doesNotContain("internal");
    }

    @Test
    void namedLambdasHaveTheRestrictionsOfLambdas() {
        Initializer half = Initializer.named("zeros", (array, layout, generator) -> array.assign(0.5));

        assertThat(half).hasToString("zeros");
        assertThat(half.isParseable()).isFalse();
        assertThat(half.moments(3)).isEqualTo(Moments.UNKNOWN);
        assertThat(half.withFans(new Fans(3, 4))).isEqualTo(half);
        assertThatThrownBy(() -> half.scaled(2)).hasMessageContaining("only initializers of Init can be scaled");
        assertThatThrownBy(() -> half.withZeroRow(0))
                .hasMessageContaining("only initializers of Init can have a zero row");
    }

    @Test
    void namedInitializersDelegateToTheirInitializer() {
        Initializer named = Initializer.named("mine", Init.kaimingNormal());
        INDArray part = Nd4j.create(DataType.FLOAT, 2, 4);

        assertThat(named).hasToString("mine");
        assertThat(named.moments(8, 4)).isEqualTo(Init.kaimingNormal().moments(8, 4));
        assertThat(named.withFans(new Fans(4, 8)).initialize(Nd4j.create(DataType.FLOAT, 8), Generator.seeded(1)))
                .isEqualTo(Init.kaimingNormal()
                        .withFans(new Fans(4, 8))
                        .initialize(Nd4j.create(DataType.FLOAT, 8), Generator.seeded(1)));
        assertThat(named.scaled(2)).isEqualTo(Init.kaimingNormal().scaled(2));
        assertThat(named.withZeroRow(1)).isEqualTo(Init.kaimingNormal().withZeroRow(1));
        assertThat(named.initializeSlice(
                        part, new long[] {8, 4}, new long[] {2, 0}, Layout.OUT_IN, Generator.seeded(1)))
                .isEqualTo(Init.kaimingNormal()
                        .initializeSlice(
                                Nd4j.create(DataType.FLOAT, 2, 4),
                                new long[] {8, 4},
                                new long[] {2, 0},
                                Layout.OUT_IN,
                                Generator.seeded(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\tb", "\u0007"})
    void namesMustBeASingleNonBlankLine(String name) {
        assertThatThrownBy(() -> Initializer.named(name, Init.zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Initializer.named: text must be one line and not blank, but was \"" + name
                        + "\"; pass a name");
        assertThatThrownBy(() -> Initializer.named("x", null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void streamsWithABlankNameAreRejected() throws Exception {
        Initializer lambda = (array, layout, generator) -> array;
        byte[] stream = replaced(written(Initializer.named("half", lambda)), "half", "    ");

        assertThatThrownBy(() -> read(stream)).isInstanceOf(InvalidObjectException.class);
    }

    @Test
    void fansAndMomentsAreSerializableRecords() throws Exception {
        for (Object value : List.of(new Fans(3, 4), new Moments(0, 1), Moments.UNKNOWN)) {
            assertThat(read(written(value))).isEqualTo(value);
        }
    }

    static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] stream) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
            return in.readObject();
        }
    }

    /** Returns a stream in which a string is replaced with another string of the same length. */
    static byte[] replaced(byte[] stream, String text, String forged) {
        String all = new String(stream, StandardCharsets.ISO_8859_1);
        assertThat(forged).hasSameSizeAs(text);
        assertThat(all).contains(text);
        return all.replace(text, forged).getBytes(StandardCharsets.ISO_8859_1);
    }
}
