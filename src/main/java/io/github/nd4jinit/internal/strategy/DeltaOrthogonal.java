package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.ChannelGroup;
import io.github.nd4jinit.internal.axes.PackedPart;
import io.github.nd4jinit.internal.axes.WeightAxes;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.io.Serial;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes an orthogonal matrix in the middle of the receptive field and zeros elsewhere.
 *
 * @param gain factor on the matrix
 */
public record DeltaOrthogonal(double gain) implements Strategy {

    private static final String NAME = "delta_orthogonal";

    /**
     * Checks the parameters.
     *
     * @param gain factor on the matrix
     */
    public DeltaOrthogonal {
        Check.finite(NAME, "gain", gain);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Region> regions(long[] shape, Layout layout) {
        List<OrthogonalMatrix> matrices = WeightAxes.matrices(NAME, layout, shape, 3).stream()
                .flatMap(DeltaOrthogonal::centers)
                .toList();
        return OrthogonalMatrix.regions(NAME, shape, gain, matrices, RandomStream::deltaOrthogonal);
    }

    private static Stream<OrthogonalMatrix> centers(PackedPart part) {
        part.checkConvolution(NAME);
        int center = part.receptivePosition(length -> (length - 1) / 2);
        return part.channelGroups(NAME).stream().map(group -> center(group, center));
    }

    private static OrthogonalMatrix center(ChannelGroup group, int position) {
        int outs = group.outs().length;
        int ins = group.ins().length;
        if (outs < ins) {
            throw new IllegalArgumentException(
                    "%s: needs at least as many output channels as input channels, but received %s out and %s in; add output channels, or use Init.orthogonal()"
                            .formatted(NAME, outs, ins));
        }
        return new OrthogonalMatrix(group.base(position), group.outs(), group.ins());
    }

    @Override
    public String toString() {
        return "delta_orthogonal(gain=" + gain + ")";
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(this);
    }
}
