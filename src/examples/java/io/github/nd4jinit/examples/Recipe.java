package io.github.nd4jinit.examples;

import static io.github.nd4jinit.examples.Role.BIAS;
import static io.github.nd4jinit.examples.Role.CONV;
import static io.github.nd4jinit.examples.Role.DENSE_IN_OUT;
import static io.github.nd4jinit.examples.Role.EMBEDDING;
import static io.github.nd4jinit.examples.Role.NORM_SCALE;
import static io.github.nd4jinit.examples.Role.NORM_SHIFT;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Nonlinearity;
import java.util.List;

/**
 * How a network is initialized: rules, of which the first that matches a parameter counts.
 *
 * @param rules the rules, special ones first
 */
record Recipe(List<Rule> rules) {

    /** ResNet as torchvision has it: {@code torchvision/models/resnet.py}. */
    static final Recipe RESNET = of(
            // ResNet.__init__; He and others, Delving Deep into Rectifiers, 2015.
            Rule.of(CONV, Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU)),
            Rule.of(NORM_SCALE, Init.ones()),
            Rule.of(NORM_SHIFT, Init.zeros()),
            // The classifier stays as torch.nn.Linear.reset_parameters left it. A bias takes its weight's fan in.
            Rule.of("fc\\.weight", Init.fanInUniform()),
            Rule.of("fc\\.bias", Init.fanInUniform(Fans.of(1000, 2048))));

    private static final int GPT2_LAYERS = 12;

    /** GPT-2 as Hugging Face has it: {@code transformers/models/gpt2/modeling_gpt2.py}, {@code _init_weights}. */
    static final Recipe GPT2 = of(
            // Two projections a layer are added to the residual stream. "We scale the weights of residual layers at
            // initialization by a factor of 1/sqrt(N)" of their number N: Radford and others, Language Models are
            // Unsupervised Multitask Learners, 2019, section 2.3.
            Rule.of(".*\\.c_proj\\.weight", Init.normal(0, 0.02 / Math.sqrt(2 * GPT2_LAYERS))),
            Rule.of(DENSE_IN_OUT, Init.normal(0, 0.02)),
            // OpenAI's own code, src/model.py, starts the positions (wpe) with 0.01; Hugging Face does not.
            Rule.of(EMBEDDING, Init.normal(0, 0.02)),
            Rule.of(BIAS, Init.zeros()),
            Rule.of(NORM_SCALE, Init.ones()),
            Rule.of(NORM_SHIFT, Init.zeros()));

    /** The Vision Transformer as torchvision has it, but for one thing: {@code torchvision/models/vision_transformer.py}. */
    static final Recipe VIT = of(
            // VisionTransformer.__init__: the patches' projection, with torch's bounds of -2 and 2, 55 std away.
            Rule.of(
                    "conv_proj\\.weight",
                    Init.truncNormal(0, Math.sqrt(1 / Fans.of(768, 3, 16, 16).fanIn()), -2, 2)),
            Rule.of("class_token", Init.zeros()),
            // Encoder.__init__
            Rule.of(".*pos_embedding", Init.normal(0, 0.02)),
            // torch.nn.MultiheadAttention._reset_parameters, but for one thing: torch takes [3E, E] for one matrix of
            // fan out 3E. Here query, key and value have fans of their own, as in the paper's own code,
            // google-research/vision_transformer. The output projection stays a torch.nn.Linear.
            Rule.of(".*\\.in_proj_weight", Init.xavierUniform()).packed(3),
            Rule.of(".*\\.out_proj\\.weight", Init.fanInUniform()),
            // MLPBlock.__init__
            Rule.of(".*\\.mlp\\..*\\.weight", Init.xavierUniform()),
            Rule.of(".*\\.mlp\\..*\\.bias", Init.normal(0, 1e-6)),
            Rule.of("heads\\.head\\.weight", Init.zeros()),
            Rule.of(BIAS, Init.zeros()),
            Rule.of(NORM_SCALE, Init.ones()),
            Rule.of(NORM_SHIFT, Init.zeros()));

    private static Recipe of(Rule... rules) {
        return new Recipe(List.of(rules));
    }

    /** The first rule that matches a parameter. */
    Rule rule(Parameter parameter) {
        return rules.stream()
                .filter(rule -> rule.matches().test(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule for " + parameter));
    }
}
