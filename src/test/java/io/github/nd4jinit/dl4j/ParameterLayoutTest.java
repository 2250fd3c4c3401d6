package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.plan.Tensor;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.iter.NdIndexIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares the layouts and the parts of parameters with the outputs of the layers. */
class ParameterLayoutTest {

    private static final int IN = 3;

    private static Map<String, INDArray> arrays(MultiLayerNetwork network) {
        return Dl4j.tensors(network).stream()
                .collect(Collectors.toMap(tensor -> tensor.parameter().name(), Tensor::array));
    }

    private static Arguments layer(Layer layer, String axes, long... input) {
        return Arguments.of(layer, axes, input);
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                layer(new DenseLayer.Builder().nIn(IN).nOut(4).build(), "IO", 1, IN),
                layer(new Convolution1DLayer.Builder(5, 1).nIn(IN).nOut(4).build(), "KIO", 1, IN, 9),
                layer(new ConvolutionLayer.Builder(2, 5).nIn(IN).nOut(4).build(), "OIHW", 1, IN, 6, 7),
                layer(new Convolution3D.Builder(2, 3, 4).nIn(IN).nOut(4).build(), "OIDHW", 1, IN, 5, 6, 7),
                layer(
                        new Deconvolution2D.Builder(2, 5)
                                .stride(2, 2)
                                .nIn(IN)
                                .nOut(4)
                                .build(),
                        "IOHW",
                        1,
                        IN,
                        6,
                        7),
                layer(
                        new Deconvolution3D.Builder()
                                .kernelSize(2, 3, 4)
                                .nIn(IN)
                                .nOut(4)
                                .build(),
                        "DHWOI",
                        1,
                        IN,
                        5,
                        6,
                        7),
                layer(
                        new DepthwiseConvolution2D.Builder(2, 5)
                                .nIn(IN)
                                .nOut(6)
                                .depthMultiplier(2)
                                .build(),
                        "HWBO",
                        1,
                        IN,
                        6,
                        7));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("layers")
    void theIndicesOfAWeightElementAreTheChannelsThatItConnects(Layer layer, String axes, long[] inputShape) {
        MultiLayerNetwork network = TestNetworks.of(layer);
        INDArray weight = arrays(network).get("0_W");
        int outAxis = axes.indexOf('O');
        int inAxis = Math.max(axes.indexOf('I'), axes.indexOf('B'));
        boolean depthwise = axes.indexOf('B') >= 0;
        for (int o = 0; o < weight.size(outAxis); o++) {
            for (int i = 0; i < IN; i++) {
                int out = o;
                int in = i;
                network.params().assign(0);
                set(weight, index -> index[outAxis] == out && index[inAxis] == in);
                long channel = depthwise ? i * weight.size(outAxis) + o : o;
                for (int source = 0; source < IN; source++) {
                    INDArray input = Nd4j.zeros(DataType.FLOAT, inputShape);
                    int active = source;
                    set(input, index -> index[1] == active);
                    INDArray output = network.output(input);
                    for (int read = 0; read < output.size(1); read++) {
                        assertThat(channelSum(output, read) > 0)
                                .as("weight of %s -> %s, input %s, output %s", i, o, source, read)
                                .isEqualTo(source == i && read == channel);
                    }
                }
            }
        }
    }

    private static void set(INDArray array, Predicate<long[]> isOne) {
        NdIndexIterator indices = new NdIndexIterator(array.shape());
        while (indices.hasNext()) {
            long[] index = indices.next().clone();
            array.putScalar(index, isOne.test(index) ? 1 : 0);
        }
    }

    private static double channelSum(INDArray output, int channel) {
        double sum = 0;
        NdIndexIterator indices = new NdIndexIterator(output.shape());
        while (indices.hasNext()) {
            long[] index = indices.next();
            sum += index[1] == channel ? output.getDouble(index) : 0;
        }
        return sum;
    }

    @Test
    void theFirstAxisOfTheKernelOfA1DConvolutionIsTime() {
        MultiLayerNetwork network = TestNetworks.of(
                new Convolution1DLayer.Builder(5, 1).nIn(IN).nOut(4).build());
        INDArray weight = arrays(network).get("0_W");
        for (int tap = 0; tap < 5; tap++) {
            network.params().assign(0);
            weight.putScalar(new long[] {tap, 1, 2}, 7);
            INDArray input = Nd4j.zeros(DataType.FLOAT, 1, IN, 9);
            input.putScalar(new long[] {0, 1, 4}, 1); // an impulse
            INDArray output = network.output(input);
            assertThat(output.sumNumber().doubleValue()).isEqualTo(7);
            assertThat(output.getDouble(0, 2, 4 - tap)).isEqualTo(7);
        }
    }

    @Test
    void theFirstAxisOfTheDepthwiseKernelOfASeparableConvolutionIsTheMultiplier() {
        MultiLayerNetwork network = TestNetworks.of(new SeparableConvolution2D.Builder(2, 2)
                .nIn(IN)
                .nOut(4)
                .depthMultiplier(2)
                .build());
        Map<String, INDArray> arrays = arrays(network);
        for (int m = 0; m < 2; m++) {
            for (int i = 0; i < IN; i++) {
                network.params().assign(0);
                arrays.get("0_W").putScalar(new long[] {m, i, 0, 0}, 1);
                arrays.get("0_pW").putScalar(new long[] {3, i * 2 + m, 0, 0}, 5);
                INDArray input = Nd4j.zeros(DataType.FLOAT, 1, IN, 3, 3);
                input.putScalar(new long[] {0, i, 1, 1}, 1);
                INDArray output = network.output(input);
                assertThat(output.sumNumber().doubleValue()).isEqualTo(5);
                assertThat(channelSum(output, 3)).isEqualTo(5);
            }
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void thePartsOfAnLstmBiasBelongToTheGatesThatTheyAreNamedAfter() {
        MultiLayerNetwork network = TestNetworks.of(
                new LSTM.Builder().activation(Activation.TANH).nIn(1).nOut(1).build());
        network.params().assign(0);
        Map<String, INDArray> arrays = arrays(network);
        arrays.get("0_b.candidate").assign(1);
        arrays.get("0_b.forget").assign(2);
        arrays.get("0_b.output").assign(3);
        arrays.get("0_b.input").assign(-1);

        INDArray output = network.output(Nd4j.zeros(DataType.FLOAT, 1, 1, 2));

        double first = sigmoid(-1) * Math.tanh(1);
        double second = sigmoid(2) * first + sigmoid(-1) * Math.tanh(1);
        assertThat(output.getDouble(0, 0, 0)).isCloseTo(sigmoid(3) * Math.tanh(first), within(1e-6));
        assertThat(output.getDouble(0, 0, 1)).isCloseTo(sigmoid(3) * Math.tanh(second), within(1e-6));
    }

    @Test
    @SuppressWarnings("deprecation") // GravesLSTM
    void thePeepholesBelongToTheForgetOutputAndInputGates() {
        MultiLayerNetwork network = TestNetworks.of(new GravesLSTM.Builder()
                .activation(Activation.TANH)
                .nIn(1)
                .nOut(1)
                .build());
        network.params().assign(0);
        Map<String, INDArray> arrays = arrays(network);
        arrays.get("0_b.candidate").assign(1);
        INDArray peepholes = arrays.get("0_RW.peepholes");
        peepholes.putScalar(0, 0, 2);
        peepholes.putScalar(0, 1, 3);
        peepholes.putScalar(0, 2, -1);

        INDArray output = network.output(Nd4j.zeros(DataType.FLOAT, 1, 1, 2));

        double first = sigmoid(0) * Math.tanh(1);
        double second = sigmoid(2 * first) * first + sigmoid(-first) * Math.tanh(1);
        assertThat(output.getDouble(0, 0, 0)).isCloseTo(sigmoid(3 * first) * Math.tanh(first), within(1e-6));
        assertThat(output.getDouble(0, 0, 1)).isCloseTo(sigmoid(3 * second) * Math.tanh(second), within(1e-6));
    }
}
