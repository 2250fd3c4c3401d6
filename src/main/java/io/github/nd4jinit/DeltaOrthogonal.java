package io.github.nd4jinit;

import io.github.nd4jinit.Orthogonal.Matrix;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * An orthogonal matrix from input to output channels in the middle of the receptive field, zeros around it.
 *
 * @param gain factor on the matrix
 */
record DeltaOrthogonal(double gain) implements Strategy {

    private static final String NAME = "delta_orthogonal";

    DeltaOrthogonal {
        Check.finite(NAME, "gain", gain);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        List<Matrix> matrices = layout.matrices(NAME, shape).stream()
                .flatMap(part -> middles(part, shape))
                .toList();
        return Matrix.piece(NAME, shape, gain, matrices, RandomStream::deltaOrthogonal);
    }

    private static Stream<Matrix> middles(Part part, long[] shape) {
        part.checkFieldAxes(NAME, 1, 3, "a convolution's weight");
        int middle = part.position(size -> (size - 1) / 2);
        return part.blocks(NAME, shape).stream().map(block -> middle(block, middle));
    }

    private static Matrix middle(Block block, int position) {
        int outs = block.outs.length;
        int ins = block.ins.length;
        if (outs < ins) {
            throw new IllegalArgumentException(
                    "%s: needs at least as many output channels as input channels, received %s out and %s in; widen the layer, or use orthogonal"
                            .formatted(NAME, outs, ins));
        }
        return new Matrix(block.base + block.field[position], block.outs, block.ins);
    }

    @Override
    public String toString() {
        return "delta_orthogonal(gain=" + gain + ")";
    }
}
