package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Connection;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.diagnose.Finding.Kind;
import io.github.nd4jinit.diagnose.LayerEdge;
import io.github.nd4jinit.diagnose.LayerReport;
import io.github.nd4jinit.diagnose.LayerSignals;
import io.github.nd4jinit.diagnose.Lsuv;
import io.github.nd4jinit.diagnose.Probe;
import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.diagnose.WeightReport;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks use double precision, so that central differences approximate derivatives well. */
class NetworkProbeTest {

    private static final int EXAMPLES = 6;
    private static final double STEP = 1e-5;

    private static NeuralNetConfiguration.Builder doubles() {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .biasInit(0.1)
                .activation(Activation.TANH);
    }

    private static INDArray normal(long... shape) {
        return Init.normal().initialize(Nd4j.create(DataType.DOUBLE, shape), Generator.seeded(shape.length));
    }

    /** One-hot labels: example i has class i modulo the number of classes. */
    private static INDArray classes(int examples, int classes) {
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, examples, classes);
        for (int i = 0; i < examples; i++) {
            labels.putScalar(i, i % classes, 1);
        }
        return labels;
    }

    private static MultiLayerNetwork initialized(ListBuilder layers) {
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }

    private static MultiLayerNetwork mlp() {
        return initialized(doubles()
                .list(
                        new DenseLayer.Builder().nIn(5).nOut(4).build(),
                        new DenseLayer.Builder()
                                .nIn(4)
                                .nOut(7)
                                .activation(Activation.RELU)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(7)
                                .nOut(3)
                                .activation(Activation.SIGMOID)
                                .build()));
    }

    private static DataSet flat() {
        return new DataSet(normal(EXAMPLES, 5), classes(EXAMPLES, 3));
    }

    private static INDArray gradient(LayerSignals signal) {
        return signal.gradient().orElseThrow();
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-7);
    }

    /** Returns the gradient with respect to the output of a layer, computed by the chain rule. */
    private static INDArray outputGradient(ProbedLayer site, LayerSignals signal) {
        INDArray result = gradient(signal).dup('c');
        INDArray output = signal.output().dup('c');
        Nonlinearity f = site.nonlinearity().orElseThrow();
        for (long i = 0; i < result.length(); i++) {
            result.putScalar(i, result.getDouble(i) * f.derivative(output.getDouble(i)));
        }
        return result;
    }

    /** Returns the derivative of the score with respect to one element, approximated by a central difference. */
    private static double difference(INDArray array, int index, DoubleSupplier score) {
        double before = array.getDouble(index);
        array.putScalar(index, before + STEP);
        double above = score.getAsDouble();
        array.putScalar(index, before - STEP);
        double below = score.getAsDouble();
        array.putScalar(index, before);
        return (above - below) / (2 * STEP);
    }

    /** A bias is added to the output of each example, so its gradient is the sum of the gradients with respect to the outputs. */
    private static void assertGradientsMatchDifferencesOfTheScore(
            Probe probe, String[] biases, MultiLayerNetwork network, DataSet batch) {
        List<LayerSignals> signals = probe.run();
        for (int i = 0; i < biases.length; i++) {
            boolean isLast = i == signals.size() - 1; // its gradient is already with respect to the output
            INDArray outputGradient = isLast
                    ? gradient(signals.get(i))
                    : outputGradient(probe.layers().get(i), signals.get(i));
            int[] others = outputGradient.rank() == 2
                    ? new int[] {0}
                    : outputGradient.rank() == 3 ? new int[] {0, 2} : new int[] {0, 2, 3};
            double sum = outputGradient.sum(others).getDouble(1);
            double difference = difference(network.getParam(biases[i]), 1, () -> network.score(batch, true));
            assertThat(sum).as(biases[i]).isCloseTo(difference, within(1e-7));
            assertThat(difference)
                    .as("the difference is large enough for the test")
                    .isNotCloseTo(0, within(1e-5));
        }
    }

    // --- signals --------------------------------------------------------------------------------------------------

    @Test
    void signalsOfDenseLayersEqualThoseOfADenseStack() {
        MultiLayerNetwork network = mlp();
        DataSet batch = flat();
        Probe probe = Dl4j.probe(network, batch);
        List<Nonlinearity> nonlinearities = List.of(Nonlinearity.TANH, Nonlinearity.RELU, Nonlinearity.SIGMOID);
        List<DenseStack.Layer> layers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            layers.add(
                    DenseStack.Layer.of("layer" + i, network.getParam(i + "_W"), Layout.IN_OUT, nonlinearities.get(i))
                            .withBias(network.getParam(i + "_b")));
        }
        DenseStack stack = new DenseStack(layers, batch.getFeatures());
        List<LayerSignals> expected = stack.run();
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            ProbedLayer site = probe.layers().get(i);
            assertThat(site.name()).isEqualTo("layer" + i);
            assertThat(site.nonlinearity()).contains(nonlinearities.get(i));
            assertThat(site.weight().array().data().address())
                    .isEqualTo(network.getParam(i + "_W").data().address());
            assertClose(signals.get(i).output(), expected.get(i).output());
            assertClose(signals.get(i).activation(), expected.get(i).activation());
            assertClose(probe.output(i), expected.get(i).output());
        }
        for (int i = 0; i < 2; i++) { // the gradient of a layer follows from the gradient of the next layer
            INDArray next = i == 1
                    ? gradient(signals.get(2))
                    : outputGradient(probe.layers().get(1), signals.get(1));
            assertClose(
                    gradient(signals.get(i)),
                    next.mmul(network.getParam((i + 1) + "_W").transpose()));
        }
        INDArray answer = signals.get(2).activation();
        INDArray error = answer.sub(batch.getLabels()).mul(2.0 / 3 / EXAMPLES);
        assertClose(gradient(signals.get(2)), error.mul(answer).mul(answer.rsub(1))); // the derivative of the sigmoid
    }

    @Test
    void gradientsEqualFiniteDifferencesOfTheScore() {
        MultiLayerNetwork network = mlp();
        assertGradientsMatchDifferencesOfTheScore(
                Dl4j.probe(network, flat()), new String[] {"0_b", "1_b", "2_b"}, network, flat());
    }

    @Test
    void softmaxIsNotReportedAsANonlinearityAndTheGradientIsWithRespectToTheLogits() {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new DenseLayer.Builder().nIn(5).nOut(4).build(),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(4)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build()));
        Probe probe = Dl4j.probe(network, flat());
        LayerSignals last = probe.run().get(1);

        assertThat(probe.layers().get(1).nonlinearity()).isEmpty();
        assertClose(Nd4j.nn().softmax(last.output(), 1), last.activation());
        assertClose(gradient(last), last.activation().sub(flat().getLabels()).div(EXAMPLES));
        assertGradientsMatchDifferencesOfTheScore(probe, new String[] {"0_b"}, network, flat());
    }

    private static ListBuilder cnn(double keep, IActivation activation) {
        return doubles()
                .list(
                        new ConvolutionLayer.Builder(3, 3)
                                .nOut(4)
                                .activation(Activation.ELU)
                                .build(),
                        new BatchNormalization(),
                        new SubsamplingLayer.Builder()
                                .kernelSize(2, 2)
                                .stride(2, 2)
                                .build(),
                        new ConvolutionLayer.Builder(2, 2).nOut(3).dropOut(keep).build(),
                        new DropoutLayer(keep),
                        new DenseLayer.Builder()
                                .nOut(5)
                                .activation(activation)
                                .weightNoise(keep < 1 ? new DropConnect(keep) : null)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nOut(3)
                                .activation(Activation.TANH)
                                .build())
                .setInputType(InputType.convolutional(8, 8, 2));
    }

    private static ListBuilder cnn(double keep) {
        return cnn(keep, new ActivationLReLU(0.2));
    }

    private static DataSet images() {
        return new DataSet(normal(EXAMPLES, 2, 8, 8), classes(EXAMPLES, 3));
    }

    @Test
    void convolutionsAreMeasured() {
        MultiLayerNetwork network = initialized(cnn(1));
        Probe probe = Dl4j.probe(network, images());
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers())
                .extracting(ProbedLayer::name)
                .containsExactly("layer0", "layer3", "layer5", "layer6");
        assertThat(signals.get(0).output().shape()).containsExactly(EXAMPLES, 4, 6, 6);
        for (int i = 0; i < signals.size(); i++) {
            assertClose(probe.output(i), signals.get(i).output());
        }
        // the output of channel 1 at the top left of the first example
        INDArray patch = images().getFeatures()
                .get(
                        NDArrayIndex.point(0),
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(0, 3),
                        NDArrayIndex.interval(0, 3));
        double expected =
                patch.mul(network.getParam("0_W").slice(1)).sumNumber().doubleValue() + 0.1;
        assertThat(signals.get(0).output().getDouble(0, 1, 0, 0)).isCloseTo(expected, within(1e-7));
        // score(batch, true) updates the running statistics of the batch norm, so it runs on a clone
        assertGradientsMatchDifferencesOfTheScore(
                probe, new String[] {"0_b", "3_b", "5_b", "6_b"}, network.clone(), images());
    }

    @Test
    void dropoutWeightNoiseAndRandomSlopesAreDisabled() {
        MultiLayerNetwork deterministic = initialized(cnn(1));
        MultiLayerNetwork random = initialized(cnn(0.5, new ActivationRReLU(0.1, 0.3)));
        random.setParams(deterministic.params());
        List<LayerSignals> expected = Dl4j.probe(deterministic, images()).run();
        List<LayerSignals> signals = Dl4j.probe(random, images()).run();

        for (int i = 0; i < expected.size(); i++) {
            assertClose(signals.get(i).output(), expected.get(i).output());
            assertClose(gradient(signals.get(i)), gradient(expected.get(i)));
        }
    }

    // --- gated layers ---------------------------------------------------------------------------------------------

    private static Diagnosis diagnosisOfLstms(int depth, Plan plan) {
        Layer[] layers = new Layer[depth + 1];
        for (int i = 0; i < depth; i++) {
            layers[i] = new LSTM.Builder().nIn(i == 0 ? 8 : 32).nOut(32).build();
        }
        layers[depth] = new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(32)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build();
        MultiLayerNetwork network = initialized(doubles().list(layers));
        Dl4j.initialize(network, plan);
        return Diagnosis.of(Dl4j.probe(
                network, new DataSet(normal(16, 8, 10), normal(16, 2, 10).mul(0.5))));
    }

    @Test
    void theUsualShrinkageCausedByGatesIsNotReportedAsAProblem() {
        for (int depth : new int[] {2, 4}) {
            assertThat(diagnosisOfLstms(depth, Recipes.keras()).findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.HEALTHY);
            assertThat(diagnosisOfLstms(depth, Recipes.torch()).verdict())
                    .matches("no problem found: activations change by a factor of 0\\.\\d+ per layer,"
                            + " gradients by a factor of 0\\.[12]\\d+ in the backward pass;"
                            + " the gates of the recurrent layers cause this, as with every usual initializer");
        }
    }

    @Test
    void aDeepStackOfGatedLayersIsReported() {
        assertThat(diagnosisOfLstms(8, Recipes.torch()).verdict())
                .matches(
                        "(?s).*gradients shrink by a factor of 0\\.[12]\\d+ per layer in the backward pass, to RMS \\S+ at layer0"
                                + ", most at layer\\d; gates shrink signals with every usual initializer, so add skip connections or"
                                + " normalization between the recurrent layers, or use fewer");
    }

    @Test
    void smallWeightsOfGatedLayersAreReported() {
        Plan small = Recipes.keras().withRules(Rule.of(Selector.role(Role.WEIGHT), Init.normal(0, 0.01)));
        assertThat(diagnosisOfLstms(3, small).findings().get(0).message())
                .matches(
                        "activations shrink by a factor of 0\\.0\\d+ per layer, most at layer\\d, more than its gates cause with"
                                + " usual initializers; use larger input weights, such as xavier_uniform");
    }

    // --- time series ----------------------------------------------------------------------------------------------

    private static INDArray series(RNNFormat format, INDArray array) {
        return format == RNNFormat.NCW ? array : array.permute(0, 2, 1).dup();
    }

    @ParameterizedTest
    @EnumSource(RNNFormat.class)
    void recurrentLayersAreMeasured(RNNFormat format) {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new LSTM.Builder().nIn(3).nOut(4).dataFormat(format).build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(2)
                                .dataFormat(format)
                                .activation(Activation.TANH)
                                .build()));
        INDArray x = normal(EXAMPLES, 3, 5);
        DataSet batch = new DataSet(series(format, x), series(format, normal(EXAMPLES, 2, 5)));
        Probe probe = Dl4j.probe(network, batch);
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers().get(0).nonlinearity()).isEmpty();
        assertThat(signals.get(0).output().shape()).containsExactly(EXAMPLES, 5, 16);
        INDArray step = x.slice(2).slice(3, 1).reshape(1, 3).mmul(network.getParam("0_W"));
        assertClose(signals.get(0).output().slice(2).slice(3).reshape(1, 16), step);
        assertClose(probe.output(0), signals.get(0).output());
        assertClose(
                signals.get(0).activation(),
                network.feedForward(batch.getFeatures()).get(1));

        // [examples, units, steps]
        INDArray outputGradients = series(format, gradient(signals.get(1)));
        double difference = difference(network.getParam("1_b"), 1, () -> network.score(batch, true));
        assertThat(outputGradients.sum(0, 2).getDouble(1)).isCloseTo(difference, within(1e-7));
        INDArray back = outputGradients
                .slice(2)
                .slice(3, 1)
                .reshape(1, 2)
                .mmul(network.getParam("1_W").transpose());
        INDArray gradient = series(format, gradient(signals.get(0)));
        assertClose(gradient.slice(2).slice(3, 1).reshape(1, 4), back);
    }

    @Test
    void maskedStepsHaveZeroGradient() {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new LSTM.Builder().nIn(3).nOut(4).build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build()));
        INDArray mask = Nd4j.ones(DataType.DOUBLE, EXAMPLES, 5);
        mask.putScalar(2, 3, 0);
        DataSet batch = new DataSet(normal(EXAMPLES, 3, 5), normal(EXAMPLES, 2, 5), null, mask);
        Probe probe = Dl4j.probe(network, batch);
        List<LayerSignals> signals = probe.run();

        assertThat(gradient(signals.get(1)).getDouble(2, 1, 3)).isZero();
        assertThat(gradient(signals.get(1)).getDouble(2, 1, 2)).isNotZero();
        assertGradientsMatchDifferencesOfTheScore(new LastLayer(probe), new String[] {"1_b"}, network, batch);
    }

    /** Restricts a probe of two layers to the last layer. */
    private record LastLayer(Probe probe) implements Probe {

        @Override
        public List<ProbedLayer> layers() {
            return probe.layers().subList(1, 2);
        }

        @Override
        public List<LayerSignals> run() {
            return probe.run().subList(1, 2);
        }
    }

    @Test
    void wrappedLayersAreMeasuredByTheirFirstWeight() {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new Bidirectional(new LSTM.Builder().nIn(3).nOut(4).build()),
                        new LastTimeStep(
                                new LSTM.Builder().nIn(8).nOut(4).dropOut(0.5).build()),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build()));
        DataSet batch = new DataSet(normal(EXAMPLES, 3, 5), normal(EXAMPLES, 2));
        Probe probe = Dl4j.probe(network, batch);
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers())
                .extracting(site -> site.weight().parameter().name())
                .containsExactly("0_fW", "1_W", "2_W");
        assertThat(signals.get(0).activation().shape()).containsExactly(EXAMPLES, 8, 5);
        assertThat(signals.get(1).output().shape()).containsExactly(EXAMPLES, 5, 16);
        assertThat(signals.get(1).activation().shape()).containsExactly(EXAMPLES, 4);
        assertThat(gradient(signals.get(0)).shape()).containsExactly(EXAMPLES, 8, 5);
        assertThat(((LastTimeStep)
                                network.getLayerWiseConfigurations().getConf(1).getLayer())
                        .getUnderlying()
                        .getIDropout())
                .as("the original network keeps its dropout")
                .isNotNull();
    }

    // --- graphs ---------------------------------------------------------------------------------------------------

    /** Two inputs, a skip connection around a frozen layer, and two outputs. */
    private static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(doubles()
                .graphBuilder()
                .addInputs("left", "right")
                .addLayer("a", new DenseLayer.Builder().nIn(3).nOut(4).build(), "left")
                .addLayer("a_b", new DenseLayer.Builder().nIn(2).nOut(4).build(), "right")
                .addLayer(
                        "frozen",
                        new FrozenLayer(new DenseLayer.Builder().nIn(4).nOut(4).build()),
                        "a")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "a_b", "frozen")
                .addLayer("act", new ActivationLayer(Activation.SOFTSIGN), "sum")
                .addLayer(
                        "one",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build(),
                        "act")
                .addLayer(
                        "two",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(1)
                                .activation(Activation.TANH)
                                .build(),
                        "sum")
                .setOutputs("one", "two")
                .build());
        graph.init();
        return graph;
    }

    private static MultiDataSet pairs() {
        return new MultiDataSet(
                new INDArray[] {normal(EXAMPLES, 3), normal(EXAMPLES, 2)},
                new INDArray[] {normal(EXAMPLES, 2), normal(EXAMPLES, 1)});
    }

    @Test
    void gradientsInAGraphAreSummedOverAllPaths() {
        ComputationGraph graph = graph();
        Probe probe = Dl4j.probe(graph, pairs());
        List<LayerSignals> signals = probe.run();

        assertThat(probe.layers())
                .extracting(ProbedLayer::name)
                .containsExactlyInAnyOrder("a", "a_b", "frozen", "one", "two");
        for (int i = 0; i < 5; i++) {
            ProbedLayer site = probe.layers().get(i);
            assertThat(site.weight().parameter().name()).isEqualTo(site.name() + "_W");
            boolean isLast = Set.of("one", "two").contains(site.name());
            INDArray outputGradient = isLast ? gradient(signals.get(i)) : outputGradient(site, signals.get(i));
            double sum = outputGradient.sum(0).getDouble(0);
            double difference = difference(graph.getParam(site.name() + "_b"), 0, () -> graph.score(pairs(), true));
            assertThat(sum).as(site.name()).isCloseTo(difference, within(1e-7)).isNotCloseTo(0, within(1e-5));
            assertClose(probe.output(i), signals.get(i).output());
        }
    }

    @Test
    void aGraphWithOneInputAcceptsADataSet() {
        ComputationGraph graph = mlp().toComputationGraph();
        List<LayerSignals> expected = Dl4j.probe(mlp(), flat()).run();
        List<LayerSignals> signals = Dl4j.probe(graph, flat()).run();
        for (int i = 0; i < 3; i++) {
            assertClose(gradient(signals.get(i)), gradient(expected.get(i)));
        }
    }

    // --- the network does not change ------------------------------------------------------------------------------

    @Test
    void probingDoesNotChangeTheNetwork() {
        MultiLayerNetwork network = initialized(cnn(0.5));
        network.fit(images());
        String configuration = network.getLayerWiseConfigurations().toJson();
        INDArray parameters = network.params().dup();
        INDArray moments = network.getUpdater().getStateViewArray().dup();
        INDArray gradients = network.getGradientsViewArray().dup();
        double score = network.score();
        network.setInput(images().getFeatures());
        network.feedForward(true, false);
        INDArray input = network.getLayer(3).input().dup();
        long root = Nd4j.getRandom().rootState();
        long node = Nd4j.getRandom().nodeState();
        DataSet batch = images();

        Probe probe = Dl4j.probe(network, batch);
        Diagnosis.of(probe);
        probe.output(1);

        assertThat(network.params()).isEqualTo(parameters);
        assertThat(network.getUpdater().getStateViewArray()).isEqualTo(moments);
        assertThat(network.getGradientsViewArray()).isEqualTo(gradients);
        assertThat(network.score()).isEqualTo(score);
        assertThat(network.getIterationCount()).isEqualTo(1);
        assertThat(network.getLayer(3).input()).isEqualTo(input);
        assertThat(network.getLayerWiseConfigurations().toJson()).isEqualTo(configuration);
        assertThat(Nd4j.getRandom().rootState()).isEqualTo(root);
        assertThat(Nd4j.getRandom().nodeState()).isEqualTo(node);
        assertThat(batch).isEqualTo(images());
    }

    @Test
    void probingDoesNotChangeTheStateOfARecurrentNetwork() {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new LSTM.Builder().nIn(3).nOut(4).build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build()));
        network.rnnTimeStep(normal(EXAMPLES, 3, 2));
        INDArray state = network.rnnGetPreviousState(0).get("prevAct").dup();
        Diagnosis.of(Dl4j.probe(network, new DataSet(normal(EXAMPLES, 3, 5), normal(EXAMPLES, 2, 5))));
        assertThat(network.rnnGetPreviousState(0).get("prevAct")).isEqualTo(state);
    }

    // --- findings -------------------------------------------------------------------------------------------------

    private static MultiLayerNetwork deep(int depth, Initializer initializer) {
        ListBuilder layers =
                new NeuralNetConfiguration.Builder().activation(Activation.RELU).list();
        for (int i = 0; i < depth; i++) {
            layers.layer(new DenseLayer.Builder().nIn(150).nOut(150).build());
        }
        MultiLayerNetwork network = initialized(layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(150)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build()));
        Dl4j.initialize(
                network,
                Plan.of(Rule.of(Selector.role(Role.WEIGHT), initializer)).seeded(3));
        return network;
    }

    private static DataSet wide(int examples) {
        INDArray features = Init.normal().initialize(Nd4j.create(DataType.FLOAT, examples, 150), Generator.seeded(2));
        return new DataSet(features, classes(examples, 10).castTo(DataType.FLOAT));
    }

    private static List<Kind> kinds(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::kind).toList();
    }

    @Test
    void kaimingIsHealthyAndTooSmallWeightsMakeActivationsShrink() {
        assertThat(kinds(Diagnosis.of(Dl4j.probe(deep(10, Init.kaimingNormal()), wide(100)))))
                .containsExactly(Kind.HEALTHY);
        Diagnosis small = Diagnosis.of(Dl4j.probe(deep(10, Init.normal(0, 0.01)), wide(100)));
        assertThat(kinds(small)).containsExactly(Kind.SHRINKING_ACTIVATIONS, Kind.VANISHING_GRADIENT);
        assertThat(small.verdict())
                .startsWith("activations shrink by a factor of 0.08")
                .contains("gain 0.122 at layer");
        assertThat(kinds(Diagnosis.of(Dl4j.probe(deep(10, Init.zeros()), wide(100)))))
                .containsExactly(Kind.SYMMETRIC, Kind.UNKNOWN);
    }

    /** Some probabilities are 0, and gradients with respect to these probabilities would be infinite. */
    @Test
    void tooLargeWeightsBeforeASoftmaxMakeActivationsGrowButGradientsRemainFinite() {
        Diagnosis large = Diagnosis.of(Dl4j.probe(deep(6, Init.normal(0, 1)), wide(100)));
        assertThat(kinds(large)).containsExactly(Kind.GROWING_ACTIVATIONS, Kind.EXPLODING_GRADIENT);
        assertThat(large.verdict())
                .startsWith("activations grow by a factor of 8.")
                .contains("use weights of std 0.115, kaiming_normal(mode=fan_in, nonlinearity=relu)");
        assertThat(large.layers())
                .allSatisfy(layer -> assertThat(layer.gradientRms()).isFinite());
    }

    @Test
    void edgesBypassLayersWithoutWeights() {
        Probe probe = Dl4j.probe(initialized(cnn(1)), images());
        assertThat(probe.edges())
                .containsExactlyInAnyOrder(
                        LayerEdge.of("layer0", "layer3", Connection.RESCALED), // batch norm and pooling
                        LayerEdge.of("layer3", "layer5", Connection.DIRECT), // dropout
                        LayerEdge.of("layer5", "layer6", Connection.DIRECT));
        assertThat(Dl4j.probe(
                                withSeparateLayers(
                                        new BatchNormalization.Builder()
                                                .nIn(8)
                                                .nOut(8)
                                                .build(),
                                        new ActivationLayer(Activation.RELU)),
                                flat())
                        .edges())
                .as("batch norm and activation belong to the first layer")
                .containsExactly(LayerEdge.of("first", "last", Connection.DIRECT));
        assertThat(Dl4j.probe(graph(), pairs()).edges())
                .contains(LayerEdge.direct("a", "one"), LayerEdge.direct("a_b", "one"));
    }

    @Test
    void lsuvDoesNotChangeFrozenLayers() {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new FrozenLayer(new DenseLayer.Builder().nIn(5).nOut(8).build()),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(8)
                                .nOut(3)
                                .activation(Activation.TANH)
                                .build()));
        INDArray before = network.getParam("0_W").dup();
        Probe probe = Dl4j.probe(network, flat());
        assertThat(probe.frozenLayers()).containsExactly("layer0");
        Lsuv.Report report = new Lsuv().initialize(probe, Generator.seeded(1));
        assertThat(network.getParam("0_W")).isEqualTo(before);
        assertThat(report.layers()).extracting(Lsuv.LayerResult::layer).containsExactly("layer1");
    }

    @Test
    void lsuvGivesEachLayerUnitVariance() {
        MultiLayerNetwork network = deep(6, Init.zeros());
        Probe probe = Dl4j.probe(network, wide(100));
        new Lsuv().withTolerance(1e-3).initialize(probe, Generator.seeded(1));

        MultiLayerNetwork noNonlinearity = network.clone();
        for (int i = 0; i < 7; i++) {
            INDArray x = i == 0
                    ? wide(100).getFeatures()
                    : noNonlinearity.feedForward(wide(100).getFeatures()).get(i);
            INDArray z = x.mmul(network.getParam(i + "_W")); // biases are zero
            assertThat(z.varNumber().doubleValue()).as("layer%s", i).isCloseTo(1, within(2e-3));
        }
    }

    @Test
    void lsuvScalesAllWeightsOfALayer() {
        MultiLayerNetwork network = initialized(doubles()
                .weightInit(Dl4j.weightInit(Init.normal(0, 0.01)))
                .list(
                        new SelfAttentionLayer.Builder()
                                .nIn(3)
                                .nOut(8)
                                .nHeads(2)
                                .headSize(4)
                                .projectInput(true)
                                .build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(8)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build()));
        Probe probe = Dl4j.probe(network, new DataSet(normal(EXAMPLES, 3, 5), null));
        assertThat(probe.layers().get(0).weights()).hasSize(4);
        Lsuv.Report report = new Lsuv()
                .withStart(Lsuv.Start.CURRENT_WEIGHTS)
                .withTolerance(0.05)
                .initialize(probe, Generator.seeded(1));
        assertThat(report.unconvergedLayers()).isEmpty();
        assertThat(probe.run().get(0).output().varNumber().doubleValue()).isCloseTo(1, within(0.06));
    }

    @Test
    void lsuvDoesNotScaleRecurrentWeights() {
        MultiLayerNetwork network = initialized(doubles()
                .list(
                        new LSTM.Builder().nIn(3).nOut(4).build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build()));
        INDArray before = network.getParam("0_RW").dup();
        Probe probe = Dl4j.probe(network, new DataSet(normal(EXAMPLES, 3, 5), null));
        new Lsuv().withStart(Lsuv.Start.CURRENT_WEIGHTS).withTolerance(1e-3).initialize(probe, Generator.seeded(1));
        assertThat(network.getParam("0_RW")).isEqualTo(before);

        new Lsuv().initialize(probe, Generator.seeded(1));
        assertThat(network.getParam("0_RW")).isNotEqualTo(before);
        assertThat(Diagnosis.of(probe).layers().get(0).weights())
                .extracting(WeightReport::name)
                .containsExactly("0_W", "0_RW");
        // each of the four gates is orthogonal
        assertThat(Diagnosis.of(probe).toString().lines().toList().get(2))
                .matches(" {2}0_RW +\\d\\.\\d{3} +\\d\\.\\d{3}");
    }

    @Test
    void lsuvScalesConvolutionsAndRecurrentLayers() {
        for (Probe probe : List.of(
                Dl4j.probe(initialized(cnn(0.5)), images()),
                Dl4j.probe(
                        initialized(doubles()
                                .list(
                                        new LSTM.Builder().nIn(3).nOut(4).build(),
                                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                                .nIn(4)
                                                .nOut(2)
                                                .activation(Activation.TANH)
                                                .build())),
                        new DataSet(normal(EXAMPLES, 3, 5), null)))) {
            Lsuv.Report report = new Lsuv()
                    .withStart(Lsuv.Start.CURRENT_WEIGHTS)
                    .withTolerance(1e-3)
                    .initialize(probe, Generator.seeded(1));
            assertThat(report.layers())
                    .allSatisfy(layer -> assertThat(layer.finalVariance()).isCloseTo(1, within(1e-3)));
            assertThat(report.layers()).hasSameSizeAs(probe.layers());
        }
    }

    // --- layers without weights -----------------------------------------------------------------------------------

    private static MultiLayerNetwork withSeparateLayers(Layer... between) {
        ListBuilder layers = doubles().activation(Activation.IDENTITY).list();
        layers.layer(new DenseLayer.Builder().name("first").nIn(5).nOut(8).build());
        for (Layer layer : between) {
            layers.layer(layer);
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .name("last")
                .nIn(8)
                .nOut(3)
                .activation(Activation.SIGMOID)
                .build());
        MultiLayerNetwork network = initialized(layers);
        network.setParams(network.params().assign(normal(network.numParams()).mul(0.3)));
        return network;
    }

    private static Diagnosis diagnosis(MultiLayerNetwork network) {
        return Diagnosis.of(Dl4j.probe(network, flat()));
    }

    @Test
    void anActivationLayerIsTheNonlinearityOfThePrecedingLayer() {
        MultiLayerNetwork separate = withSeparateLayers(
                new ActivationLayer.Builder()
                        .name("relu")
                        .activation(Activation.RELU)
                        .build(),
                new DropoutLayer.Builder(0.5).name("dropout").build());
        MultiLayerNetwork fused = initialized(doubles()
                .list(
                        new DenseLayer.Builder()
                                .name("first")
                                .nIn(5)
                                .nOut(8)
                                .activation(Activation.RELU)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .name("last")
                                .nIn(8)
                                .nOut(3)
                                .activation(Activation.SIGMOID)
                                .build()));
        fused.setParams(separate.params());

        List<LayerReport> expected = diagnosis(fused).layers();
        assertThat(diagnosis(separate).layers().get(0))
                .usingRecursiveComparison()
                .ignoringFields("rmsRatio", "weights.name") // NaN
                .isEqualTo(expected.get(0));
        assertThat(expected.get(0).activationMean())
                .isNotCloseTo(expected.get(0).outputMean(), within(0.1));
        assertThat(diagnosis(separate).unmeasuredLayers()).containsExactly("relu", "dropout");
        assertThat(diagnosis(separate).toString())
                .contains("\nnot measured (no weight that connects inputs to outputs): relu, dropout\n");
        assertThat(diagnosis(fused).toString()).doesNotContain("without a line");
    }

    @Test
    void afterABatchNormTheActivationIsReportedButNoNonlinearity() {
        MultiLayerNetwork network = withSeparateLayers(
                new BatchNormalization.Builder().name("norm").nIn(8).nOut(8).build(),
                new ActivationLayer.Builder()
                        .name("relu")
                        .activation(Activation.RELU)
                        .build());
        Init.ones(network.getParam("1_gamma"));
        Init.zeros(network.getParam("1_beta"));
        Probe probe = Dl4j.probe(network, flat());
        LayerSignals signal = probe.run().get(0);
        assertThat(probe.layers().get(0).nonlinearity()).isEmpty();
        // the ReLU of standard normal values has RMS sqrt(1/2) and minimum 0
        assertThat(signal.activation().minNumber().doubleValue()).isZero();
        assertThat(signal.activation().norm2Number().doubleValue() / Math.sqrt(8.0 * EXAMPLES))
                .isCloseTo(Math.sqrt(0.5), within(0.15));
        assertThat(probe.unmeasuredLayers()).containsExactly("norm", "relu");
    }

    @Test
    void theFirstOfSeveralNonlinearitiesIsReported() {
        Probe two = Dl4j.probe(
                withSeparateLayers(new ActivationLayer(Activation.RELU), new ActivationLayer(Activation.TANH)), flat());
        assertThat(two.layers().get(0).nonlinearity()).contains(Nonlinearity.RELU);
        assertThat(two.run().get(0).activation().maxNumber().doubleValue()).isGreaterThan(1);

        Probe none = Dl4j.probe(withSeparateLayers(new ActivationLayer(Activation.IDENTITY)), flat());
        assertThat(none.layers().get(0).nonlinearity()).contains(Nonlinearity.LINEAR);
        assertThat(none.unmeasuredLayers()).containsExactly("layer1");

        Probe learned = Dl4j.probe(
                withSeparateLayers(new PReLULayer.Builder().inputShape(8).build()), flat());
        assertThat(learned.layers().get(0).nonlinearity()).isEmpty();
    }

    // --- invalid input --------------------------------------------------------------------------------------------

    @Test
    void withoutLabelsGradientsAreReportedAsUnknown() {
        DataSet unlabeled = new DataSet(wide(50).getFeatures(), null);
        Diagnosis diagnosis = Diagnosis.of(Dl4j.probe(deep(5, Init.kaimingNormal()), unlabeled));
        assertThat(diagnosis.layers())
                .allSatisfy(layer -> assertThat(layer.gradientRms()).isNaN());
        assertThat(diagnosis.findings()).last().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(finding.layer()).isEmpty();
            assertThat(finding.message())
                    .isEqualTo("gradients were not measured; they need labels, and a network with a loss");
        });
    }

    @Test
    void aNetworkWithoutALossHasNoGradients() {
        MultiLayerNetwork network = initialized(
                doubles().list(new DenseLayer.Builder().nIn(5).nOut(3).build()));
        assertThat(Diagnosis.of(Dl4j.probe(network, flat())).verdict())
                .isEqualTo(
                        "no problem found\ngradients were not measured; they need labels, and a network with a loss");
    }

    @Test
    void anEmptyBatchIsReported() {
        DataSet empty = new DataSet(Nd4j.create(DataType.DOUBLE, 0, 5), Nd4j.create(DataType.DOUBLE, 0, 3));
        Probe probe = Dl4j.probe(mlp(), empty);
        assertThat(Diagnosis.of(probe).verdict()).isEqualTo("the batch is empty; pass some examples");
        assertThatThrownBy(() -> new Lsuv().initialize(probe, Generator.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lsuv: the batch is empty; pass examples that differ");
    }

    @Test
    void aBatchOfASingleClassIsReported() {
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, EXAMPLES, 3);
        labels.getColumn(1).assign(1);
        assertThat(Diagnosis.of(Dl4j.probe(mlp(), new DataSet(normal(EXAMPLES, 5), labels)))
                        .verdict())
                .endsWith("all labels are equal; pass a batch with several classes");
        assertThat(Diagnosis.of(Dl4j.probe(mlp(), flat())).verdict()).doesNotContain("class");
    }

    @Test
    void nonFiniteActivationsAreReported() {
        DataSet batch = flat();
        batch.getFeatures().putScalar(1, 1, Double.NaN);
        assertThat(Diagnosis.of(Dl4j.probe(mlp(), batch)).verdict())
                .isEqualTo(
                        "layer0: activations are not finite; check the batch, the biases, and the growth of activations from layer to layer");
    }

    @Test
    void aNetworkWithoutWeightsIsReported() {
        MultiLayerNetwork network = initialized(doubles().list(new ActivationLayer(Activation.TANH)));
        assertThat(Diagnosis.of(Dl4j.probe(network, flat())).verdict())
                .isEqualTo("no layer of the network has a weight; there is nothing to initialize");
    }

    @Test
    void networksAndBatchesThatCannotRunAreRejected() {
        MultiLayerNetwork uninitialized = new MultiLayerNetwork(mlp().getLayerWiseConfigurations());
        assertThatThrownBy(() -> Dl4j.probe(uninitialized, flat()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "the MultiLayerNetwork must have parameters, but init() was not called; call it first");
        ComputationGraph uninitializedGraph = new ComputationGraph(graph().getConfiguration());
        assertThatThrownBy(() -> Dl4j.probe(uninitializedGraph, pairs()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the ComputationGraph must have parameters, but init() was not called");
        assertThatThrownBy(() -> Dl4j.probe(mlp(), new DataSet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "probe: the batch must have one array of features for each of the network's 1 inputs, but had 0; pass 1");
        assertThatThrownBy(() -> Dl4j.probe(graph(), flat()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one array of features for each of the network's 2 inputs, but had 1; pass 2");
        Probe narrow = Dl4j.probe(mlp(), new DataSet(normal(EXAMPLES, 4), classes(EXAMPLES, 3)));
        assertThatThrownBy(() -> Diagnosis.of(narrow))
                .hasMessageContaining("Input size (4 columns; shape = [6, 4]) is invalid")
                .hasMessageContaining("layer # inputs = 5");
    }
}
