package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the recipes with numbers that were computed by hand from the paper or the reference code. */
class RecipesTest {

    private static final Layout OUT_IN = Layout.OUT_IN;

    private static Parameter weight(String name, long... shape) {
        return Parameter.of(name, Role.WEIGHT, OUT_IN, shape);
    }

    private static double std(Plan plan, List<Parameter> parameters, String name) {
        Moments moments = plan.assign(parameters).get(name).moments();
        assertThat(moments.mean()).isCloseTo(0, within(1e-15));
        return moments.std();
    }

    private static double xavier(double gain, double fanIn, double fanOut) {
        return gain * Math.sqrt(2 / (fanIn + fanOut));
    }

    // --- libraries ------------------------------------------------------------------------------------------------

    private static final List<Parameter> LAYERS = List.of(
            weight("linear.weight", 10, 30),
            Parameter.of("linear.bias", Role.BIAS, OUT_IN, 10).withFans(new Fans(30, 10)),
            Parameter.of("embedding.weight", Role.EMBEDDING, OUT_IN, 50, 8),
            Parameter.of("lstm.W", Role.WEIGHT, Layout.IN_OUT.packed(4), 12, 4 * 25)
                    .withLayer("LSTM"),
            Parameter.of("lstm.RW", Role.RECURRENT_WEIGHT, Layout.IN_OUT.packed(4), 25, 4 * 25)
                    .withLayer("LSTM"),
            Parameter.of("lstm.b", Role.BIAS, OUT_IN, 75).withLayer("LSTM").withFans(new Fans(12, 25)),
            Parameter.of("lstm.b.forget", Role.FORGET_BIAS, OUT_IN, 25)
                    .withLayer("LSTM")
                    .withFans(new Fans(12, 25)),
            Parameter.of("prelu.alpha", Role.SLOPE, OUT_IN, 5),
            Parameter.of("norm.weight", Role.NORM_SCALE, OUT_IN, 7),
            Parameter.of("norm.bias", Role.NORM_SHIFT, OUT_IN, 7));

    @Test
    void torchUsesTheNumberOfUnitsForRecurrentLayersAndTheFanInOtherwise() {
        Plan torch = Recipes.torch();
        double linear = 1 / Math.sqrt(3 * 30); // U(±b) has the std b/√3, and b = 1/√30
        double state = 1 / Math.sqrt(3 * 25);

        assertThat(std(torch, LAYERS, "linear.weight")).isCloseTo(linear, within(1e-12));
        assertThat(std(torch, LAYERS, "linear.bias")).isCloseTo(linear, within(1e-12));
        assertThat(std(torch, LAYERS, "embedding.weight")).isEqualTo(1);
        assertThat(std(torch, LAYERS, "lstm.W")).isCloseTo(state, within(1e-12));
        assertThat(std(torch, LAYERS, "lstm.RW")).isCloseTo(state, within(1e-12));
        assertThat(std(torch, LAYERS, "lstm.b")).isCloseTo(state, within(1e-12));
        assertThat(std(torch, LAYERS, "lstm.b.forget")).isCloseTo(state, within(1e-12));
        assertThat(torch.assign(LAYERS).get("prelu.alpha").moments()).isEqualTo(new Moments(0.25, 0));
        assertThat(torch.assign(LAYERS).get("norm.weight").moments()).isEqualTo(new Moments(1, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GravesLSTM", "lstmLayer", "gru", "SimpleRnn"})
    void torchRecognizesTheRecurrentLayersOfDl4jAndSameDiff(String type) {
        List<Parameter> layer =
                List.of(Parameter.of("w", Role.WEIGHT, Layout.IN_OUT, 12, 25).withLayer(type));
        assertThat(std(Recipes.torch(), layer, "w")).isCloseTo(1 / Math.sqrt(3 * 25), within(1e-12));
    }

    @Test
    void kerasUsesGlorotUniformAndForgetBiasesOfOne() {
        Plan keras = Recipes.keras();

        assertThat(std(keras, LAYERS, "linear.weight")).isCloseTo(xavier(1, 30, 10), within(1e-12));
        assertThat(std(keras, LAYERS, "linear.bias")).isZero();
        assertThat(std(keras, LAYERS, "embedding.weight")).isCloseTo(0.05 / Math.sqrt(3), within(1e-12));
        assertThat(std(keras, LAYERS, "lstm.W")).isCloseTo(xavier(1, 12, 25), within(1e-12));
        assertThat(keras.assign(LAYERS).get("lstm.RW").initializer().orElseThrow())
                .hasToString("orthogonal(gain=1.0)");
        assertThat(keras.assign(LAYERS).get("lstm.b.forget").moments()).isEqualTo(new Moments(1, 0));
        assertThat(keras.assign(LAYERS).get("lstm.b").moments()).isEqualTo(new Moments(0, 0));
        assertThat(keras.assign(LAYERS).get("prelu.alpha").moments()).isEqualTo(new Moments(0, 0));
    }

    // --- networks -------------------------------------------------------------------------------------------------

    @Test
    void zeroGammaSetsOnlyTheLastNormScaleOfEachBlockToZero() {
        List<Parameter> block = List.of(
                weight("layer1.0.conv1.weight", 64, 256, 3, 3),
                Parameter.of("layer1.0.bn2.weight", Role.NORM_SCALE, OUT_IN, 64),
                Parameter.of("layer1.0.bn3.weight", Role.NORM_SCALE, OUT_IN, 64));
        Assignments zero =
                Recipes.resnetZeroGamma(Selector.name("*.bn3.weight")).assign(block);

        assertThat(zero.get("layer1.0.bn3.weight").moments()).isEqualTo(new Moments(0, 0));
        assertThat(zero.get("layer1.0.bn2.weight").moments()).isEqualTo(new Moments(1, 0));
        assertThat(zero.get("layer1.0.conv1.weight").moments().std())
                .isCloseTo(Math.sqrt(2.0 / (64 * 9)), within(1e-12)); // the fan out, not the fan in, which is 256 * 9
        assertThat(Recipes.resnet().assign(block).get("layer1.0.bn3.weight").moments())
                .isEqualTo(new Moments(1, 0));
    }

    @Test
    void bertTruncatesAtTwoSigmaWithoutCorrectingTheStd() {
        List<Parameter> bert = List.of(
                Parameter.of("bert.embeddings.word_embeddings.weight", Role.EMBEDDING, OUT_IN, 30522, 768),
                weight("bert.encoder.layer.0.attention.self.query.weight", 768, 768),
                Parameter.of("bert.encoder.layer.0.attention.self.query.bias", Role.BIAS, OUT_IN, 768));
        // a standard normal distribution truncated at two standard deviations has the std 0.8796256610
        assertThat(std(Recipes.bert(), bert, "bert.embeddings.word_embeddings.weight"))
                .isCloseTo(0.02 * 0.8796256610, within(1e-10));
        assertThat(std(Recipes.bert(), bert, "bert.encoder.layer.0.attention.self.query.weight"))
                .isCloseTo(0.02 * 0.8796256610, within(1e-10));
        assertThat(std(Recipes.bert(), bert, "bert.encoder.layer.0.attention.self.query.bias"))
                .isZero();
    }

    // --- very deep transformers -----------------------------------------------------------------------------------

    /** Returns the parameters of a transformer with the names of fairseq and the widths 512 and 2048. */
    private static List<Parameter> fairseq(int encoderLayers, int decoderLayers) {
        List<Parameter> parameters = new ArrayList<>();
        side("encoder", encoderLayers, List.of("self_attn"), parameters);
        side("decoder", decoderLayers, List.of("self_attn", "encoder_attn"), parameters);
        return parameters;
    }

    private static void side(String side, int layers, List<String> attentions, List<Parameter> parameters) {
        if (layers > 0) {
            parameters.add(Parameter.of(side + ".embed_tokens.weight", Role.EMBEDDING, OUT_IN, 10000, 512));
        }
        for (int i = 0; i < layers; i++) {
            String layer = side + ".layers." + i + ".";
            for (String attention : attentions) {
                for (String projection : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
                    parameters.add(weight(layer + attention + "." + projection + ".weight", 512, 512));
                    parameters.add(
                            Parameter.of(layer + attention + "." + projection + ".bias", Role.BIAS, OUT_IN, 512));
                }
            }
            parameters.add(weight(layer + "fc1.weight", 2048, 512));
            parameters.add(weight(layer + "fc2.weight", 512, 2048));
        }
    }

    @Test
    void tFixupScalesTheWeightsOfTheResidualBranches() {
        List<Parameter> parameters = fairseq(6, 3);
        Plan plan = Recipes.tFixup(6, 3);
        double encoder = 0.67 * Math.pow(6, -0.25);
        double decoder = Math.pow(9 * 3, -0.25);

        assertThat(std(plan, parameters, "encoder.layers.5.fc1.weight"))
                .isCloseTo(xavier(encoder, 512, 2048), within(1e-12));
        assertThat(std(plan, parameters, "encoder.layers.0.self_attn.v_proj.weight"))
                .isCloseTo(xavier(encoder, 512, 512), within(1e-12));
        assertThat(std(plan, parameters, "encoder.layers.0.self_attn.q_proj.weight"))
                .isCloseTo(xavier(1, 512, 512), within(1e-12));
        assertThat(std(plan, parameters, "decoder.layers.2.encoder_attn.out_proj.weight"))
                .isCloseTo(xavier(decoder, 512, 512), within(1e-12));
        assertThat(std(plan, parameters, "decoder.layers.2.encoder_attn.k_proj.weight"))
                .isCloseTo(xavier(1, 512, 512), within(1e-12));
        assertThat(std(plan, parameters, "encoder.embed_tokens.weight"))
                .isCloseTo(Math.pow(9 * 6, -0.25) / Math.sqrt(512), within(1e-12));
        assertThat(std(plan, parameters, "decoder.embed_tokens.weight"))
                .isCloseTo(Math.pow(9 * 3, -0.25) / Math.sqrt(512), within(1e-12));
        assertThat(std(plan, parameters, "encoder.layers.0.self_attn.v_proj.bias"))
                .isZero();
    }

    @Test
    void deepNormUsesTheGainsOfTable1() {
        List<Parameter> both = fairseq(18, 6);
        Plan plan = Recipes.deepNorm(18, 6);
        assertThat(std(plan, both, "encoder.layers.17.fc2.weight"))
                .isCloseTo(xavier(0.87 * Math.pow(Math.pow(18, 4) * 6, -1.0 / 16), 2048, 512), within(1e-12));
        assertThat(std(plan, both, "decoder.layers.0.encoder_attn.v_proj.weight"))
                .isCloseTo(xavier(Math.pow(12 * 6, -0.25), 512, 512), within(1e-12));
        assertThat(std(plan, both, "decoder.layers.0.self_attn.q_proj.weight"))
                .isCloseTo(xavier(1, 512, 512), within(1e-12));
        assertThat(std(plan, both, "decoder.embed_tokens.weight")).isCloseTo(1 / Math.sqrt(512), within(1e-12));

        List<Parameter> encoder = fairseq(100, 0);
        assertThat(std(Recipes.deepNormEncoder(100), encoder, "encoder.layers.99.self_attn.out_proj.weight"))
                .isCloseTo(xavier(Math.pow(800, -0.25), 512, 512), within(1e-12));
        List<Parameter> decoder = fairseq(0, 100);
        assertThat(std(Recipes.deepNormDecoder(100), decoder, "decoder.layers.99.fc1.weight"))
                .isCloseTo(xavier(Math.pow(800, -0.25), 512, 2048), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void theNumberOfLayersMustBePositive(int layers) {
        assertThatThrownBy(() -> Recipes.gpt2(layers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "gpt2: the number of layers must be at least 1, received %s; pass the number of layers of the network"
                                .formatted(layers));
        assertThatThrownBy(() -> Recipes.tFixup(6, layers)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipes.deepNorm(layers, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipes.deepNormEncoder(layers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("deepNormEncoder: ");
        assertThatThrownBy(() -> Recipes.deepNormDecoder(layers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("deepNormDecoder: ");
    }
}
