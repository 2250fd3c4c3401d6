package io.github.nd4jinit.bench;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Fills a small matrix in a JVM in which many initializers and element types have been used, as in a training program:
 * then the JVM cannot compile the fill for one initializer and one type alone.
 */
final class SmallArrays {

    /** The contender that creates the initializer and the generator for each call. */
    static final String GENERATOR_PER_CALL = "Init.xavierUniform(), Generator.seeded";

    private static final List<Initializer> INITIALIZERS = List.of(
            Init.uniform(),
            Init.normal(),
            Init.truncNormal(),
            Init.constant(0.3),
            Init.zeros(),
            Init.sparse(0.9),
            Init.orthogonal(),
            Init.xavierUniform(),
            Init.kaimingNormal(),
            Init.lecunNormal());
    private static final List<DataType> TYPES =
            List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16);
    private static final int REPETITIONS = 1000;

    private SmallArrays() {}

    static String title(int side) {
        return "Xavier uniform, FLOAT %d x %d, after %d initializers and %d types"
                .formatted(side, side, INITIALIZERS.size(), TYPES.size());
    }

    static Comparison comparison(int side, Optional<Torch> torch) {
        return new Comparison(title(side), Relation.TIME, () -> {
            useAll(side);
            return contenders(side, torch);
        });
    }

    private static void useAll(int side) {
        List<INDArray> arrays =
                TYPES.stream().map(type -> Nd4j.create(type, side, side)).toList();
        for (int i = 0; i < REPETITIONS; i++) {
            Generator generator = Generator.seeded(i);
            for (Initializer initializer : INITIALIZERS) {
                arrays.forEach(array -> initializer.initialize(array, generator));
            }
        }
    }

    private static List<Contender> contenders(int side, Optional<Torch> torch) {
        INDArray array = Nd4j.create(DataType.FLOAT, side, side);
        List<Contender> contenders = new ArrayList<>(List.of(
                Contender.of(GENERATOR_PER_CALL, () -> Init.xavierUniform().initialize(array, Generator.seeded(1))),
                Contender.of("Init.xavierUniform(), ND4J's seed", () -> Init.xavierUniform(array)),
                Contender.of("w.assign(1)", () -> array.assign(1)),
                Contender.of("Nd4j.rand(w)", () -> Nd4j.rand(array))));
        torch.ifPresent(process ->
                contenders.add(new Contender(Case.TORCH, process.fill("xavier_uniform", DataType.FLOAT, side, side))));
        return contenders;
    }
}
