package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleInferenceTest {

    /** The roles, keyed by their names in the parameter lists of real networks. */
    private static final Map<String, Role> ROLES = Map.of(
            "dense", Role.WEIGHT,
            "dense_in_out", Role.WEIGHT,
            "conv", Role.WEIGHT,
            "embedding", Role.EMBEDDING,
            "token", Role.TOKEN,
            "bias", Role.BIAS,
            "norm_scale", Role.NORM_SCALE,
            "norm_shift", Role.NORM_SHIFT);

    /**
     * Returns the role that the name of a parameter determines. The lists contain more: they mark the biases of norms, and classify
     * ViT's position embedding as a token.
     */
    private static Role inferable(String name, Role role) {
        if (name.endsWith("downsample.1.bias")) {
            return Role.BIAS;
        }
        return name.equals("encoder.pos_embedding") ? Role.EMBEDDING : role;
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet50", "gpt2", "vit_b_16"})
    void rolesInRealNetworksAreInferredFromNames(String network) throws IOException {
        Map<String, Role> expected = new TreeMap<>();
        Map<String, Role> actual = new TreeMap<>();
        String list = "/io/github/nd4jinit/examples/" + network + ".tsv";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(RoleInferenceTest.class.getResourceAsStream(list), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] fields = line.split("\t", -1);
                expected.put(fields[0], inferable(fields[0], ROLES.get(fields[2])));
                actual.put(fields[0], RoleInference.CONVENTIONAL.infer(fields[0], shape(fields[1])));
            });
        }

        assertThat(actual).hasSizeGreaterThan(100).isEqualTo(expected);
    }

    @Test
    void theNumberSuffixOfKerasNamesIsIgnored() {
        assertThat(RoleInference.CONVENTIONAL.infer("batch_normalization/gamma:0", new long[] {8}))
                .isEqualTo(Role.NORM_SCALE);
        assertThat(RoleInference.CONVENTIONAL.infer("prelu/alpha:0", new long[] {8}))
                .isEqualTo(Role.SLOPE);
        assertThat(RoleInference.CONVENTIONAL.infer("dense/bias:0", new long[] {8}))
                .isEqualTo(Role.BIAS);
    }

    @Test
    void aMaskNamedBiasIsNotABias() {
        assertThat(RoleInference.CONVENTIONAL.infer("h.0.attn.bias", new long[] {1, 1, 64, 64}))
                .isEqualTo(Role.OTHER);
        assertThat(RoleInference.CONVENTIONAL.infer("conv.bias", new long[] {1, 8, 1, 1}))
                .isEqualTo(Role.BIAS);
    }

    private static long[] shape(String text) {
        return text.isEmpty()
                ? new long[0]
                : Arrays.stream(text.split("x", -1)).mapToLong(Long::parseLong).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        // torch
        "lstm.weight_ih_l0, 256x32, WEIGHT",
        "lstm.weight_hh_l0_reverse, 256x64, RECURRENT_WEIGHT",
        "lstm.bias_hh_l0_reverse, 256, BIAS",
        "attn.in_proj_weight, 96x32, WEIGHT",
        "attn.in_proj_bias, 96, BIAS",
        "attn.bias_k, 1x1x32, BIAS",
        "features.1.weight, 64, NORM_SCALE",
        "features.1.running_mean, 64, STATISTIC",
        "features.1.num_batches_tracked, '', STATISTIC",
        "layer1.0.bn2.weight, 1, NORM_SCALE",
        "bn_1_weight, 8, NORM_SCALE",
        "bn_1_bias, 8, NORM_SHIFT",
        "prelu.weight, 1, SLOPE",
        "block.prelu2.weight, 64, SLOPE",
        "act.weight, 1, OTHER",
        "weight, 3x4, WEIGHT",
        "weight, 4, NORM_SCALE",
        "bias, 4, BIAS",
        "temperature, '', OTHER",
        "logit_scale, '', OTHER",
        // Hugging Face and timm
        "bert.embeddings.LayerNorm.weight, 768, NORM_SCALE",
        "bert.embeddings.LayerNorm.gamma, 768, NORM_SCALE",
        "bert.embeddings.LayerNorm.bias, 768, NORM_SHIFT",
        "bert.embeddings.token_type_embeddings.weight, 2x768, EMBEDDING",
        "vit.embeddings.cls_token, 1x1x768, TOKEN",
        "vit.embeddings.patch_embeddings.projection.weight, 768x3x16x16, WEIGHT",
        "patch_embed.proj.bias, 768, BIAS",
        "pos_embed, 1x197x768, EMBEDDING",
        "model.embed_tokens.weight, 32000x4096, EMBEDDING",
        "model.layers.0.input_layernorm.weight, 4096, NORM_SCALE",
        "blocks.0.norm1.linear.weight, 6x12, WEIGHT",
        "transformer.wte.weight, 50257x768, EMBEDDING",
        "wpe, 1024x768, EMBEDDING",
        // Keras
        "lstm/lstm_cell/recurrent_kernel, 64x256, RECURRENT_WEIGHT",
        "lstm/lstm_cell/kernel, 32x256, WEIGHT",
        "batch_normalization/gamma, 64, NORM_SCALE",
        "batch_normalization/beta, 64, NORM_SHIFT",
        "batch_normalization/moving_variance, 64, STATISTIC",
        // Flax
        "Dense_0/kernel, 3x4, WEIGHT",
        "LayerNorm_0/scale, 4, NORM_SCALE",
        "LayerNorm_0/bias, 4, NORM_SHIFT",
        // DL4J and SameDiff
        "0_W, 3x4, WEIGHT",
        "0_RW, 3x12, RECURRENT_WEIGHT",
        "0_b, 1x4, BIAS",
        "b, 4, BIAS",
        "1_gamma, 1x4, NORM_SCALE",
        "1_beta, 1x4, NORM_SHIFT",
    })
    void namesOfManyLibrariesAreRecognized(String name, String shape, Role role) {
        assertThat(RoleInference.CONVENTIONAL.infer(name, shape(shape))).isEqualTo(role);
    }

    @Test
    void caseIsIgnored() {
        assertThat(RoleInference.CONVENTIONAL.infer("ENCODER.LN.BIAS", new long[] {4}))
                .isEqualTo(Role.NORM_SHIFT);
    }
}
