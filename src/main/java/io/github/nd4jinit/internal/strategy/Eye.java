package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.axes.ChannelGroup;
import io.github.nd4jinit.internal.axes.WeightAxes;
import java.io.Serial;
import java.util.List;

/** Writes ones to the main diagonal of each matrix and zeros elsewhere. */
public record Eye() implements Strategy {

    private static final String NAME = "eye";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        long[] diagonals = WeightAxes.matrices(NAME, layout, shape, 2).stream()
                .flatMap(part -> {
                    part.checkMatrix(NAME);
                    return part.channelGroups(NAME).stream();
                })
                .flatMapToLong(ChannelGroup::diagonal)
                .sorted()
                .toArray();
        return new ScatteredConstant(diagonals, 1).regions(shape);
    }

    @Override
    public String toString() {
        return NAME;
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
