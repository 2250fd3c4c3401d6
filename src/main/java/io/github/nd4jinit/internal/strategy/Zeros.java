package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import java.io.Serial;
import java.util.List;

/** Sets every element to 0. */
public record Zeros() implements Strategy {

    @Override
    public String name() {
        return "zeros";
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        return Constant.regions(shape, 0);
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
