package io.github.nd4jinit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Init;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SerializedGeneratorTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "wte", "a\"\\", "\0\n", "größe 重み \uD83C\uDFB2", "\uD800"})
    void copiesContinueTheSequence(String name) throws Exception {
        SeededGenerator original = Generator.seeded(42).named(name);
        normals(original);
        normals(original);
        SeededGenerator copy = (SeededGenerator) read(bytes(original));
        assertThat(copy.position()).isEqualTo(2);
        assertThat(copy).hasToString(original.toString());
        for (int tensor = 2; tensor < 5; tensor++) {
            assertThat(normals(copy)).isEqualTo(normals(original));
        }
        assertThat(normals(copy.named("b"))).isEqualTo(normals(original.named("b")));
    }

    @Test
    void streamsContainTheTextAndNoInternalName() throws Exception {
        String stream = latin1(bytes(Generator.seeded(42).named("wte").at(3)));
        assertThat(stream)
                .contains("seeded(42).named(\"wte\").at(3)")
                .contains("io.github.nd4jinit.SerialForm")
                .contains("GENERATOR")
                .doesNotContain("internal");
    }

    private interface Source extends Supplier<Generator>, Serializable {}

    @Test
    void serializableLambdasCanCaptureGenerators() throws Exception {
        Generator generator = Generator.seeded(42).named("wte");
        Source lambda = () -> generator;
        Source copy = (Source) read(bytes(lambda));
        assertThat(copy.get()).hasToString("seeded(42).named(\"wte\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seedXd(42).at(3)", "seeded(42).at(X)", "seeded(42).at(-)", "seeded(42).at(3 "})
    void tamperedTextIsRejected(String tampered) throws Exception {
        byte[] stream = replaced(bytes(Generator.seeded(42).at(3)), "seeded(42).at(3)", tampered);
        assertThatThrownBy(() -> read(stream))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageStartingWith("Generator.parse: expected")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tamperedPositionsAreRejected() throws Exception {
        byte[] stream = replaced(bytes(Generator.seeded(42).at(30)), "at(30)", "at(-3)");
        assertThatThrownBy(() -> read(stream))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageStartingWith("at: position must be from 0");
    }

    /** Tests a stream that contains the fields of the implementation. This library never writes such a stream. */
    @Test
    void forgedStreamsAreRejected() throws Exception {
        ObjectStreamClass form = ObjectStreamClass.lookup(Generator.seeded(1).getClass());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Forged());
        }
        byte[] stream = replaced(bytes.toByteArray(), Forged.class.getName(), form.getName());
        assertThatThrownBy(() -> read(stream))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage("a generator can be deserialized only from its text");
    }

    private static final class Forged implements Serializable {
        private static final long serialVersionUID = 1;
    }

    @Test
    void tooLongTextIsNotSerialized() {
        SeededGenerator generator = Generator.seeded(1).named("x".repeat(1 << 20));
        assertThatThrownBy(() -> bytes(generator))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageStartingWith("the text of a generator must have at most 1048576 characters");
    }

    private static INDArray normals(Generator generator) {
        return Init.normal().initialize(Nd4j.create(DataType.FLOAT, 10), generator);
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] stream) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
            return in.readObject();
        }
    }

    /** Replaces a string and, if its length changes, the two preceding bytes, which contain the length. */
    private static byte[] replaced(byte[] stream, String text, String replacement) {
        String before = latin1(stream);
        int at = before.indexOf(text);
        assertThat(at).isPositive();
        StringBuilder after = new StringBuilder(before).replace(at, at + text.length(), replacement);
        if (text.length() != replacement.length()) {
            after.setCharAt(at - 2, (char) (replacement.length() >> 8));
            after.setCharAt(at - 1, (char) (replacement.length() & 0xff));
        }
        return after.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin1(byte[] stream) {
        return new String(stream, StandardCharsets.ISO_8859_1);
    }
}
