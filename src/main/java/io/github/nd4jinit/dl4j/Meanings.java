package io.github.nd4jinit.dl4j;

import static io.github.nd4jinit.Layout.IN_OUT;
import static io.github.nd4jinit.Layout.OUT_IN;
import static java.util.Map.entry;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the parameters of DL4J's layers mean: as its parameter initializers lay them out, and its layers read them. What DL4J
 * itself says of a parameter, {@code isWeightParam} and {@code isBiasParam}, is wrong for some.
 */
final class Meanings {

    /** The four gates of an LSTM, side by side. */
    private static final Layout GATES = IN_OUT.packed(4);

    /** An attention's projection, [heads, size, in]. */
    private static final Layout HEADS = Layout.of("OOI");

    /** A layer that multiplies its input and adds to it knows its weights as W and its biases as b. */
    private static final String WEIGHT = "W";

    private static final String BIAS = "b";

    /** Special layers before those that they extend. */
    @SuppressWarnings("deprecation") // models with the LSTMs after Graves are about
    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(DenseLayer.class, (layer, arrays) -> dense(arrays)),
            new Kind<>(BaseOutputLayer.class, (layer, arrays) -> dense(arrays)),
            new Kind<>(AutoEncoder.class, (layer, arrays) -> dense(arrays)),
            new Kind<>(VariationalAutoencoder.class, (layer, arrays) -> variational(arrays)),
            new Kind<>(EmbeddingLayer.class, (layer, arrays) -> embedding(arrays)),
            new Kind<>(EmbeddingSequenceLayer.class, (layer, arrays) -> embedding(arrays)),
            new Kind<>(ElementWiseMultiplicationLayer.class, (layer, arrays) -> elementWise()),
            new Kind<>(PReLULayer.class, (layer, arrays) -> Map.of(WEIGHT, Meaning.of(Role.SLOPE))),
            new Kind<>(BatchNormalization.class, (layer, arrays) -> normalization()),
            new Kind<>(Convolution1DLayer.class, (layer, arrays) -> convolution1D(arrays)),
            new Kind<>(Deconvolution3D.class, (layer, arrays) -> convolution(arrays, IN_OUT.transposed())),
            new Kind<>(Deconvolution2D.class, (layer, arrays) -> convolution(arrays, OUT_IN.transposed())),
            new Kind<>(DepthwiseConvolution2D.class, (layer, arrays) -> convolution(arrays, Layout.of("HWBO"))),
            new Kind<>(SeparableConvolution2D.class, (layer, arrays) -> separable(arrays)),
            new Kind<>(ConvolutionLayer.class, (layer, arrays) -> convolution(arrays, OUT_IN)),
            new Kind<>(LSTM.class, (layer, arrays) -> gated(arrays, "")),
            new Kind<>(GravesLSTM.class, (layer, arrays) -> gated(arrays, "")),
            new Kind<>(GravesBidirectionalLSTM.class, (layer, arrays) -> union(gated(arrays, "F"), gated(arrays, "B"))),
            new Kind<>(SimpleRnn.class, (layer, arrays) -> recurrent(arrays)),
            new Kind<>(SelfAttentionLayer.class, (layer, arrays) -> attention()),
            new Kind<>(LearnedSelfAttentionLayer.class, (layer, arrays) -> attention()),
            new Kind<>(AttentionVertex.class, (vertex, arrays) -> attention()),
            new Kind<>(RecurrentAttentionLayer.class, (layer, arrays) -> union(recurrent(arrays), attention())),
            new Kind<>(LocallyConnected1D.class, Meanings::locallyConnected1D),
            new Kind<>(LocallyConnected2D.class, Meanings::locallyConnected2D),
            new Kind<>(PrimaryCapsules.class, (layer, arrays) -> primaryCapsules(arrays)),
            new Kind<>(CapsuleLayer.class, (layer, arrays) -> capsules(arrays)));

    private Meanings() {}

    /** A class of layers or vertices, and what their parameters mean, by DL4J's name for them within the layer. */
    private record Kind<C>(Class<C> type, BiFunction<C, Map<String, INDArray>, Map<String, Meaning>> meanings) {

        Stream<Map<String, Meaning>> of(Object configuration, Map<String, INDArray> arrays) {
            return type.isInstance(configuration)
                    ? Stream.of(meanings.apply(type.cast(configuration), arrays))
                    : Stream.empty();
        }
    }

    /**
     * The parameters of a layer, or of a vertex that has some of its own.
     *
     * @param prefix what stands before their names in the network
     * @param configuration the layer's or vertex' configuration, unwrapped
     * @param arrays the arrays, by their names within the layer
     */
    static List<Tensor> tensors(String prefix, Object configuration, Map<String, INDArray> arrays) {
        Optional<Map<String, Meaning>> known =
                KINDS.stream().flatMap(kind -> kind.of(configuration, arrays)).findFirst();
        List<Tensor> tensors =
                known.map(meanings -> tensors(prefix, arrays, meanings)).orElseGet(() -> conventional(prefix, arrays));
        String type = configuration.getClass().getSimpleName();
        return tensors.stream()
                .map(tensor -> Tensor.of(tensor.parameter().withLayer(type), tensor.array()))
                .toList();
    }

    /** Parameters beyond those known, of a class that extends one of DL4J's, are for a rule to provide for. */
    private static List<Tensor> tensors(String prefix, Map<String, INDArray> arrays, Map<String, Meaning> meanings) {
        return arrays.entrySet().stream()
                .flatMap(entry -> meanings.getOrDefault(entry.getKey(), Meaning.of(Role.OTHER))
                        .tensors(prefix + entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The parameters of a layer that is not DL4J's own, by their names. */
    private static List<Tensor> conventional(String prefix, Map<String, INDArray> arrays) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        arrays.forEach((key, array) -> named.put(prefix + key, array));
        RoleInference withinLayer =
                (name, shape) -> RoleInference.CONVENTIONAL.infer(name.substring(prefix.length()), shape);
        return Tensor.named(named, IN_OUT, withinLayer);
    }

    private static Fans fans(Map<String, INDArray> arrays, String key, Layout layout) {
        return Fans.of(array(arrays, key).shape(), layout);
    }

    private static INDArray array(Map<String, INDArray> arrays, String key) {
        return Objects.requireNonNull(arrays.get(key), () -> "DL4J's layer has no parameter " + key);
    }

    private static Map<String, Meaning> union(Map<String, Meaning> first, Map<String, Meaning> second) {
        Map<String, Meaning> union = new HashMap<>(first);
        union.putAll(second);
        return union;
    }

    /**
     * x W + b, for some with a layer norm's gain. The visible bias of an autoencoder belongs to the transposed weight; the
     * centres of a center loss are running means of the classes' features (Wen and others, 2016).
     */
    private static Map<String, Meaning> dense(Map<String, INDArray> arrays) {
        return Map.ofEntries(
                entry(WEIGHT, Meaning.weight(IN_OUT)),
                entry(BIAS, Meaning.bias(fans(arrays, WEIGHT, IN_OUT))),
                entry("g", Meaning.of(Role.NORM_SCALE)),
                entry("vb", Meaning.bias(fans(arrays, WEIGHT, IN_OUT.transposed()))),
                entry("cL", Meaning.of(Role.STATISTIC)));
    }

    /** Dense layers: e0W and e0b to encode, d0W and d0b to decode, pZXMeanW, ... */
    private static Map<String, Meaning> variational(Map<String, INDArray> arrays) {
        Map<String, Meaning> meanings = new HashMap<>();
        for (String key : arrays.keySet()) {
            if (key.endsWith(WEIGHT)) {
                String stem = key.substring(0, key.length() - WEIGHT.length());
                meanings.put(key, Meaning.weight(IN_OUT));
                meanings.put(stem + BIAS, Meaning.bias(fans(arrays, key, IN_OUT)));
            }
        }
        return meanings;
    }

    /** [tokens, size]. One row is looked up, so one weight meets in each output value, however many tokens there are. */
    private static Map<String, Meaning> embedding(Map<String, INDArray> arrays) {
        Fans row = new Fans(1, array(arrays, WEIGHT).size(1));
        return Map.of(WEIGHT, Meaning.of(Role.EMBEDDING, IN_OUT, row), BIAS, Meaning.bias(row));
    }

    /** One weight for each unit. */
    private static Map<String, Meaning> elementWise() {
        Fans one = new Fans(1, 1);
        return Map.of(WEIGHT, Meaning.of(Role.WEIGHT, OUT_IN, one), BIAS, Meaning.bias(one));
    }

    /** DL4J counts running statistics among the parameters. */
    private static Map<String, Meaning> normalization() {
        Meaning statistic = Meaning.of(Role.STATISTIC);
        return Map.ofEntries(
                entry("gamma", Meaning.of(Role.NORM_SCALE)),
                entry("beta", Meaning.of(Role.NORM_SHIFT)),
                entry("mean", statistic),
                entry("var", statistic),
                entry("log10stdev", statistic));
    }

    private static Map<String, Meaning> convolution(Map<String, INDArray> arrays, Layout layout) {
        return Map.of(WEIGHT, Meaning.weight(layout), BIAS, Meaning.bias(fans(arrays, WEIGHT, layout)));
    }

    private static Map<String, Meaning> convolution1D(Map<String, INDArray> arrays) {
        Layout layout = Layout.of("KIO");
        Fans fans = Fans.of(Views.kernel(array(arrays, WEIGHT)).shape(), layout);
        return Map.of(WEIGHT, Meaning.kernel(layout), BIAS, Meaning.bias(fans));
    }

    /** A depthwise kernel, [multiplier, in, H, W], and a 1 x 1 convolution of what that gives, which the bias is added to. */
    private static Map<String, Meaning> separable(Map<String, INDArray> arrays) {
        return Map.ofEntries(
                entry(WEIGHT, Meaning.weight(Layout.of("OBHW"))),
                entry("pW", Meaning.weight(OUT_IN)),
                entry(BIAS, Meaning.bias(fans(arrays, "pW", OUT_IN))));
    }

    private static Map<String, Meaning> gated(Map<String, INDArray> arrays, String direction) {
        return Map.ofEntries(
                entry(WEIGHT + direction, Meaning.weight(GATES)),
                entry("RW" + direction, Meaning.recurrentGates(GATES)),
                entry(BIAS + direction, Meaning.gateBiases(fans(arrays, WEIGHT + direction, GATES))));
    }

    private static Map<String, Meaning> recurrent(Map<String, INDArray> arrays) {
        return Map.ofEntries(
                entry(WEIGHT, Meaning.weight(IN_OUT)),
                entry("RW", Meaning.of(Role.RECURRENT_WEIGHT, IN_OUT)),
                entry(BIAS, Meaning.bias(fans(arrays, WEIGHT, IN_OUT))),
                entry("g", Meaning.of(Role.NORM_SCALE)));
    }

    /** Wo is [heads * size, out]; the learned queries are [1, size, queries]. */
    private static Map<String, Meaning> attention() {
        return Map.ofEntries(
                entry("Wq", Meaning.weight(HEADS)),
                entry("Wk", Meaning.weight(HEADS)),
                entry("Wv", Meaning.weight(HEADS)),
                entry("Wo", Meaning.weight(IN_OUT)),
                entry("Q", Meaning.of(Role.TOKEN, Layout.of("BIO"))));
    }

    private static Map<String, Meaning> locallyConnected1D(LocallyConnected1D layer, Map<String, INDArray> arrays) {
        return locallyConnected(arrays, layer.getKernel());
    }

    private static Map<String, Meaning> locallyConnected2D(LocallyConnected2D layer, Map<String, INDArray> arrays) {
        return locallyConnected(arrays, product(layer.getKernel()));
    }

    private static double product(int... factors) {
        return Arrays.stream(factors).asLongStream().reduce(1, Math::multiplyExact);
    }

    /** [places, field * in, out]: a kernel for each place. An input value meets one weight of each of {@code field} places. */
    private static Map<String, Meaning> locallyConnected(Map<String, INDArray> arrays, double field) {
        INDArray weight = array(arrays, WEIGHT);
        Fans fans = new Fans(weight.size(1), weight.size(2) * field);
        return Map.of(WEIGHT, Meaning.of(Role.WEIGHT, Layout.of("BIO"), fans), BIAS, Meaning.bias(fans));
    }

    /** A convolution, with weights as SameDiff has them. */
    private static Map<String, Meaning> primaryCapsules(Map<String, INDArray> arrays) {
        Layout layout = Layout.of("HWIO");
        return Map.of("weight", Meaning.weight(layout), "bias", Meaning.bias(fans(arrays, "weight", layout)));
    }

    /** [1, capsules in, units of all capsules out, size of a capsule in, 1]: all of a capsule's units feed each unit. */
    private static Map<String, Meaning> capsules(Map<String, INDArray> arrays) {
        Layout layout = Layout.of("BIOIB");
        return Map.of("weight", Meaning.weight(layout), "bias", Meaning.bias(fans(arrays, "weight", layout)));
    }
}
