package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
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
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Compares the parameters of each layer type with DL4J's documentation and with fans computed by hand. */
class NetworkParametersTest {

    private static Arguments layer(Layer layer, String expected) {
        return Arguments.of(TestNetworks.of(layer), expected);
    }

    private static Arguments layer(InputType input, Layer layer, String expected) {
        return Arguments.of(TestNetworks.of(input, layer), expected);
    }

    /** Returns each layer with one line per parameter: name, role, shape, layer type, and fans computed by hand. */
    @SuppressWarnings("deprecation") // GravesLSTM
    static Stream<Arguments> layers() {
        return Stream.of(
                layer(new DenseLayer.Builder().nIn(3).nOut(4).build(), """
                        0_W weight 3x4 DenseLayer 3/4
                        0_b bias 4 DenseLayer 3/4"""),
                layer(
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(4)
                                .hasLayerNorm(true)
                                .hasBias(false)
                                .build(),
                        """
                        0_W weight 3x4 DenseLayer 3/4
                        0_g norm_scale 4 DenseLayer -"""),
                layer(new OutputLayer.Builder(LossFunction.MSE).nIn(3).nOut(4).build(), """
                        0_W weight 3x4 OutputLayer 3/4
                        0_b bias 4 OutputLayer 3/4"""),
                layer(
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        """
                        0_W weight 3x4 RnnOutputLayer 3/4
                        0_b bias 4 RnnOutputLayer 3/4"""),
                layer(
                        new CenterLossOutputLayer.Builder(LossFunction.MSE)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        """
                        0_W weight 3x4 CenterLossOutputLayer 3/4
                        0_b bias 4 CenterLossOutputLayer 3/4
                        0_cL statistic 4x3 CenterLossOutputLayer -"""),
                layer(new AutoEncoder.Builder().nIn(3).nOut(4).build(), """
                        0_W weight 3x4 AutoEncoder 3/4
                        0_b bias 4 AutoEncoder 3/4
                        0_vb bias 3 AutoEncoder 4/3"""),
                layer(
                        new VariationalAutoencoder.Builder()
                                .nIn(5)
                                .nOut(2)
                                .encoderLayerSizes(4)
                                .decoderLayerSizes(3)
                                .build(),
                        """
                        0_e0W weight 5x4 VariationalAutoencoder 5/4
                        0_e0b bias 4 VariationalAutoencoder 5/4
                        0_pZXMeanW weight 4x2 VariationalAutoencoder 4/2
                        0_pZXMeanb bias 2 VariationalAutoencoder 4/2
                        0_pZXLogStd2W weight 4x2 VariationalAutoencoder 4/2
                        0_pZXLogStd2b bias 2 VariationalAutoencoder 4/2
                        0_d0W weight 2x3 VariationalAutoencoder 2/3
                        0_d0b bias 3 VariationalAutoencoder 2/3
                        0_pXZW weight 3x10 VariationalAutoencoder 3/10
                        0_pXZb bias 10 VariationalAutoencoder 3/10"""),
                layer(new Convolution1DLayer.Builder(5, 2).nIn(3).nOut(4).build(), """
                        0_b bias 4 Convolution1DLayer 15/20
                        0_W weight 5x3x4 Convolution1DLayer 15/20"""),
                layer(new ConvolutionLayer.Builder(2, 5).nIn(3).nOut(4).build(), """
                        0_b bias 4 ConvolutionLayer 30/40
                        0_W weight 4x3x2x5 ConvolutionLayer 30/40"""),
                layer(
                        new ConvolutionLayer.Builder(2, 5)
                                .stride(1, 2)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        """
                        0_b bias 4 ConvolutionLayer 30/40
                        0_W weight 4x3x2x5 ConvolutionLayer 30/40"""),
                layer(
                        new Convolution3D.Builder(2, 3, 5)
                                .nIn(3)
                                .nOut(4)
                                .stride(1, 1, 2)
                                .build(),
                        """
                        0_b bias 4 Convolution3D 90/120
                        0_W weight 4x3x2x3x5 Convolution3D 90/120"""),
                layer(
                        new Deconvolution2D.Builder(2, 5)
                                .stride(2, 2)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        """
                        0_b bias 4 Deconvolution2D 30/40
                        0_W weight 3x4x2x5 Deconvolution2D 30/40"""),
                layer(
                        new Deconvolution3D.Builder()
                                .kernelSize(2, 3, 5)
                                .stride(2, 1, 1)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        """
                        0_b bias 4 Deconvolution3D 90/120
                        0_W weight 2x3x5x4x3 Deconvolution3D 90/120"""),
                layer(
                        new DepthwiseConvolution2D.Builder(2, 5)
                                .nIn(3)
                                .nOut(6)
                                .depthMultiplier(2)
                                .build(),
                        """
                        0_W weight 2x5x3x2 DepthwiseConvolution2D 10/20
                        0_b bias 6 DepthwiseConvolution2D 10/20"""),
                layer(
                        new SeparableConvolution2D.Builder(2, 5)
                                .nIn(3)
                                .nOut(4)
                                .depthMultiplier(2)
                                .stride(2, 1)
                                .build(),
                        """
                        0_W weight 2x3x2x5 SeparableConvolution2D 10/20
                        0_pW weight 4x6x1x1 SeparableConvolution2D 6/4
                        0_b bias 4 SeparableConvolution2D 6/4"""),
                layer(new LSTM.Builder().nIn(3).nOut(4).build(), """
                        0_W weight 3x16 LSTM 3/4
                        0_RW recurrent_weight 4x16 LSTM 4/4
                        0_b.candidate bias 4 LSTM 3/4
                        0_b.forget forget_bias 4 LSTM 3/4
                        0_b.output bias 4 LSTM 3/4
                        0_b.input bias 4 LSTM 3/4"""),
                layer(new GravesLSTM.Builder().nIn(3).nOut(4).build(), """
                        0_W weight 3x16 GravesLSTM 3/4
                        0_RW.gates recurrent_weight 4x16 GravesLSTM 4/4
                        0_RW.peepholes peephole 4x3 GravesLSTM -
                        0_b.candidate bias 4 GravesLSTM 3/4
                        0_b.forget forget_bias 4 GravesLSTM 3/4
                        0_b.output bias 4 GravesLSTM 3/4
                        0_b.input bias 4 GravesLSTM 3/4"""),
                layer(new GravesBidirectionalLSTM.Builder().nIn(3).nOut(4).build(), """
                        0_WF weight 3x16 GravesBidirectionalLSTM 3/4
                        0_RWF.gates recurrent_weight 4x16 GravesBidirectionalLSTM 4/4
                        0_RWF.peepholes peephole 4x3 GravesBidirectionalLSTM -
                        0_bF.candidate bias 4 GravesBidirectionalLSTM 3/4
                        0_bF.forget forget_bias 4 GravesBidirectionalLSTM 3/4
                        0_bF.output bias 4 GravesBidirectionalLSTM 3/4
                        0_bF.input bias 4 GravesBidirectionalLSTM 3/4
                        0_WB weight 3x16 GravesBidirectionalLSTM 3/4
                        0_RWB.gates recurrent_weight 4x16 GravesBidirectionalLSTM 4/4
                        0_RWB.peepholes peephole 4x3 GravesBidirectionalLSTM -
                        0_bB.candidate bias 4 GravesBidirectionalLSTM 3/4
                        0_bB.forget forget_bias 4 GravesBidirectionalLSTM 3/4
                        0_bB.output bias 4 GravesBidirectionalLSTM 3/4
                        0_bB.input bias 4 GravesBidirectionalLSTM 3/4"""),
                layer(
                        new LastTimeStep(new Bidirectional(
                                new LSTM.Builder().nIn(3).nOut(4).build())),
                        """
                        0_fW weight 3x16 LSTM 3/4
                        0_fRW recurrent_weight 4x16 LSTM 4/4
                        0_fb.candidate bias 4 LSTM 3/4
                        0_fb.forget forget_bias 4 LSTM 3/4
                        0_fb.output bias 4 LSTM 3/4
                        0_fb.input bias 4 LSTM 3/4
                        0_bW weight 3x16 LSTM 3/4
                        0_bRW recurrent_weight 4x16 LSTM 4/4
                        0_bb.candidate bias 4 LSTM 3/4
                        0_bb.forget forget_bias 4 LSTM 3/4
                        0_bb.output bias 4 LSTM 3/4
                        0_bb.input bias 4 LSTM 3/4"""),
                layer(
                        new Bidirectional(new SimpleRnn.Builder()
                                .nIn(3)
                                .nOut(4)
                                .hasLayerNorm(true)
                                .build()),
                        """
                        0_fW weight 3x4 SimpleRnn 3/4
                        0_fRW recurrent_weight 4x4 SimpleRnn 4/4
                        0_fb bias 4 SimpleRnn 3/4
                        0_fg norm_scale 8 SimpleRnn -
                        0_bW weight 3x4 SimpleRnn 3/4
                        0_bRW recurrent_weight 4x4 SimpleRnn 4/4
                        0_bb bias 4 SimpleRnn 3/4
                        0_bg norm_scale 8 SimpleRnn -"""),
                layer(
                        new TimeDistributed(
                                new DenseLayer.Builder().nIn(3).nOut(4).build()),
                        """
                        0_W weight 3x4 DenseLayer 3/4
                        0_b bias 4 DenseLayer 3/4"""),
                layer(new MaskZeroLayer(new SimpleRnn.Builder().nIn(3).nOut(4).build(), 0), """
                        0_W weight 3x4 SimpleRnn 3/4
                        0_RW recurrent_weight 4x4 SimpleRnn 4/4
                        0_b bias 4 SimpleRnn 3/4"""),
                layer(new FrozenLayer(new DenseLayer.Builder().nIn(3).nOut(4).build()), """
                        0_W weight 3x4 DenseLayer 3/4
                        0_b bias 4 DenseLayer 3/4"""),
                layer(
                        new FrozenLayerWithBackprop(
                                new DenseLayer.Builder().nIn(3).nOut(4).build()),
                        """
                        0_W weight 3x4 DenseLayer 3/4
                        0_b bias 4 DenseLayer 3/4"""),
                layer(new EmbeddingLayer.Builder().nIn(7).nOut(4).hasBias(true).build(), """
                        0_W embedding 7x4 EmbeddingLayer 1/4
                        0_b bias 4 EmbeddingLayer 1/4"""),
                layer(
                        new EmbeddingSequenceLayer.Builder().nIn(7).nOut(4).build(),
                        "0_W embedding 7x4 EmbeddingSequenceLayer 1/4"),
                layer(new BatchNormalization.Builder().nIn(4).nOut(4).build(), """
                        0_gamma norm_scale 4 BatchNormalization -
                        0_beta norm_shift 4 BatchNormalization -
                        0_mean statistic 4 BatchNormalization -
                        0_log10stdev statistic 4 BatchNormalization -"""),
                layer(
                        new BatchNormalization.Builder()
                                .nIn(4)
                                .nOut(4)
                                .lockGammaBeta(true)
                                .useLogStd(false)
                                .build(),
                        """
                        0_mean statistic 4 BatchNormalization -
                        0_var statistic 4 BatchNormalization -"""),
                layer(
                        InputType.convolutional(3, 5, 2),
                        new PReLULayer.Builder().inputShape(2, 3, 5).build(),
                        "0_W slope 2x3x5 PReLULayer -"),
                layer(
                        new ElementWiseMultiplicationLayer.Builder()
                                .nIn(4)
                                .nOut(4)
                                .build(),
                        """
                        0_W weight 1x4 ElementWiseMultiplicationLayer 1/1
                        0_b bias 4 ElementWiseMultiplicationLayer 1/1"""),
                layer(
                        new SelfAttentionLayer.Builder()
                                .nIn(3)
                                .nOut(5)
                                .nHeads(2)
                                .headSize(4)
                                .projectInput(true)
                                .build(),
                        """
                        0_Wq weight 2x4x3 SelfAttentionLayer 3/8
                        0_Wk weight 2x4x3 SelfAttentionLayer 3/8
                        0_Wv weight 2x4x3 SelfAttentionLayer 3/8
                        0_Wo weight 8x5 SelfAttentionLayer 8/5"""),
                layer(
                        new LearnedSelfAttentionLayer.Builder()
                                .nIn(3)
                                .nOut(5)
                                .nHeads(2)
                                .headSize(4)
                                .nQueries(6)
                                .projectInput(true)
                                .build(),
                        """
                        0_Q token 1x3x6 LearnedSelfAttentionLayer -
                        0_Wq weight 2x4x3 LearnedSelfAttentionLayer 3/8
                        0_Wk weight 2x4x3 LearnedSelfAttentionLayer 3/8
                        0_Wv weight 2x4x3 LearnedSelfAttentionLayer 3/8
                        0_Wo weight 8x5 LearnedSelfAttentionLayer 8/5"""),
                layer(
                        InputType.recurrent(3, 7),
                        new RecurrentAttentionLayer.Builder()
                                .nIn(3)
                                .nOut(5)
                                .nHeads(2)
                                .headSize(4)
                                .projectInput(true)
                                .hasBias(true)
                                .build(),
                        """
                        0_W weight 3x5 RecurrentAttentionLayer 3/5
                        0_RW recurrent_weight 5x5 RecurrentAttentionLayer 5/5
                        0_Wq weight 2x4x5 RecurrentAttentionLayer 5/8
                        0_Wk weight 2x4x3 RecurrentAttentionLayer 3/8
                        0_Wv weight 2x4x3 RecurrentAttentionLayer 3/8
                        0_Wo weight 8x5 RecurrentAttentionLayer 8/5
                        0_b bias 5 RecurrentAttentionLayer 3/5"""),
                layer(
                        InputType.recurrent(3, 9),
                        new LocallyConnected1D.Builder()
                                .nIn(3)
                                .nOut(4)
                                .kernelSize(5)
                                .stride(2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .build(),
                        """
                        0_W weight 3x15x4 LocallyConnected1D 15/20
                        0_b bias 4 LocallyConnected1D 15/20"""),
                layer(
                        InputType.convolutional(6, 7, 3),
                        new LocallyConnected2D.Builder()
                                .nIn(3)
                                .nOut(4)
                                .kernelSize(2, 3)
                                .stride(2, 1)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .build(),
                        """
                        0_W weight 15x18x4 LocallyConnected2D 18/24
                        0_b bias 4 LocallyConnected2D 18/24"""),
                layer(
                        InputType.convolutional(6, 6, 3),
                        new PrimaryCapsules.Builder(4, 5)
                                .kernelSize(3, 3)
                                .stride(1, 1)
                                .build(),
                        """
                        0_weight weight 3x3x3x20 PrimaryCapsules 27/180
                        0_bias bias 20 PrimaryCapsules 27/180"""),
                layer(
                        InputType.recurrent(6, 5),
                        new CapsuleLayer.Builder(3, 4, 1).hasBias(true).build(),
                        """
                        0_weight weight 1x6x12x5x1 CapsuleLayer 30/12
                        0_bias bias 1x1x3x4x1 CapsuleLayer 30/12"""),
                layer(new CustomLayer(), """
                        0_kernel weight 3x4 CustomLayer 3/4
                        0_gamma norm_scale 4 CustomLayer -
                        0_bias bias 4 CustomLayer 3/4
                        0_extra other 2 CustomLayer -"""));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void parametersHaveTheExpectedRolesShapesAndFans(MultiLayerNetwork network, String expected) {
        assertThat(describe(Dl4j.tensors(network))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void tensorsCoverEachParameterElementExactlyOnce(MultiLayerNetwork network, String expected) {
        network.params().assign(1);
        List<Tensor> tensors = Dl4j.tensors(network);
        tensors.forEach(tensor -> tensor.array().addi(1)); // adds 2 to an element that two tensors share
        assertThat(network.params())
                .isEqualTo(Nd4j.ones(network.params().shape()).mul(2));
        assertThat(tensors.stream()
                        .map(Tensor::parameter)
                        .mapToLong(Parameter::size)
                        .sum())
                .isEqualTo(network.numParams());
    }

    @Test
    void parametersOfAGraphAreNamedAfterItsVertices() {
        GraphBuilder graph = TestNetworks.configuration()
                .graphBuilder()
                .addInputs("a", "b")
                .addLayer("recurrent", new LSTM.Builder().nIn(3).nOut(4).build(), "a")
                .addVertex(
                        "attention",
                        new AttentionVertex.Builder()
                                .nInQueries(4)
                                .nInKeys(2)
                                .nInValues(6)
                                .nOut(5)
                                .nHeads(2)
                                .headSize(3)
                                .projectInput(true)
                                .build(),
                        "recurrent",
                        "b",
                        "b")
                .addVertex("own", new FrozenVertex(new CustomVertex()), "attention")
                .addLayer("none", new ActivationLayer.Builder().build(), "own")
                .addLayer(
                        "out",
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(5)
                                .nOut(2)
                                .build(),
                        "none")
                .setOutputs("out");
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        assertThat(describe(Dl4j.tensors(network))).isEqualTo("""
                        recurrent_W weight 3x16 LSTM 3/4
                        recurrent_RW recurrent_weight 4x16 LSTM 4/4
                        recurrent_b.candidate bias 4 LSTM 3/4
                        recurrent_b.forget forget_bias 4 LSTM 3/4
                        recurrent_b.output bias 4 LSTM 3/4
                        recurrent_b.input bias 4 LSTM 3/4
                        attention_Wq weight 2x3x4 AttentionVertex 4/6
                        attention_Wk weight 2x3x2 AttentionVertex 2/6
                        attention_Wv weight 2x3x6 AttentionVertex 6/6
                        attention_Wo weight 6x5 AttentionVertex 6/5
                        own_scale norm_scale 1 CustomVertex -
                        out_W weight 5x2 RnnOutputLayer 5/2
                        out_b bias 2 RnnOutputLayer 5/2""");
    }

    /** Returns one line per parameter. */
    private static String describe(List<Tensor> tensors) {
        return tensors.stream()
                .map(Tensor::parameter)
                .map(parameter -> "%s %s %s %s %s"
                        .formatted(
                                parameter.name(),
                                parameter.role(),
                                Arrays.stream(parameter.shape())
                                        .mapToObj(Long::toString)
                                        .collect(Collectors.joining("x")),
                                parameter.layer(),
                                fans(parameter)))
                .collect(Collectors.joining("\n"));
    }

    private static String fans(Parameter parameter) {
        boolean shaped = parameter.role() == Role.WEIGHT || parameter.role() == Role.RECURRENT_WEIGHT;
        return parameter
                .explicitFans()
                .or(() -> shaped ? Optional.of(Fans.of(parameter.shape(), parameter.layout())) : Optional.empty())
                .map(fans -> "%s/%s".formatted(fans.fanIn(), fans.fanOut()).replace(".0", ""))
                .orElse("-");
    }

    /** A user-defined layer. */
    @SuppressWarnings("serial") // never serialized
    static class CustomLayer extends SameDiffLayer {

        @Override
        public void defineParameters(SDLayerParams params) {
            params.addWeightParam("kernel", 3, 4);
            params.addBiasParam("bias", 4);
            params.addWeightParam("gamma", 4);
            params.addBiasParam("extra", 2);
        }

        @Override
        public void initializeParameters(Map<String, INDArray> params) {}

        @Override
        public SDVariable defineLayer(
                SameDiff sameDiff, SDVariable layerInput, Map<String, SDVariable> paramTable, SDVariable mask) {
            return layerInput;
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType inputType) {
            return inputType;
        }
    }

    /** A user-defined vertex. */
    @SuppressWarnings("serial") // never serialized
    static class CustomVertex extends SameDiffVertex {

        @Override
        public void defineParametersAndInputs(SDVertexParams params) {
            params.defineInputs("x");
            params.addWeightParam("scale", 1);
        }

        @Override
        public void initializeParameters(Map<String, INDArray> params) {}

        @Override
        public SDVariable defineVertex(
                SameDiff sameDiff,
                Map<String, SDVariable> layerInput,
                Map<String, SDVariable> paramTable,
                Map<String, SDVariable> maskVars) {
            return layerInput.get("x").mul(paramTable.get("scale"));
        }

        @Override
        public org.deeplearning4j.nn.conf.graph.GraphVertex clone() {
            return new CustomVertex();
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType... vertexInputs) {
            return vertexInputs[0];
        }
    }
}
