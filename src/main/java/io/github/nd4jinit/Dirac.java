package io.github.nd4jinit;

import java.util.List;

/**
 * In each group, input channel i passes unchanged to output channel i: a one in the middle of its receptive field.
 *
 * @param groups number of groups; 1 for those of the layout
 */
record Dirac(long groups) implements Strategy {

    private static final String NAME = "dirac";

    Dirac {
        Check.positive(NAME, "groups", groups);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        Layout grouped = groups == 1 ? layout : layout.regrouped(NAME, groups);
        long[] middles = grouped.matrices(NAME, shape).stream()
                .flatMap(part -> {
                    part.checkFieldAxes(NAME, 1, 3, "a convolution's weight");
                    int middle = part.position(size -> size / 2);
                    return part.blocks(NAME, shape).stream()
                            .map(block -> block.diagonal().map(element -> element + block.field[middle]));
                })
                .flatMapToLong(middlesOfBlock -> middlesOfBlock)
                .sorted()
                .toArray();
        Points ones = new Points(middles, 1);
        return ones.piece(shape);
    }

    @Override
    public String toString() {
        return "dirac(groups=" + groups + ")";
    }
}
