package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Fans;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tests the guesses that are made from the arguments that DL4J passes for each layer. */
class WeightShapeGuessTest {

    /** Records the guesses that are made on the thread of the test. */
    @SuppressWarnings("serial") // never serialized
    static final class Recorder implements IWeightInit {

        private static final ThreadLocal<List<String>> GUESSES = ThreadLocal.withInitial(ArrayList::new);

        @Override
        public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
            WeightShapeGuess guess = WeightShapeGuess.of(new Fans(fanIn, fanOut), shape, order);
            Fans fans = guess.fans();
            GUESSES.get()
                    .add("%s %s/%s %s"
                            .formatted(guess.layout(), fans.fanIn(), fans.fanOut(), guess.storage())
                            .replace(".0", ""));
            return paramView.reshape(order, shape);
        }
    }

    private static Arguments layer(Layer layer, String... guesses) {
        return Arguments.of(layer, List.of(guesses));
    }

    @SuppressWarnings("deprecation") // GravesLSTM
    static Stream<Arguments> layers() {
        return Stream.of(
                layer(new DenseLayer.Builder().nIn(3).nOut(4).build(), "*IO 3/4 AS_SHAPED"),
                layer(new EmbeddingSequenceLayer.Builder().nIn(7).nOut(4).build(), "*IO 1/4 AS_SHAPED"),
                layer(
                        new ElementWiseMultiplicationLayer.Builder()
                                .nIn(4)
                                .nOut(4)
                                .build(),
                        "*IO 1/1 AS_SHAPED"),
                layer(
                        new LSTM.Builder().nIn(3).nOut(4).build(),
                        "*IO.packed(4) 3/4 AS_SHAPED",
                        "*IO.packed(4) 4/4 AS_SHAPED"),
                layer(
                        new GravesLSTM.Builder().nIn(3).nOut(4).build(),
                        "*IO.packed(4) 3/4 AS_SHAPED",
                        "*IO.packed(4) 4/4 WITH_PEEPHOLES"),
                layer(new SimpleRnn.Builder().nIn(3).nOut(4).build(), "*IO 3/4 AS_SHAPED", "*IO 4/4 AS_SHAPED"),
                layer(new Convolution1DLayer.Builder(5, 1).nIn(3).nOut(4).build(), "KIO 15/20 KERNEL_1D"),
                layer(new Convolution1DLayer.Builder(5, 2).nIn(3).nOut(4).build(), "KIO 15/20 KERNEL_1D"),
                layer(new ConvolutionLayer.Builder(2, 5).nIn(3).nOut(4).build(), "OI* 30/40 AS_SHAPED"),
                layer(
                        new ConvolutionLayer.Builder(3, 3)
                                .stride(3, 3)
                                .nIn(3)
                                .nOut(5)
                                .build(),
                        "OI* 27/45 AS_SHAPED"),
                layer(
                        new ConvolutionLayer.Builder(1, 1)
                                .stride(2, 2)
                                .nIn(4)
                                .nOut(8)
                                .build(),
                        "OI* 4/8 AS_SHAPED"),
                layer(
                        new Convolution3D.Builder(2, 3, 5)
                                .stride(1, 1, 2)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        "OI* 90/120 AS_SHAPED"),
                layer(
                        new Deconvolution2D.Builder(2, 5)
                                .stride(2, 2)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        "OI*.transposed() 30/40 AS_SHAPED"),
                layer(
                        new Deconvolution3D.Builder()
                                .kernelSize(2, 3, 5)
                                .stride(2, 1, 1)
                                .nIn(3)
                                .nOut(4)
                                .build(),
                        "*IO.transposed() 90/120 AS_SHAPED"),
                layer(
                        new DepthwiseConvolution2D.Builder(2, 5)
                                .nIn(3)
                                .nOut(6)
                                .depthMultiplier(2)
                                .build(),
                        "HWBO 10/20 AS_SHAPED"),
                layer(
                        new DepthwiseConvolution2D.Builder(3, 3)
                                .nIn(32)
                                .nOut(32)
                                .depthMultiplier(1)
                                .build(),
                        "HWBO 9/9 AS_SHAPED"),
                // the first weight is treated as that of a convolution: its fan in is three times the correct value
                layer(
                        new SeparableConvolution2D.Builder(2, 5)
                                .nIn(3)
                                .nOut(12)
                                .depthMultiplier(2)
                                .build(),
                        "OI* 30/20 AS_SHAPED",
                        "OI* 6/12 AS_SHAPED"),
                // the second weight is treated as that of a dense layer
                layer(new LSTM.Builder().nIn(12).nOut(4).build(), "*IO.packed(4) 12/4 AS_SHAPED", "*IO 4/16 AS_SHAPED"),
                layer(
                        new PReLULayer.Builder()
                                .inputShape(5)
                                .weightInit(new Recorder())
                                .build(),
                        "*IO 0/0 AS_SHAPED"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void shapeAndFansIdentifyTheLayer(Layer layer, List<String> guesses) {
        Recorder.GUESSES.get().clear();
        TestNetworks.of(new Recorder(), layer);
        assertThat(Recorder.GUESSES.get()).isEqualTo(guesses);
    }
}
