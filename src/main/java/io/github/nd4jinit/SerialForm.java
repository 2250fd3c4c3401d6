package io.github.nd4jinit;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.SeededGenerator;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Java serial form of this library's values, which is their text. A stream contains an object of this class in
 * place of the value, so no internal class name is part of the format. Deserialization parses the text and throws an
 * {@link InvalidObjectException} for text that {@code parse} rejects.
 *
 * <p>This class is not meant to be used by applications. It is public because the values of several packages share it.
 */
public final class SerialForm implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final Type type;
    private final String text;

    /** The initializer whose name is the text; null for values that are determined by their text. */
    private final @Nullable Initializer initializer;

    /** A type whose values have a text form. Implementations are enum constants, whose names are part of the format. */
    public interface Type extends Serializable {

        /**
         * Parses the text of a value.
         *
         * @param text the text
         * @return the value
         * @throws IllegalArgumentException if the text is not a valid value of this type
         */
        Object parse(String text);
    }

    /** The types of the core package. Constants may be added but not renamed: their names are part of the format. */
    enum CoreType implements Type {
        INITIALIZER {
            @Override
            public Object parse(String text) {
                return Initializer.parse(text);
            }
        },
        LAYOUT {
            @Override
            public Object parse(String text) {
                return Layout.parse(text);
            }
        },
        NONLINEARITY {
            @Override
            public Object parse(String text) {
                return Nonlinearity.parse(text);
            }
        },
        GENERATOR {
            @Override
            public Object parse(String text) {
                return Generator.parse(text);
            }
        },
        NAMED {
            @Override
            public Object parse(String text) {
                throw new IllegalArgumentException(
                        "the stream contains the name \"%s\" of a named initializer, but not the initializer"
                                .formatted(text));
            }
        }
    }

    private SerialForm(Type type, String text, @Nullable Initializer initializer) {
        this.type = type;
        this.text = text;
        this.initializer = initializer;
    }

    /**
     * Returns the serial form of a value, for its {@code writeReplace} method.
     *
     * @param valueType the type of the value
     * @param text the text of the value
     * @return the object that is written in place of the value
     */
    public static SerialForm of(Type valueType, String text) {
        return new SerialForm(Objects.requireNonNull(valueType), Objects.requireNonNull(text), null);
    }

    /**
     * Returns the serial form of an initializer.
     *
     * @param initializer an initializer whose text parses to an equal initializer
     * @return the object that is written in place of the initializer
     */
    public static SerialForm of(Initializer initializer) {
        return of(CoreType.INITIALIZER, initializer.toString());
    }

    /**
     * Returns the serial form of a named initializer: its name and the initializer, which can be a lambda without a
     * text form.
     */
    static SerialForm of(Init.Named named) {
        return new SerialForm(CoreType.NAMED, named.text(), named.initializer());
    }

    /**
     * Returns the serial form of a seeded generator.
     *
     * @param generator a generator, whose text contains its whole state
     * @return the object that is written in place of the generator
     */
    public static SerialForm of(SeededGenerator generator) {
        return of(CoreType.GENERATOR, generator.toString());
    }

    /**
     * Returns the exception for the {@code readObject} method of a class whose values are written only in their serial
     * form.
     *
     * @return the exception to throw
     */
    public static InvalidObjectException required() {
        return new InvalidObjectException("the stream contains the fields of a value, but only its text is accepted;"
                + " write the value with ObjectOutputStream.writeObject");
    }

    @Serial
    private Object readResolve() throws ObjectStreamException {
        if (type == null || text == null) {
            throw new InvalidObjectException("the type and the text of a serialized value must not be null");
        }
        try {
            return initializer == null ? type.parse(text) : Initializer.named(text, initializer);
        } catch (IllegalArgumentException fault) {
            InvalidObjectException invalid = new InvalidObjectException(fault.getMessage());
            invalid.initCause(fault);
            throw invalid;
        }
    }
}
