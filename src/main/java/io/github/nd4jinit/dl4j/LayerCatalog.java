package io.github.nd4jinit.dl4j;

import static io.github.nd4jinit.Layout.IN_OUT;
import static io.github.nd4jinit.Layout.OUT_IN;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.RoleInference;
import io.github.nd4jinit.plan.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
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
 * The layers and vertices of DL4J that have parameters. DL4J's own {@code isWeightParam} and {@code isBiasParam} are
 * wrong for some of them.
 */
final class LayerCatalog {

    /** The first match applies, so a class must precede its superclass. */
    @SuppressWarnings("deprecation") // saved models contain GravesLSTM
    private static final List<LayerType<?>> TYPES = List.of(
            LayerType.of(DenseLayer.class, LayerSpecs::dense),
            LayerType.of(BaseOutputLayer.class, LayerSpecs::dense),
            LayerType.of(AutoEncoder.class, LayerSpecs::dense),
            LayerType.of(VariationalAutoencoder.class, LayerSpecs::variational),
            LayerType.of(EmbeddingLayer.class, LayerSpecs::embedding),
            LayerType.of(EmbeddingSequenceLayer.class, LayerSpecs::embedding),
            new LayerType<>(ElementWiseMultiplicationLayer.class, (layer, arrays) -> LayerSpecs.elementWise()),
            new LayerType<>(PReLULayer.class, (layer, arrays) -> LayerSpecs.prelu()),
            new LayerType<>(BatchNormalization.class, (layer, arrays) -> LayerSpecs.normalization()),
            LayerType.of(Convolution1DLayer.class, LayerSpecs::convolution1D),
            new LayerType<>(
                    Deconvolution3D.class, (layer, arrays) -> LayerSpecs.convolution(arrays, IN_OUT.transposed())),
            new LayerType<>(
                    Deconvolution2D.class, (layer, arrays) -> LayerSpecs.convolution(arrays, OUT_IN.transposed())),
            new LayerType<>(
                    DepthwiseConvolution2D.class, (layer, arrays) -> LayerSpecs.convolution(arrays, Layout.of("HWBO"))),
            LayerType.of(SeparableConvolution2D.class, LayerSpecs::separable),
            new LayerType<>(ConvolutionLayer.class, (layer, arrays) -> LayerSpecs.convolution(arrays, OUT_IN)),
            new LayerType<>(LSTM.class, (layer, arrays) -> LayerSpecs.gated(arrays, "")),
            new LayerType<>(GravesLSTM.class, (layer, arrays) -> LayerSpecs.gated(arrays, "")),
            new LayerType<>(
                    GravesBidirectionalLSTM.class,
                    (layer, arrays) -> LayerSpecs.union(LayerSpecs.gated(arrays, "F"), LayerSpecs.gated(arrays, "B"))),
            LayerType.of(SimpleRnn.class, LayerSpecs::recurrent),
            new LayerType<>(SelfAttentionLayer.class, (layer, arrays) -> LayerSpecs.attention()),
            new LayerType<>(LearnedSelfAttentionLayer.class, (layer, arrays) -> LayerSpecs.attention()),
            new LayerType<>(AttentionVertex.class, (vertex, arrays) -> LayerSpecs.attention()),
            new LayerType<>(
                    RecurrentAttentionLayer.class,
                    (layer, arrays) -> LayerSpecs.union(LayerSpecs.recurrent(arrays), LayerSpecs.attention())),
            new LayerType<>(LocallyConnected1D.class, LayerSpecs::locallyConnected1D),
            new LayerType<>(LocallyConnected2D.class, LayerSpecs::locallyConnected2D),
            LayerType.of(PrimaryCapsules.class, LayerSpecs::primaryCapsules),
            LayerType.of(CapsuleLayer.class, LayerSpecs::capsules));

    private LayerCatalog() {}

    /**
     * A type of layer or vertex.
     *
     * @param type the class of its configuration
     * @param specs the function that computes the specs of its parameters, keyed by DL4J's names for them within the
     *     layer
     */
    private record LayerType<C>(Class<C> type, BiFunction<C, Map<String, INDArray>, Map<String, ParameterSpec>> specs) {

        /** A layer whose specs do not depend on its configuration. */
        static <C> LayerType<C> of(Class<C> type, Function<Map<String, INDArray>, Map<String, ParameterSpec>> specs) {
            return new LayerType<>(type, (layer, arrays) -> specs.apply(arrays));
        }

        Stream<Map<String, ParameterSpec>> specs(Object configuration, Map<String, INDArray> arrays) {
            return type.isInstance(configuration)
                    ? Stream.of(specs.apply(type.cast(configuration), arrays))
                    : Stream.empty();
        }
    }

    /**
     * The parameters of a layer or vertex.
     *
     * @param prefix the prefix of their names in the network
     * @param configuration the configuration of the layer or vertex, without wrappers
     * @param arrays the arrays, keyed by their names within the layer
     */
    static List<Tensor> tensors(String prefix, Object configuration, Map<String, INDArray> arrays) {
        List<Tensor> tensors = TYPES.stream()
                .flatMap(type -> type.specs(configuration, arrays))
                .findFirst()
                .map(specs -> tensors(prefix, arrays, specs))
                .orElseGet(() -> conventional(prefix, arrays));
        String type = configuration.getClass().getSimpleName();
        return tensors.stream()
                .map(tensor -> Tensor.of(tensor.parameter().withLayer(type), tensor.array()))
                .toList();
    }

    /**
     * A subclass of one of DL4J's classes may have additional parameters. Their role is OTHER, so a plan needs a rule
     * for them.
     */
    private static List<Tensor> tensors(String prefix, Map<String, INDArray> arrays, Map<String, ParameterSpec> specs) {
        return arrays.entrySet().stream()
                .flatMap(entry -> specs.getOrDefault(entry.getKey(), ParameterSpec.of(Role.OTHER))
                        .tensors(prefix + entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Infers the roles of the parameters of a user-defined layer from their names. */
    private static List<Tensor> conventional(String prefix, Map<String, INDArray> arrays) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        arrays.forEach((key, array) -> named.put(prefix + key, array));
        RoleInference withinLayer =
                (name, shape) -> RoleInference.CONVENTIONAL.infer(name.substring(prefix.length()), shape);
        return Tensor.named(named, IN_OUT, withinLayer);
    }
}
