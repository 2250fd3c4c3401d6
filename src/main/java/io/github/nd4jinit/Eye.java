package io.github.nd4jinit;

import java.util.List;

/** Ones on the main diagonal of each matrix. */
record Eye() implements Strategy {

    private static final String NAME = "eye";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        long[] diagonals = layout.matrices(NAME, shape).stream()
                .flatMap(part -> {
                    part.checkFieldAxes(NAME, 0, 0, "a matrix");
                    return part.blocks(NAME, shape).stream();
                })
                .flatMapToLong(Block::diagonal)
                .sorted()
                .toArray();
        Points ones = new Points(diagonals, 1);
        return ones.piece(shape);
    }

    @Override
    public String toString() {
        return NAME;
    }
}
