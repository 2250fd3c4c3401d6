package io.github.nd4jinit.examples.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonSerializer;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializerProvider;
import org.nd4j.shade.jackson.databind.module.SimpleModule;

/** Records as JSON, which ND4J brings a writer for. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(double.class, new Rounded())
                    .addSerializer(Double.class, new Rounded()));

    private Json() {}

    /** Numbers of five digits, for more would only make a page larger; null for what is not finite, which JSON has no word for. */
    private static final class Rounded extends JsonSerializer<Double> {

        private static final MathContext DIGITS = new MathContext(5);

        @Override
        public void serialize(Double number, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(number)) {
                out.writeNumber(new BigDecimal(number).round(DIGITS).doubleValue());
            } else {
                out.writeNull();
            }
        }
    }

    /**
     * Writes a value as JSON.
     *
     * @param records a record, or a list of some
     * @return the text; not a number and infinity are null in it
     */
    public static String of(Object records) {
        try {
            return MAPPER.writeValueAsString(records);
        } catch (JsonProcessingException impossible) { // of records
            throw new UncheckedIOException(impossible);
        }
    }
}
