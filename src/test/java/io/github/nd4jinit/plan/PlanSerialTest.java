package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.SerialForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the Java serialization of plans. */
class PlanSerialTest {

    private static final Plan PLAN =
            Plan.of(Rule.of(Selector.name("fc.weight"), Init.normal(0, 0.02))).seeded(42);

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readObject();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.nd4jinit.plan.PlanTextTest#plans")
    void aDeserializedPlanEqualsTheOriginal(Plan plan) throws Exception {
        assertThat(read(written(plan))).isEqualTo(plan).hasToString(plan.toString());
    }

    private interface SerializableSupplier<T> extends Supplier<T>, Serializable {}

    @Test
    void aSerializableLambdaCanCaptureAPlan() throws Exception {
        Plan plan = PLAN;
        SerializableSupplier<Plan> closure = () -> plan;

        assertThat(((Supplier<?>) read(written(closure))).get()).isEqualTo(plan);
    }

    @Test
    void theStreamContainsOnlyTheClassNamesOfTheSerializedForm() throws Exception {
        String stream = new String(written(PLAN), StandardCharsets.ISO_8859_1);

        assertThat(Pattern.compile("io[./]github[./]nd4jinit[\\w./$]*")
                        .matcher(stream)
                        .results())
                .extracting(match -> match.group().replace('/', '.').replaceFirst("^io.github.nd4jinit.", ""))
                .containsOnly("SerialForm", "SerialForm$Type", "Initializer", "plan.SerialType");
        assertThat(stream).contains("PLAN").contains(PLAN.toJson()).doesNotContain("internal");
    }

    /** The valid and the invalid text have equal lengths, so that the stream remains well-formed. */
    @ParameterizedTest
    @CsvSource({
        "fc.weight, fc.we\"ght, Unexpected character",
        "normal, nirmal, received \"nirmal\"",
        "\"version\": 1, \"version\": 2, version must be the number 1",
        "std=0.02, std=-.02, std must not be negative",
        "seed, sead, unknown key \"sead\"",
    })
    void aStreamWithInvalidTextIsRejected(String valid, String invalid, String message) throws Exception {
        String stream = new String(written(PLAN), StandardCharsets.ISO_8859_1);
        assertThat(stream).contains(valid);
        byte[] tampered = stream.replace(valid, invalid).getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(tampered))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining(message)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStreamThatContainsAPlanInsteadOfItsSerializedFormIsRejected() throws Exception {
        String plan = Plan.class.getName();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(new Marker());
        }
        String forged = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1)
                .replace(lengthPrefixed(Marker.class.getName()), lengthPrefixed(plan));

        assertThatThrownBy(() -> read(forged.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage(SerialForm.required().getMessage());
    }

    /** A class without fields. Its stream differs from the stream of a plan only in the class name. */
    private static final class Marker implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Returns the encoding of a class name in a stream: its length, followed by its characters. */
    private static String lengthPrefixed(String name) {
        return "" + (char) (name.length() >> 8) + (char) (name.length() & 0xff) + name;
    }

    @Test
    void aPlanWithoutATextFormCannotBeSerialized() {
        Initializer lambda = (array, layout, generator) -> array;
        Selector large = Selector.where("large", parameter -> parameter.size() > 1000);

        for (Plan plan : new Plan[] {
            Plan.of(Rule.of(Selector.name("a"), lambda)),
            Plan.of(Rule.keep(large)),
            Plan.of().except(large)
        }) {
            assertThatThrownBy(plan::toYaml)
                    .isInstanceOfSatisfying(
                            UnsupportedOperationException.class,
                            unwritable -> assertThatThrownBy(() -> written(plan))
                                    .isInstanceOf(NotSerializableException.class)
                                    .hasMessage(unwritable.getMessage()));
        }
    }
}
