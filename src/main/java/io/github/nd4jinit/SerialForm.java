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
 * The Java serial form of this library's values: their text. A stream holds an object of this class in place of the
 * value, so no internal class name is part of the format, and reading a stream is parsing its text: what
 * {@code parse} refuses, {@code readObject} refuses with an {@link InvalidObjectException}.
 *
 * <p>Applications have no use for this class. It is public because values of several packages share it.
 */
public final class SerialForm implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final Type type;
    private final String text;

    /** The initializer that the text is the name of; null for values that are their text. */
    private final @Nullable Initializer initializer;

    /** A type of values that have a text. Its implementations are enum constants, whose names are part of the format. */
    public interface Type extends Serializable {

        /**
         * The value of a text.
         *
         * @param text the text
         * @return the value
         * @throws IllegalArgumentException if the text is not one of this type
         */
        Object parse(String text);
    }

    /** The types of this package. Constants may be added, but are never renamed: their names are part of the format. */
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
                        "a named initializer needs its initializer, but only the name \"%s\" was written"
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
     * The serial form of a value, for its {@code writeReplace} method.
     *
     * @param valueType the type of the value
     * @param text the value's text
     * @return the object that is written in place of the value
     */
    public static SerialForm of(Type valueType, String text) {
        return new SerialForm(Objects.requireNonNull(valueType), Objects.requireNonNull(text), null);
    }

    /**
     * The serial form of an initializer.
     *
     * @param initializer an initializer whose text parses to an equal one
     * @return the object that is written in place of the initializer
     */
    public static SerialForm of(Initializer initializer) {
        return of(CoreType.INITIALIZER, initializer.toString());
    }

    /** The serial form of an initializer with a name, which is a lambda and has no text. */
    static SerialForm of(Init.Named named) {
        return new SerialForm(CoreType.NAMED, named.text(), named.initializer());
    }

    /**
     * The serial form of a seeded generator.
     *
     * @param generator a generator whose text parses to an equal one
     * @return the object that is written in place of the generator
     */
    public static SerialForm of(SeededGenerator generator) {
        return of(CoreType.GENERATOR, generator.toString());
    }

    /**
     * The exception for the {@code readObject} method of a class that is only ever written in its serial form.
     *
     * @return the exception, to be thrown
     */
    public static InvalidObjectException required() {
        return new InvalidObjectException("the stream holds a value's fields where only its text is accepted; write it"
                + " with ObjectOutputStream.writeObject");
    }

    @Serial
    private Object readResolve() throws ObjectStreamException {
        if (type == null || text == null) {
            throw new InvalidObjectException("a serialized value needs a type and a text, but one of them was null");
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
