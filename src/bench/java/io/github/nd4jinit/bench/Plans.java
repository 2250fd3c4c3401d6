package io.github.nd4jinit.bench;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Compares plans with the fills that they execute. */
final class Plans {

    /** The title for the parameters of GPT-2. */
    static final String GPT2 = "GPT-2, 124 million values";

    /** The number of parameters of the network with tiny parameters. */
    static final int TINY_COUNT = 10_000;

    /** The title for many tiny parameters. */
    static final String TINY = TINY_COUNT + " parameters of 4 x 4";

    /** The contender that executes the fills one by one, with generators that exist before. */
    static final String FILLS = "the fills alone";

    /** The contender that applies the plan. */
    static final String PLAN = "plan";

    private static final int GPT2_LAYERS = 12;
    private static final String GPT2_PARAMETERS = "/io/github/nd4jinit/examples/gpt2.tsv";

    private Plans() {}

    static Comparison gpt2() {
        return new Comparison(GPT2, Relation.TIME, () -> contenders(Recipes.gpt2(GPT2_LAYERS), gpt2Tensors()));
    }

    static Comparison tiny() {
        Plan plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.xavierUniform()));
        return new Comparison(TINY, Relation.TIME, () -> contenders(plan, tinyTensors()));
    }

    private static List<Contender> contenders(Plan plan, List<Tensor> tensors) {
        Generator generator = Generator.seeded(1);
        PlanOptions options = PlanOptions.defaults().withGenerator(generator);
        List<Runnable> fills = fills(plan, tensors, generator);
        return List.of(
                Contender.of(FILLS, () -> fills.forEach(Runnable::run)),
                Contender.of(PLAN, () -> plan.apply(tensors, options)));
    }

    private static List<Runnable> fills(Plan plan, List<Tensor> tensors, Generator generator) {
        List<Assignment> assignments = plan.dryRun(tensors).list();
        return IntStream.range(0, tensors.size())
                .mapToObj(i -> fill(assignments.get(i), tensors.get(i), generator))
                .toList();
    }

    private static Runnable fill(Assignment assignment, Tensor tensor, Generator generator) {
        Generator named = generator.named(tensor.parameter().name());
        return () -> assignment.initializer().orElseThrow().initialize(tensor.array(), assignment.layout(), named);
    }

    private static List<Tensor> gpt2Tensors() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Plans.class.getResourceAsStream(GPT2_PARAMETERS), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> tensor(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a tensor from its name, its size and its kind. */
    private static Tensor tensor(String... fields) {
        long[] shape = Arrays.stream(fields[1].split("x", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        Role role = fields[2].equals("dense_in_out") ? Role.WEIGHT : Role.valueOf(fields[2].toUpperCase(Locale.ROOT));
        return Tensor.of(fields[0], role, Layout.IN_OUT, Nd4j.create(DataType.FLOAT, shape));
    }

    private static List<Tensor> tinyTensors() {
        return IntStream.range(0, TINY_COUNT)
                .mapToObj(i -> Tensor.of(
                        "layer.%d.weight".formatted(i), Role.WEIGHT, Layout.OUT_IN, Nd4j.create(DataType.FLOAT, 4, 4)))
                .toList();
    }
}
