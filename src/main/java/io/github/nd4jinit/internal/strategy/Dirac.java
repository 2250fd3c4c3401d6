package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.WeightAxes;
import java.io.Serial;
import java.util.List;

/**
 * The identity convolution: in each group, output channel i copies input channel i, through a 1 in the center of the
 * receptive field.
 *
 * @param groups number of groups; 1 means the number of groups of the layout
 */
public record Dirac(long groups) implements Strategy {

    private static final String NAME = "dirac";

    /**
     * Checks the parameters.
     *
     * @param groups number of groups
     */
    public Dirac {
        Check.positive(NAME, "groups", groups);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        Layout grouped = groups == 1 ? layout : regrouped(layout);
        long[] centers = WeightAxes.matrices(NAME, grouped, shape, 3).stream()
                .flatMap(part -> {
                    part.checkConvolution(NAME);
                    int center = part.receptivePosition(length -> length / 2);
                    return part.channelGroups(NAME).stream().map(group -> group.diagonal(center));
                })
                .flatMapToLong(elements -> elements)
                .sorted()
                .toArray();
        return new ScatteredConstant(centers, 1).regions(shape);
    }

    /** Returns the layout with this number of groups. A layout that already has groups must have the same number. */
    private Layout regrouped(Layout layout) {
        if (layout.groups() != 1 && layout.groups() != groups) {
            throw new IllegalArgumentException(
                    "%s: received %s groups, but the layout %s has %s; use Init.dirac() with the layout, or Init.dirac(groups) with a layout without groups"
                            .formatted(NAME, groups, layout, layout.groups()));
        }
        return layout.groups(groups);
    }

    @Override
    public String toString() {
        return "dirac(groups=" + groups + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
