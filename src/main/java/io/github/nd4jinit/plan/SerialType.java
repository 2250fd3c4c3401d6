package io.github.nd4jinit.plan;

import io.github.nd4jinit.SerialForm;

/**
 * The types of this package that have a serial form. The names of this enum and of its constants are part of that form.
 */
enum SerialType implements SerialForm.Type {
    PLAN;

    @Override
    public Object parse(String text) {
        return Plan.parse(text);
    }
}
