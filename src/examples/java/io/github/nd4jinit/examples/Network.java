package io.github.nd4jinit.examples;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of a network and the plan for their initial values.
 *
 * @param name the name of the network
 * @param plan the plan for its initial values
 */
record Network(String name, Plan plan) {

    private static final int GPT2_LAYERS = 12;

    static final List<Network> ALL = List.of(
            new Network("resnet50", Recipes.resnet()),
            new Network("gpt2", Recipes.gpt2(GPT2_LAYERS)),
            new Network("vit_b_16", vit()));

    /**
     * The Vision Transformer of torchvision, {@code torchvision/models/vision_transformer.py}, with one difference. It is
     * not a {@linkplain Recipes recipe} of this library, and it serves as an example of a custom plan.
     */
    private static Plan vit() {
        return Plan.of(
                // VisionTransformer.__init__: the patch projection, with torch's bounds of -2 and 2, which are 55 std
                // from the mean.
                Rule.of(
                        Selector.name("conv_proj.weight"),
                        Init.truncNormal(
                                0, Math.sqrt(1 / Fans.of(768, 3, 16, 16).fanIn()), -2, 2)),
                Rule.of(Selector.name("class_token"), Init.zeros()),
                // Encoder.__init__
                Rule.of(Selector.name("*pos_embedding"), Init.normal(0, 0.02)),
                // torch.nn.MultiheadAttention._reset_parameters, with one difference: torch treats [3E, E] as one
                // matrix with fan out 3E. Here query, key and value have separate fans, as in the authors' code,
                // google-research/vision_transformer. The output projection stays a torch.nn.Linear.
                Rule.of(Selector.name("*.in_proj_weight"), Init.xavierUniform()).withLayout(Layout.OUT_IN.packed(3)),
                Rule.of(Selector.name("*.out_proj.weight"), Init.fanInUniform()),
                // MLPBlock.__init__
                Rule.of(Selector.regex(".*\\.mlp\\..*\\.weight"), Init.xavierUniform()),
                Rule.of(Selector.regex(".*\\.mlp\\..*\\.bias"), Init.normal(0, 1e-6)),
                Rule.of(Selector.name("heads.head.weight"), Init.zeros()));
    }

    /** Reads the list of parameters. */
    List<Parameter> parameters() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Network.class.getResourceAsStream(name + ".tsv"), StandardCharsets.UTF_8))) {
            return Parameter.withFansOfWeights(lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Network::parameter)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses a line of a parameter list: name, size and kind, separated by tabs. */
    static Parameter parameter(String line) {
        String[] fields = line.split("\t", -1);
        ParameterKind kind = ParameterKind.valueOf(fields[2].toUpperCase(Locale.ROOT));
        long[] shape = Arrays.stream(fields[1].split("x", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        return Parameter.of(fields[0], kind.role, kind.layout, shape);
    }
}
