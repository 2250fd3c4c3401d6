package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.WeightAxes;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.io.Serial;
import java.util.List;

/**
 * Haar-distributed semi-orthogonal matrices with one row for each output and one column for each weight of an output.
 *
 * @param gain factor on the matrix
 */
public record Orthogonal(double gain) implements Strategy {

    private static final String NAME = "orthogonal";

    /**
     * Checks the parameters.
     *
     * @param gain factor on the matrix
     */
    public Orthogonal {
        Check.finite(NAME, "gain", gain);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        List<OrthogonalMatrix> matrices = WeightAxes.matrices(NAME, layout, shape, 2).stream()
                .flatMap(part -> part.channelGroups(NAME).stream())
                .map(group -> new OrthogonalMatrix(group.base(), group.outs(), group.row()))
                .toList();
        return OrthogonalMatrix.regions(NAME, shape, gain, matrices, RandomStream::orthogonal);
    }

    @Override
    public String toString() {
        return "orthogonal(gain=" + gain + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
