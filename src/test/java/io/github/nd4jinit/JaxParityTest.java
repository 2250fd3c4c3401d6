package io.github.nd4jinit;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.JaxKey;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares values with those of JAX's initializers, which {@code src/test/golden/jax_parity.py} recorded. */
class JaxParityTest {

    static Stream<ParityRow> rows() {
        return ParityRow.read("jax.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valuesEqualThoseOfJax(ParityRow row) {
        JaxKey key = key(row);
        if (row.call().equals("data")) {
            row.assertBits(Nd4j.createFromArray((int) (key.data() >>> Integer.SIZE), (int) key.data()));
            return;
        }
        for (char order : new char[] {'c', 'f'}) {
            INDArray array = row.array(order);
            Initializer.parse(row.call()).initialize(array, Layout.IN_OUT, key);
            if (row.call().contains("orthogonal")) {
                row.assertClose(array, ParityRow.ORTHOGONAL, 0);
            } else {
                row.assertBits(array);
            }
        }
    }

    private static JaxKey key(ParityRow row) {
        String[] path = row.seed().split(" ", -1);
        JaxKey key = Generator.jax(Long.parseLong(path[0]));
        if (row.source().equals("False")) {
            key = key.unpartitionable();
        }
        for (int i = 1; i < path.length; ) {
            if (path[i].equals("split")) {
                key = key.split(Integer.parseInt(path[i + 1])).get(Integer.parseInt(path[i + 2]));
                i += 3;
            } else {
                key = key.foldIn(Integer.parseInt(path[i + 1]));
                i += 2;
            }
        }
        return key;
    }
}
