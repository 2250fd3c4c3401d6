package io.github.nd4jinit.random;

import io.github.nd4jinit.SerialForm;

/** The types of this package in the Java serial form. The name of the enum and of its constants are part of the format. */
enum SerialType implements SerialForm.Type {
    /** The text of a generator. */
    GENERATOR;

    @Override
    public Object parse(String text) {
        return Generator.parse(text);
    }
}
