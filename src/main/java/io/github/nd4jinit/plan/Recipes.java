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
 * Ready plans: how well-known libraries, networks and papers start. What they leave to their library, biases of zero and norms of
 * one and zero, are the defaults of {@link Role}. A plan is a start: {@link Plan#withRules} puts other rules before these.
 *
 * <pre>{@code
 * Plan plan = Recipes.gpt2(12).withRules(Rule.keep(Selector.name("wte.weight"))).seeded(42);
 * }</pre>
 */
public final class Recipes {

    private Recipes() {}

    /**
     * The defaults of torch's layers, {@code reset_parameters} in {@code torch/nn/modules}: U(±1/√(fan in)) for weights and
     * their biases, N(0, 1) for embeddings, U(±1/√hidden) for all that an LSTM, GRU or plain RNN has. A bias needs its weight's
     * fans, {@link Parameter#withFans}, which {@link Tensor#named} and the adapters provide.
     *
     * <p>Recurrent layers are told by their type, {@code *lstm*}, {@code *gru*} or {@code SimpleRnn}, which the adapters know and a
     * map's names do not: there they need rules of their own. torch's attention draws its packed query, key and value by
     * Xavier's formula; add a rule for these too.
     *
     * @return the plan
     */
    public static Plan torch() {
        List<Rule> rules = new ArrayList<>();
        // 1/√hidden: fan out is the size of the state, fan in is not. A uniform number on ±√(3 s/n) has the variance
        // s/n.
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
     * The defaults of Keras' layers: Glorot's uniform for weights, orthogonal for recurrent weights, U(±0.05) for embeddings, ones
     * for forget gates, zeros for a PReLU's slopes. Of an LSTM's packed gates each has fans and an orthogonal matrix of its own,
     * if the layout says so; Keras takes them for one matrix. A map that holds the biases of all gates in one array has no forget
     * gate to tell.
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
     * ResNet as torchvision builds it, {@code torchvision/models/resnet.py}: convolutions by {@code kaiming_normal_} with fan out
     * (He and others, <a href="https://arxiv.org/abs/1502.01852">Delving deep into rectifiers</a>, 2015), the classifier {@code fc}
     * as {@code torch.nn.Linear} leaves it.
     *
     * @return the plan
     */
    public static Plan resnet() {
        return Plan.of(
                Rule.of(name("fc.*"), Init.fanInUniform()).ifAny(),
                Rule.of(role(Role.WEIGHT), Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU)));
    }

    /**
     * {@link #resnet} with zeros for the last norm scale of each residual block, which then starts as the identity: Goyal and
     * others, <a href="https://arxiv.org/abs/1706.02677">Accurate, large minibatch SGD</a>, 2017; torchvision's {@code
     * zero_init_residual}.
     *
     * @param lastNormScales the scales: {@code Selector.name("*.bn3.weight")} in torchvision's ResNet-50 and larger, {@code
     *     "*.bn2.weight"} in its ResNet-18 and 34
     * @return the plan
     */
    public static Plan resnetZeroGamma(Selector lastNormScales) {
        return resnet().withRules(Rule.of(lastNormScales, Init.zeros()));
    }

    /**
     * GPT-2 as Hugging Face has it, {@code _init_weights} in {@code transformers/models/gpt2/modeling_gpt2.py}: N(0, 0.02) for
     * weights and embeddings, and 1/√(2 layers) of that for the two projections of each layer, {@code c_proj}, that are added to
     * the residual stream ("We scale the weights of residual layers at initialization by a factor of 1/√N", of their number N:
     * Radford and others, Language models are unsupervised multitask learners, 2019, section 2.3). OpenAI's own code starts the
     * positions with 0.01.
     *
     * @param layers the number of layers, 12 in the smallest
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
     * BERT as its authors' code has it, {@code create_initializer} in {@code google-research/bert/modeling.py}: N(0, 0.02), truncated
     * at two of these standard deviations, for weights and embeddings. What is left has a standard deviation of 0.0176.
     *
     * @return the plan
     */
    public static Plan bert() {
        Initializer truncated = Init.truncNormal(0, 0.02, -0.04, 0.04);
        return Plan.of(Rule.of(role(Role.WEIGHT), truncated), Rule.of(role(Role.EMBEDDING), truncated));
    }

    /**
     * The Vision Transformer as Hugging Face has it, {@code _init_weights} in {@code transformers/models/vit/modeling_vit.py}: N(0,
     * 0.02) truncated at ±2, which is torch's default and 100 standard deviations away, for weights, positions and tokens. DeiT
     * ({@code facebookresearch/deit/models_v2.py}) does the same, but leaves the patches' projection to torch.
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

    /** The matrices of a transformer that change the residual stream, by fairseq's names; queries and keys do not. */
    private static final String RESIDUAL = "(fc1|fc2|.*_attn\\.out_proj|.*_attn\\.v_proj)\\.weight";

    /**
     * T-Fixup, which trains transformers without layer normalization and warm-up: Huang and others, <a
     * href="https://proceedings.mlr.press/v119/huang20f.html">Improving transformer optimization through better
     * initialization</a>, 2020. Xavier's uniform for all matrices, N(0, 1/√d) for embeddings of size d; then the decoder's {@code
     * fc1}, {@code fc2}, {@code out_proj} and {@code v_proj}, and all embeddings, times (9 N)^-1/4 of the N layers on their side, the
     * encoder's times 0.67 N^-1/4. The paper's code also gives queries and keys fairseq's gain of 1/√2.
     *
     * <p>Names are fairseq's: {@code encoder.layers.0.self_attn.v_proj.weight}.
     *
     * @param encoderLayers the number of the encoder's layers
     * @param decoderLayers the number of the decoder's layers
     * @return the plan
     * @throws IllegalArgumentException if a number is not positive
     */
    public static Plan tFixup(int encoderLayers, int decoderLayers) {
        double encoder = root(9.0 * positive("tFixup", encoderLayers));
        double decoder = root(9.0 * positive("tFixup", decoderLayers));
        return Plan.of(
                Rule.of(regex("encoder\\..*" + RESIDUAL), Init.xavierUniform(0.67 * root(encoderLayers))),
                Rule.of(regex("decoder\\..*" + RESIDUAL), Init.xavierUniform(decoder)),
                Rule.of(role(Role.WEIGHT), Init.xavierUniform()),
                embedding(name("encoder.*").and(role(Role.EMBEDDING)), encoder).ifAny(),
                embedding(name("decoder.*").and(role(Role.EMBEDDING)), decoder).ifAny());
    }

    /**
     * DeepNorm for a transformer of an encoder alone, such as BERT: Xavier's normal, for {@code fc1}, {@code fc2}, {@code out_proj} and
     * {@code v_proj} with the gain β = (8 N)^-1/4; N(0, 1/√d) for embeddings. The layers' residual factor is α = (2 N)^1/4. Wang
     * and others, <a href="https://arxiv.org/abs/2203.00555">DeepNet: scaling transformers to 1,000 layers</a>, 2022, table 1. Names
     * are fairseq's.
     *
     * @param layers N
     * @return the plan
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Plan deepNormEncoder(int layers) {
        return deepNorm(Rule.of(regex(".*" + RESIDUAL), Init.xavierNormal(root(8.0 * positive("deepNorm", layers)))));
    }

    /**
     * DeepNorm for a transformer of a decoder alone, such as GPT: the same numbers as {@link #deepNormEncoder}.
     *
     * @param layers M
     * @return the plan
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Plan deepNormDecoder(int layers) {
        return deepNormEncoder(layers);
    }

    /**
     * DeepNorm for a transformer of an encoder and a decoder: as {@link #deepNormEncoder}, but with β = 0.87 (N⁴ M)^-1/16 in the encoder
     * and (12 M)^-1/4 in the decoder; α is 0.81 (N⁴ M)^1/16 and (3 M)^1/4.
     *
     * @param encoderLayers N
     * @param decoderLayers M
     * @return the plan
     * @throws IllegalArgumentException if a number is not positive
     */
    public static Plan deepNorm(int encoderLayers, int decoderLayers) {
        double n = positive("deepNorm", encoderLayers);
        double m = positive("deepNorm", decoderLayers);
        double encoder = 0.87 * StrictMath.pow(n * n * n * n * m, -1.0 / 16);
        return deepNorm(
                Rule.of(regex("encoder\\..*" + RESIDUAL), Init.xavierNormal(encoder)),
                Rule.of(regex("decoder\\..*" + RESIDUAL), Init.xavierNormal(root(12 * m))));
    }

    private static Plan deepNorm(Rule... residual) {
        return Plan.of(Rule.of(role(Role.WEIGHT), Init.xavierNormal()), embedding(role(Role.EMBEDDING), 1))
                .withRules(residual);
    }

    /** N(0, factor/√d) for [tokens, d]. */
    private static Rule embedding(Selector selector, double factor) {
        return Rule.of(
                        selector,
                        Init.varianceScaling(1, FanMode.FAN_IN, Distribution.NORMAL)
                                .scaled(factor))
                .withLayout(Layout.OUT_IN);
    }

    /** x^-1/4. */
    private static double root(double x) {
        return StrictMath.pow(x, -0.25);
    }

    private static int positive(String who, int layers) {
        if (layers < 1) {
            throw new IllegalArgumentException(
                    "%s: the number of layers must be at least 1, received %s; pass the network's own"
                            .formatted(who, layers));
        }
        return layers;
    }
}
