package io.github.nd4jinit.plan;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.core.json.JsonReadFeature;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLParser;
import org.nd4j.shade.yaml.snakeyaml.error.MarkedYAMLException;
import org.nd4j.shade.yaml.snakeyaml.reader.ReaderException;

/**
 * A JSON or YAML document that is read from beginning to end. A value of an unexpected type is an error whose message
 * contains the line number. Nested values are read only where the caller expects them, so the depth is bounded. YAML's
 * tags and aliases are not supported.
 */
final class PlanDocument implements Closeable {

    /**
     * Accepts NaN as a token, so that it is rejected with its line number and the same message as other values of the
     * wrong type.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** The version of the plan format that is read and written. */
    static final int VERSION = 1;

    private final String text;
    private final JsonParser parser;

    private PlanDocument(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /** Opens a document and advances to its first value. */
    static PlanDocument open(String text) {
        JsonFactory factory = text.stripLeading().startsWith("{") ? JSON : new YAMLFactory();
        try {
            PlanDocument document = new PlanDocument(text, factory.createParser(text));
            document.next();
            return document;
        } catch (IOException impossible) { // reading a String does not fail
            throw new UncheckedIOException(impossible);
        }
    }

    /** The line where the current value begins. */
    int line() {
        return parser.getTokenLocation().getLineNr();
    }

    /** Reads the current object. The reader is called for each key, with the key's value as the current value. */
    void object(String what, Set<PlanKey> known, Consumer<PlanKey> reader) {
        String keys = known.stream().map(PlanKey::toString).collect(Collectors.joining(", "));
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw fault("%s must be an object whose keys are among %s, received %s".formatted(what, keys, received()));
        }
        Set<PlanKey> seen = EnumSet.noneOf(PlanKey.class);
        while (next() != JsonToken.END_OBJECT) {
            String name = read(parser::getText);
            PlanKey key = known.stream()
                    .filter(candidate -> candidate.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> fault(
                            "unknown key \"%s\"; remove it, or use a key that %s has: %s".formatted(name, what, keys)));
            if (!seen.add(key)) {
                throw fault("%s has the key %s twice; remove one of them".formatted(what, key));
            }
            next();
            reader.accept(key);
        }
    }

    /** Reads the current list, which must have at least {@code minimum} items. The reader is called for each item. */
    void list(PlanKey key, int minimum, Runnable reader) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw fault("%s must be a list, received %s; enclose its items in brackets".formatted(key, received()));
        }
        int line = line();
        int items = 0;
        for (; next() != JsonToken.END_ARRAY; items++) {
            reader.run();
        }
        if (items < minimum) {
            throw fault(line, "%s must not be empty; remove it, or add a selector".formatted(key));
        }
    }

    /** Reads the current string. */
    String text(PlanKey key) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw fault("%s must be a string, received %s; write one string in quotes".formatted(key, received()));
        }
        String value = read(parser::getText);
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw fault("*%s without quotes is an alias in YAML, and plans do not support aliases; write %s: \"*%s\""
                    .formatted(value, key, value));
        }
        return value;
    }

    /** Checks that the current value is {@link #VERSION}. */
    void version(PlanKey key) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && read(parser::getBigIntegerValue).equals(BigInteger.valueOf(VERSION))) {
            return;
        }
        throw fault(
                "%s must be the number %s, the only version of the plan format that this release reads, received %s; "
                                .formatted(key, VERSION, received())
                        + "write %s, or update nd4j-init to read a newer format".formatted(entry(key, VERSION)));
    }

    /** Reads the current integer. */
    long integer(PlanKey key) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            BigInteger value = read(parser::getBigIntegerValue);
            if (value.bitLength() < Long.SIZE) {
                return value.longValue();
            }
        }
        throw fault("%s must be an integer from -2^63 to 2^63 - 1, received %s; write digits only, such as 42"
                .formatted(key, received()));
    }

    /** Reads the current boolean. */
    boolean bool(PlanKey key) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw fault("%s must be true or false, received %s".formatted(key, received()));
        };
    }

    /** Checks that the document ends after the current value. */
    void end() {
        if (next() != null) {
            throw fault("a text must contain one plan only, received %s after it; remove what follows the plan"
                    .formatted(received()));
        }
    }

    /** Calls the supplier, and prefixes the message of an error with the line number. */
    static <T> T at(int line, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException("line %s: %s".formatted(line, fault.getMessage()), fault);
        }
    }

    /** A key and a value in the syntax of this document. */
    String entry(PlanKey key, Object value) {
        return (isYaml() ? "%s: %s" : "\"%s\": %s").formatted(key, value);
    }

    /** Whether this document is YAML. */
    boolean isYaml() {
        return parser instanceof YAMLParser;
    }

    IllegalArgumentException fault(String message) {
        return fault(line(), message);
    }

    static IllegalArgumentException fault(int line, String message) {
        return new IllegalArgumentException("line %s: %s".formatted(line, message));
    }

    private String received() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "\"" + read(parser::getText) + "\"";
            default -> read(parser::getText);
        };
    }

    private @Nullable JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException fault) {
            throw syntax(fault);
        }
    }

    private interface Reading<T> {
        T value() throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.value();
        } catch (IOException fault) {
            throw syntax(fault);
        }
    }

    private IllegalArgumentException syntax(IOException fault) {
        String message =
                "line %s: %s; correct the syntax: a text that begins with a brace must be JSON, and any other text must be YAML"
                        .formatted(line(fault), problem(fault));
        return new IllegalArgumentException(message, fault);
    }

    private static String problem(IOException fault) {
        if (fault.getCause() instanceof MarkedYAMLException yaml) {
            return yaml.getProblem();
        }
        return fault instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(fault);
    }

    /** The line of a syntax error. For YAML, Jackson's own location is the end of the last value. */
    private int line(IOException fault) {
        if (fault.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            return yaml.getProblemMark().getLine() + 1;
        }
        if (fault.getCause() instanceof ReaderException yaml) {
            int[] before = text.codePoints().limit(yaml.getPosition()).toArray();
            return new String(before, 0, before.length).split("\n", -1).length;
        }
        return fault instanceof JsonProcessingException json
                ? json.getLocation().getLineNr()
                : line();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException impossible) { // reading a String does not fail
            throw new UncheckedIOException(impossible);
        }
    }
}
