package io.github.nd4jinit.plan;

import static io.github.nd4jinit.plan.Selector.layer;
import static io.github.nd4jinit.plan.Selector.name;
import static io.github.nd4jinit.plan.Selector.regex;
import static io.github.nd4jinit.plan.Selector.role;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans taken from well-known libraries, networks and papers. Zeros for biases, ones for norm scales and zeros for norm
 * shifts are the defaults of {@link Role} and need no rules. {@link Plan#withRules} adds rules before those of a plan.
 *
 * <pre>{@code
 * Plan plan = Recipes.gpt2(12).withRules(Rule.keep(Selector.name("wte.weight"))).seeded(42);
 * }</pre>
 *
 * <p>Most recipes select parameters by role and apply to any network. The following recipes contain rules that select
 * by name and match the names of only one library:
 *
 * <ul>
 *   <li>{@link #resnet} and {@link #resnetZeroGamma}: torchvision's names, such as {@code fc.weight}
 *   <li>{@link #gpt2}: Hugging Face's names, such as {@code h.0.attn.c_proj.weight}
 *   <li>{@link #tFixup}, {@link #deepNormEncoder}, {@link #deepNormDecoder} and {@link #deepNorm(int, int)}: fairseq's
 *       names, such as {@code encoder.layers.0.fc1.weight}
 * </ul>
 *
 * <p>DL4J's names end with {@code _W} and {@code _b}, so these rules do not match them. Therefore, {@code gpt2} and the
 * recipes for fairseq's names are rejected for a DL4J network, and {@code resnet} treats its classifier like a
 * convolution. For other names, write the rules with your own selectors.
 */
public final class Recipes {

    /**
     * Matches fairseq's names for the weights that determine the residual stream: all except those of queries and keys.
     */
    private static final String RESIDUAL = "(fc1|fc2|.*_attn\\.out_proj|.*_attn\\.v_proj)\\.weight";

    private Recipes() {}

    /**
     * The defaults of torch's layers, as in {@code reset_parameters} in {@code torch/nn/modules}: U(±1/√(fan in)) for
     * weights and their biases, N(0, 1) for embeddings, and U(±1/√hidden) for all parameters of an LSTM, GRU or plain
     * RNN. A bias needs the fans of its weight ({@link Parameter#withFans}), which {@link Tensor#named} and the
     * adapters set.
     *
     * <p>Recurrent layers are recognized by their type, {@code *lstm*}, {@code *gru*} or {@code SimpleRnn}, which the
     * adapters set. The parameters of a map have no layer type, so the recurrent layers in a map need additional rules.
     * torch's attention, which uses the Xavier formula for its packed query, key and value weights, also needs an
     * additional rule.
     *
     * @return the plan
     */
    public static Plan torch() {
        List<Rule> rules = new ArrayList<>();
        // The fan out, not the fan in, is the number of hidden units. U(±√(3 s/n)) has the variance s/n; s = 1/3 gives
        // U(±1/√n).
        Initializer byState = Init.varianceScaling(1.0 / 3, FanMode.FAN_OUT, Distribution.UNIFORM);
        for (String type : List.of("*lstm*", "*gru*", "SimpleRnn")) {
            for (Role role : List.of(Role.WEIGHT, Role.RECURRENT_WEIGHT, Role.BIAS, Role.FORGET_BIAS)) {
                rules.add(Rule.of(layer(type).and(role(role)), byState).ifAny());
            }
        }
        rules.add(Rule.of(role(Role.WEIGHT), Init.fanInUniform()));
        rules.add(Rule.of(role(Role.RECURRENT_WEIGHT), Init.fanInUniform()));
        rules.add(Rule.of(role(Role.BIAS), Init.fanInUniform()));
        rules.add(Rule.of(role(Role.EMBEDDING), Init.normal()));
        return Plan.of(rules);
    }

    /**
     * The defaults of Keras' layers: Glorot uniform for weights, orthogonal for recurrent weights, U(±0.05) for
     * embeddings, ones for the biases of forget gates, and zeros for the slopes of a PReLU. If the layout is packed,
     * each gate of an LSTM has its own fans and its own orthogonal matrix; Keras treats the gates as one matrix. A map
     * that holds the biases of all gates in one array has no separate parameter for the forget gate, so the bias of the
     * forget gate is also filled with zeros.
     *
     * @return the plan
     */
    public static Plan keras() {
        return Plan.of(
                Rule.of(role(Role.WEIGHT), Init.xavierUniform()),
                Rule.of(role(Role.RECURRENT_WEIGHT), Init.orthogonal()),
                Rule.of(role(Role.EMBEDDING), Init.uniform(-0.05, 0.05)),
                Rule.of(role(Role.SLOPE), Init.zeros()));
    }

    /**
     * ResNet as in torchvision, {@code torchvision/models/resnet.py}: {@code kaiming_normal_} with fan out for
     * convolutions (He and others, <a href="https://arxiv.org/abs/1502.01852">Delving deep into rectifiers</a>, 2015),
     * and the default of {@code torch.nn.Linear} for the classifier {@code fc}.
     *
     * @return the plan
     */
    public static Plan resnet() {
        return Plan.of(
                Rule.of(name("fc.*"), Init.fanInUniform()).ifAny(),
                Rule.of(role(Role.WEIGHT), Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU)));
    }

    /**
     * {@link #resnet} with zeros for the last norm scale of each residual block, so that each block is initially the
     * identity: Goyal and others, <a href="https://arxiv.org/abs/1706.02677">Accurate, large minibatch SGD</a>, 2017;
     * torchvision's {@code zero_init_residual}.
     *
     * @param lastNormScales the scales: {@code Selector.name("*.bn3.weight")} in torchvision's ResNet-50 and larger,
     *     {@code "*.bn2.weight"} in its ResNet-18 and ResNet-34
     * @return the plan
     */
    public static Plan resnetZeroGamma(Selector lastNormScales) {
        return resnet().withRules(Rule.of(lastNormScales, Init.zeros()));
    }

    /**
     * GPT-2 as in Hugging Face's {@code _init_weights} in {@code transformers/models/gpt2/modeling_gpt2.py}: N(0, 0.02)
     * for weights and embeddings, multiplied by 1/√(2 layers) for the two projections {@code c_proj} of each layer. The
     * outputs of these projections are added to the residual stream ("We scale the weights of residual layers at
     * initialization by a factor of 1/√N", N being the number of residual layers: Radford and others, Language models
     * are unsupervised multitask learners, 2019, section 2.3). OpenAI's code uses a std of 0.01 for positions.
     *
     * @param layers the number of layers, 12 in the smallest model
     * @return the plan
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Plan gpt2(int layers) {
        double std = 0.02;
        return Plan.of(
                Rule.of(name("*c_proj.weight"), Init.normal(0, std / Math.sqrt(2.0 * positive("gpt2", layers)))),
                Rule.of(role(Role.WEIGHT), Init.normal(0, std)),
                Rule.of(role(Role.EMBEDDING), Init.normal(0, std)));
    }

    /**
     * BERT as in its authors' {@code create_initializer} in {@code google-research/bert/modeling.py}: N(0, 0.02),
     * truncated at two standard deviations, for weights and embeddings. The std after truncation is 0.0176.
     *
     * @return the plan
     */
    public static Plan bert() {
        Initializer truncated = Init.truncNormal(0, 0.02, -0.04, 0.04);
        return Plan.of(Rule.of(role(Role.WEIGHT), truncated), Rule.of(role(Role.EMBEDDING), truncated));
    }

    /**
     * The Vision Transformer as in Hugging Face's {@code _init_weights} in {@code
     * transformers/models/vit/modeling_vit.py}: N(0, 0.02) for weights, positions and tokens, truncated at ±2, torch's
     * default, which is 100 standard deviations. DeiT ({@code facebookresearch/deit/models_v2.py}) does the same,
     * except that the patch projection has torch's default.
     *
     * @return the plan
     */
    public static Plan vit() {
        Initializer truncated = Init.truncNormal(0, 0.02, -2, 2);
        return Plan.of(
                Rule.of(role(Role.WEIGHT), truncated),
                Rule.of(role(Role.EMBEDDING), truncated),
                Rule.of(role(Role.TOKEN), truncated));
    }

    /**
     * T-Fixup, for transformers without layer normalization or warm-up: Huang and others, <a
     * href="https://proceedings.mlr.press/v119/huang20f.html">Improving transformer optimization through better
     * initialization</a>, 2020. The plan uses Xavier uniform for all matrices and N(0, 1/√d) for embeddings of d
     * dimensions, with these factors, where N is the number of layers of the encoder or decoder: (9 N)^-1/4 for
     * embeddings, and for {@code fc1}, {@code fc2}, {@code out_proj} and {@code v_proj} (9 N)^-1/4 in the decoder and
     * 0.67 N^-1/4 in the encoder. The paper's code also applies fairseq's gain of 1/√2 to queries and keys.
     *
     * <p>The rules match fairseq's names, such as {@code encoder.layers.0.self_attn.v_proj.weight}.
     *
     * @param encoderLayers the number of the encoder's layers
     * @param decoderLayers the number of the decoder's layers
     * @return the plan
     * @throws IllegalArgumentException if a number is not positive
     */
    public static Plan tFixup(int encoderLayers, int decoderLayers) {
        double encoder = inverseFourthRoot(9.0 * positive("tFixup", encoderLayers));
        double decoder = inverseFourthRoot(9.0 * positive("tFixup", decoderLayers));
        return Plan.of(
                Rule.of(regex("encoder\\..*" + RESIDUAL), Init.xavierUniform(0.67 * inverseFourthRoot(encoderLayers))),
                Rule.of(regex("decoder\\..*" + RESIDUAL), Init.xavierUniform(decoder)),
                Rule.of(role(Role.WEIGHT), Init.xavierUniform()),
                embedding(name("encoder.*").and(role(Role.EMBEDDING)), encoder).ifAny(),
                embedding(name("decoder.*").and(role(Role.EMBEDDING)), decoder).ifAny());
    }

    /**
     * DeepNorm for an encoder-only transformer such as BERT: Xavier normal, with the gain β = (8 N)^-1/4 for {@code
     * fc1}, {@code fc2}, {@code out_proj} and {@code v_proj}; N(0, 1/√d) for embeddings of d dimensions. The network
     * multiplies its residual connections by α = (2 N)^1/4. See Wang and others, <a
     * href="https://arxiv.org/abs/2203.00555">DeepNet: scaling transformers to 1,000 layers</a>, 2022, table 1. The
     * rules match fairseq's names.
     *
     * @param layers the number N of layers
     * @return the plan
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Plan deepNormEncoder(int layers) {
        return deepNormOneStack(positive("deepNormEncoder", layers));
    }

    /**
     * DeepNorm for a decoder-only transformer such as GPT. Table 1 of the paper lists the same formulas for decoders
     * and {@linkplain #deepNormEncoder encoders}: β = (8 M)^-1/4 and α = (2 M)^1/4.
     *
     * @param layers the number M of layers
     * @return the plan
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Plan deepNormDecoder(int layers) {
        return deepNormOneStack(positive("deepNormDecoder", layers));
    }

    private static Plan deepNormOneStack(int layers) {
        return deepNorm(Rule.of(regex(".*" + RESIDUAL), Init.xavierNormal(inverseFourthRoot(8.0 * layers))));
    }

    /**
     * DeepNorm for a transformer with an encoder and a decoder: the same as {@link #deepNormEncoder}, but with β = 0.87
     * (N⁴ M)^-1/16 and α = 0.81 (N⁴ M)^1/16 in the encoder, and β = (12 M)^-1/4 and α = (3 M)^1/4 in the decoder.
     *
     * @param encoderLayers the number N of the encoder's layers
     * @param decoderLayers the number M of the decoder's layers
     * @return the plan
     * @throws IllegalArgumentException if a number is not positive
     */
    public static Plan deepNorm(int encoderLayers, int decoderLayers) {
        double n = positive("deepNorm", encoderLayers);
        double m = positive("deepNorm", decoderLayers);
        double encoder = 0.87 * StrictMath.pow(n * n * n * n * m, -1.0 / 16);
        return deepNorm(
                Rule.of(regex("encoder\\..*" + RESIDUAL), Init.xavierNormal(encoder)),
                Rule.of(regex("decoder\\..*" + RESIDUAL), Init.xavierNormal(inverseFourthRoot(12 * m))));
    }

    private static Plan deepNorm(Rule... residual) {
        return Plan.of(Rule.of(role(Role.WEIGHT), Init.xavierNormal()), embedding(role(Role.EMBEDDING), 1))
                .withRules(residual);
    }

    /** N(0, factor/√d) for embeddings of shape [tokens, d]. */
    private static Rule embedding(Selector selector, double factor) {
        return Rule.of(
                        selector,
                        Init.varianceScaling(1, FanMode.FAN_IN, Distribution.NORMAL)
                                .scaled(factor))
                .withLayout(Layout.OUT_IN);
    }

    /** x^-1/4. */
    private static double inverseFourthRoot(double x) {
        return StrictMath.pow(x, -0.25);
    }

    private static int positive(String caller, int layers) {
        if (layers < 1) {
            throw new IllegalArgumentException(
                    "%s: the number of layers must be at least 1, received %s; pass the number of layers of the network"
                            .formatted(caller, layers));
        }
        return layers;
    }
}
