package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.random.Values;

/** An array that values can be written into. */
interface Target {

    void write(Box box, Values values);
}
