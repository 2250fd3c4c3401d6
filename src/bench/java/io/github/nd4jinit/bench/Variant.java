package io.github.nd4jinit.bench;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.nd4jinit.Workers;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A kind of square matrix, or a way in which this library fills it. All matrices have the same number of values. */
enum Variant {
    FLOAT(DataType.FLOAT),
    DOUBLE(DataType.DOUBLE),
    HALF(DataType.FLOAT16),
    BFLOAT16(DataType.BFLOAT16),
    F_ORDER("'f' order") {
        @Override
        INDArray array(int side) {
            return Nd4j.create(DataType.FLOAT, new long[] {side, side}, 'f');
        }
    },
    TRANSPOSED("transposed") {
        @Override
        INDArray array(int side) {
            return Nd4j.create(DataType.FLOAT, side, side).transpose();
        }
    },
    EVERY_SECOND_COLUMN("every second column") {
        @Override
        INDArray array(int side) {
            return Nd4j.create(DataType.FLOAT, side, 2L * side).get(all(), interval(0, 2, 2L * side));
        }
    },
    BLOCK("block of a larger array") {
        @Override
        INDArray array(int side) {
            return Nd4j.create(DataType.FLOAT, side + 64, side + 64)
                    .get(interval(32, side + 32), interval(32, side + 32));
        }
    },
    OWN_NUMBERS("this library's numbers") {
        @Override
        Runnable call(Fill fill, INDArray array) {
            return with(Generator.seeded(1), fill, array);
        }
    },
    JAX_NUMBERS("JAX's numbers") {
        @Override
        Runnable call(Fill fill, INDArray array) {
            return with(Generator.jax(1), fill, array);
        }
    },
    TORCH_NUMBERS("torch's numbers") {
        @Override
        Runnable call(Fill fill, INDArray array) {
            return with(Generator.torch(1), fill, array);
        }
    },
    ONE_THREAD("one thread") {
        @Override
        Runnable call(Fill fill, INDArray array) {
            return onThreads(1, fill, array);
        }
    },
    TWO_THREADS("two threads") {
        @Override
        Runnable call(Fill fill, INDArray array) {
            return onThreads(2, fill, array);
        }
    };

    private static final List<Variant> ARRAYS =
            List.of(FLOAT, DOUBLE, HALF, BFLOAT16, F_ORDER, TRANSPOSED, EVERY_SECOND_COLUMN, BLOCK);
    private static final List<Variant> GENERATORS = List.of(OWN_NUMBERS, JAX_NUMBERS, TORCH_NUMBERS);
    private static final List<Variant> THREADS = List.of(ONE_THREAD, TWO_THREADS);

    private final String title;
    private final DataType type;

    Variant(DataType type) {
        this.title = type.name();
        this.type = type;
    }

    Variant(String title) {
        this.title = title;
        this.type = DataType.FLOAT;
    }

    static String arraysTitle(Fill fill, int side) {
        return title(fill, side, "element types, orders and views");
    }

    /** Returns the comparison of FLOAT in 'c' order with other arrays. */
    static Comparison arrays(Fill fill, int side) {
        return new Comparison(arraysTitle(fill, side), Relation.SPEED, () -> contenders(ARRAYS, fill, side));
    }

    static String generatorsTitle(Fill fill, int side) {
        return title(fill, side, "generators");
    }

    /** Returns the comparison of this library's numbers with those of JAX and torch, and with torch. */
    static Comparison generators(Fill fill, int side, Optional<Torch> torch) {
        return new Comparison(generatorsTitle(fill, side), Relation.SPEED, () -> {
            List<Contender> contenders = new ArrayList<>(contenders(GENERATORS, fill, side));
            torch.ifPresent(process ->
                    contenders.add(new Contender(Case.TORCH, process.fill(fill.name(), DataType.FLOAT, side, side))));
            return contenders;
        });
    }

    /** Returns the comparison of two threads with one. */
    static Comparison threads(Fill fill, int side) {
        return new Comparison(title(fill, side, "threads"), Relation.SPEED, () -> contenders(THREADS, fill, side));
    }

    private static String title(Fill fill, int side, String subject) {
        return "%s %d x %d, %s".formatted(fill, side, side, subject);
    }

    private static List<Contender> contenders(List<Variant> variants, Fill fill, int side) {
        return variants.stream()
                .map(variant -> Contender.of(variant.title, variant.call(fill, variant.array(side))))
                .toList();
    }

    INDArray array(int side) {
        return Nd4j.create(type, side, side);
    }

    Runnable call(Fill fill, INDArray array) {
        return () -> fill.fill(array);
    }

    private static Runnable with(Generator generator, Fill fill, INDArray array) {
        return () -> fill.initializer().initialize(array, generator);
    }

    private static Runnable onThreads(int threads, Fill fill, INDArray array) {
        Workers workers = Workers.of(threads);
        return () -> workers.run(() -> fill.fill(array));
    }

    @Override
    public String toString() {
        return title;
    }
}
