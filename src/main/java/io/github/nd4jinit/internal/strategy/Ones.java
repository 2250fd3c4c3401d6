package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import java.io.Serial;
import java.util.List;

/** Sets every element to 1. */
public record Ones() implements Strategy {

    @Override
    public String name() {
        return "ones";
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return Constant.regions(shape, 1);
    }

    @Override
    public String toString() {
        return name();
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
