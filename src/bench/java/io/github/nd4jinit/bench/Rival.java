package io.github.nd4jinit.bench;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Who fills an array. */
enum Rival {
    /** This library, by ND4J's seed. */
    OURS("ours") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return Optional.of(() -> fill.ours(array));
        }
    },
    /** ND4J's native loop that writes a constant: what the memory allows. */
    MEMORY("w.assign(1)") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return Optional.of(() -> array.assign(1));
        }
    },
    /** ND4J's op for the same distribution, executed into the array. */
    OP("ND4J's op") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return fill.op(array);
        }
    },
    /**
     * ND4J's {@code WeightInitScheme}, called as SameDiff calls it: it allocates the array. Some schemes know no type but
     * FLOAT.
     */
    SCHEME("ND4J's scheme") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyFloat(array)
                    .flatMap(w -> fill.scheme(w.size(1)))
                    .map(scheme ->
                            () -> scheme.create(array.dataType(), array.shape()).close());
        }
    },
    /** A loop of one thread into a {@code float[]}, which is then copied in the fastest way that ND4J has. */
    LOOP("java.util") {
        @Override
        Optional<Runnable> filling(Fill fill, INDArray array) {
            return onlyFloat(array).map(w -> {
                JavaLoop loop = fill.loop(w.size(1));
                float[] values = new float[Math.toIntExact(w.length())];
                int columns = (int) w.size(1);
                return () -> {
                    loop.fill(values, columns);
                    w.data().asNioFloat().put(values);
                };
            });
        }
    };

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    /** One call that fills the array, if the rival knows how. */
    abstract Optional<Runnable> filling(Fill fill, INDArray array);

    private static Optional<INDArray> onlyFloat(INDArray array) {
        return Optional.of(array).filter(w -> w.dataType() == DataType.FLOAT);
    }

    @Override
    public String toString() {
        return title;
    }
}
