package io.github.nd4jinit.dl4j;

import static io.github.nd4jinit.Layout.IN_OUT;
import static io.github.nd4jinit.Layout.OUT_IN;
import static java.util.Map.entry;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of each type of layer, keyed by DL4J's names for them within the layer, in the layout that DL4J's
 * parameter initializers write and its layers read.
 */
final class LayerSpecs {

    /** The four gates of an LSTM, packed one after another. */
    private static final Layout GATES = IN_OUT.packed(LstmGate.COUNT);

    /** A projection of an attention layer, [heads, head size, in]. */
    private static final Layout HEADS = Layout.of("OOI");

    private static final String WEIGHT = "W";
    private static final String BIAS = "b";

    private LayerSpecs() {}

    private static Fans fans(Map<String, INDArray> arrays, String key, Layout layout) {
        return Fans.of(array(arrays, key).shape(), layout);
    }

    private static INDArray array(Map<String, INDArray> arrays, String key) {
        return Objects.requireNonNull(arrays.get(key), () -> "the layer has no parameter " + key);
    }

    static Map<String, ParameterSpec> union(Map<String, ParameterSpec> first, Map<String, ParameterSpec> second) {
        Map<String, ParameterSpec> union = new HashMap<>(first);
        union.putAll(second);
        return union;
    }

    /**
     * x W + b, with the gain of a layer norm if the layer has one. The visible bias of an autoencoder belongs to the
     * transposed weight. The centers of a center loss are running means of the classes' features (Wen and others,
     * 2016).
     */
    static Map<String, ParameterSpec> dense(Map<String, INDArray> arrays) {
        return Map.ofEntries(
                entry(WEIGHT, ParameterSpec.weight(IN_OUT)),
                entry(BIAS, ParameterSpec.bias(fans(arrays, WEIGHT, IN_OUT))),
                entry("g", ParameterSpec.of(Role.NORM_SCALE)),
                entry("vb", ParameterSpec.bias(fans(arrays, WEIGHT, IN_OUT.transposed()))),
                entry("cL", ParameterSpec.of(Role.STATISTIC)));
    }

    /** Dense layers: e0W and e0b of the encoder, d0W and d0b of the decoder, pZXMeanW, ... */
    static Map<String, ParameterSpec> variational(Map<String, INDArray> arrays) {
        Map<String, ParameterSpec> specs = new HashMap<>();
        for (String key : arrays.keySet()) {
            if (key.endsWith(WEIGHT)) {
                String stem = key.substring(0, key.length() - WEIGHT.length());
                specs.put(key, ParameterSpec.weight(IN_OUT));
                specs.put(stem + BIAS, ParameterSpec.bias(fans(arrays, key, IN_OUT)));
            }
        }
        return specs;
    }

    /** [tokens, size]. One row is looked up, so each output depends on one weight, for any number of tokens. */
    static Map<String, ParameterSpec> embedding(Map<String, INDArray> arrays) {
        Fans row = new Fans(1, array(arrays, WEIGHT).size(1));
        return Map.of(WEIGHT, ParameterSpec.of(Role.EMBEDDING, IN_OUT, row), BIAS, ParameterSpec.bias(row));
    }

    /** One weight per unit. */
    static Map<String, ParameterSpec> elementWise() {
        Fans one = new Fans(1, 1);
        return Map.of(WEIGHT, ParameterSpec.of(Role.WEIGHT, OUT_IN, one), BIAS, ParameterSpec.bias(one));
    }

    static Map<String, ParameterSpec> prelu() {
        return Map.of(WEIGHT, ParameterSpec.of(Role.SLOPE));
    }

    /** DL4J's parameters include the running statistics. */
    static Map<String, ParameterSpec> normalization() {
        ParameterSpec statistic = ParameterSpec.of(Role.STATISTIC);
        return Map.ofEntries(
                entry("gamma", ParameterSpec.of(Role.NORM_SCALE)),
                entry("beta", ParameterSpec.of(Role.NORM_SHIFT)),
                entry("mean", statistic),
                entry("var", statistic),
                entry("log10stdev", statistic));
    }

    static Map<String, ParameterSpec> convolution(Map<String, INDArray> arrays, Layout layout) {
        return Map.of(WEIGHT, ParameterSpec.weight(layout), BIAS, ParameterSpec.bias(fans(arrays, WEIGHT, layout)));
    }

    static Map<String, ParameterSpec> convolution1D(Map<String, INDArray> arrays) {
        Layout layout = Layout.of("KIO");
        Fans fans = Fans.of(ParameterViews.kernel(array(arrays, WEIGHT)).shape(), layout);
        return Map.of(WEIGHT, ParameterSpec.kernel(layout), BIAS, ParameterSpec.bias(fans));
    }

    /** A depthwise kernel, [multiplier, in, H, W], followed by a 1 x 1 convolution with a bias. */
    static Map<String, ParameterSpec> separable(Map<String, INDArray> arrays) {
        return Map.ofEntries(
                entry(WEIGHT, ParameterSpec.weight(Layout.of("OBHW"))),
                entry("pW", ParameterSpec.weight(OUT_IN)),
                entry(BIAS, ParameterSpec.bias(fans(arrays, "pW", OUT_IN))));
    }

    static Map<String, ParameterSpec> gated(Map<String, INDArray> arrays, String direction) {
        return Map.ofEntries(
                entry(WEIGHT + direction, ParameterSpec.weight(GATES)),
                entry("RW" + direction, ParameterSpec.recurrentGates(GATES)),
                entry(BIAS + direction, ParameterSpec.gateBiases(fans(arrays, WEIGHT + direction, GATES))));
    }

    static Map<String, ParameterSpec> recurrent(Map<String, INDArray> arrays) {
        return Map.ofEntries(
                entry(WEIGHT, ParameterSpec.weight(IN_OUT)),
                entry("RW", ParameterSpec.of(Role.RECURRENT_WEIGHT, IN_OUT)),
                entry(BIAS, ParameterSpec.bias(fans(arrays, WEIGHT, IN_OUT))),
                entry("g", ParameterSpec.of(Role.NORM_SCALE)));
    }

    /** Wo is [heads * head size, out]; the learned queries are [1, size, queries]. */
    static Map<String, ParameterSpec> attention() {
        return Map.ofEntries(
                entry("Wq", ParameterSpec.weight(HEADS)),
                entry("Wk", ParameterSpec.weight(HEADS)),
                entry("Wv", ParameterSpec.weight(HEADS)),
                entry("Wo", ParameterSpec.weight(IN_OUT)),
                entry("Q", ParameterSpec.of(Role.TOKEN, Layout.of("BIO"))));
    }

    static Map<String, ParameterSpec> locallyConnected1D(LocallyConnected1D layer, Map<String, INDArray> arrays) {
        return locallyConnected(arrays, layer.getKernel());
    }

    static Map<String, ParameterSpec> locallyConnected2D(LocallyConnected2D layer, Map<String, INDArray> arrays) {
        return locallyConnected(arrays, product(layer.getKernel()));
    }

    private static double product(int... factors) {
        return Arrays.stream(factors).asLongStream().reduce(1, Math::multiplyExact);
    }

    /**
     * [positions, field * in, out]: one kernel per position. Each input is in the receptive fields of {@code field}
     * positions.
     */
    private static Map<String, ParameterSpec> locallyConnected(Map<String, INDArray> arrays, double field) {
        INDArray weight = array(arrays, WEIGHT);
        Fans fans = new Fans(weight.size(1), weight.size(2) * field);
        return Map.of(WEIGHT, ParameterSpec.of(Role.WEIGHT, Layout.of("BIO"), fans), BIAS, ParameterSpec.bias(fans));
    }

    /** A convolution with a weight in SameDiff's layout. */
    static Map<String, ParameterSpec> primaryCapsules(Map<String, INDArray> arrays) {
        Layout layout = Layout.of("HWIO");
        return Map.of(
                "weight", ParameterSpec.weight(layout), "bias", ParameterSpec.bias(fans(arrays, "weight", layout)));
    }

    /**
     * [1, input capsules, units of all output capsules, input capsule size, 1]: each unit depends on all units of all
     * input capsules.
     */
    static Map<String, ParameterSpec> capsules(Map<String, INDArray> arrays) {
        Layout layout = Layout.of("BIOIB");
        return Map.of(
                "weight", ParameterSpec.weight(layout), "bias", ParameterSpec.bias(fans(arrays, "weight", layout)));
    }
}
