package io.github.nd4jinit.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix in 'c' order that all implementations fill.
 *
 * @param fill the values
 * @param type the element type
 * @param rows the number of rows
 * @param columns the number of columns
 */
record Case(Fill fill, DataType type, int rows, int columns) {

    /** The contender for torch's fill. */
    static final String TORCH = "torch";

    static Case square(Fill fill, int side) {
        return new Case(fill, DataType.FLOAT, side, side);
    }

    String title() {
        return "%s, %s %d x %d".formatted(fill, type, rows, columns);
    }

    /** Returns the comparison of this library with all other implementations that support the fill. */
    Comparison comparison(Optional<Torch> torch) {
        return new Comparison(title(), Relation.TIME, () -> contenders(torch));
    }

    private List<Contender> contenders(Optional<Torch> torch) {
        INDArray array = Nd4j.create(type, rows, columns);
        Stream<Contender> implementations = Stream.of(Implementation.values())
                .flatMap(implementation -> implementation.call(fill, array).stream()
                        .map(call -> Contender.of(implementation.toString(), call)));
        Stream<Contender> process = torch.filter(any -> type == DataType.FLOAT || type == DataType.DOUBLE).stream()
                .map(any -> new Contender(TORCH, any.fill(fill.name(), type, rows, columns)));
        return Stream.concat(implementations, process).toList();
    }
}
