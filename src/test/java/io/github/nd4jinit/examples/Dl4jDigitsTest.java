package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.dl4j.Dl4j;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Asserts that a DL4J network initialized by this library learns the digits. */
class Dl4jDigitsTest {

    private static final int HIDDEN = 64;
    private static final int EPOCHS = 6;

    private static NeuralNetConfiguration.Builder configuration() {
        return new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-2));
    }

    private static MultiLayerNetwork network(NeuralNetConfiguration.Builder configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration
                .list(
                        new DenseLayer.Builder()
                                .nIn(Digits.PIXELS)
                                .nOut(HIDDEN)
                                .activation(Activation.RELU)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(HIDDEN)
                                .nOut(Digits.CLASSES)
                                .activation(Activation.SOFTMAX)
                                .build())
                .build());
        network.init();
        return network;
    }

    private static double accuracyAfterTraining(MultiLayerNetwork network) {
        Digits digits = Digits.load();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            digits.train().shuffle(epoch);
            network.fit(new ViewIterator(digits.train(), 64));
        }
        INDArray predicted = network.output(digits.test().getFeatures()).argMax(1);
        return predicted
                        .eq(digits.test().getLabels().argMax(1))
                        .castTo(predicted.dataType())
                        .sumNumber()
                        .doubleValue()
                / predicted.length();
    }

    @Test
    void aNetworkInitializedWithAPlanLearnsToClassifyDigits() {
        MultiLayerNetwork network = network(configuration().weightInit(WeightInit.ZERO));
        Dl4j.initialize(
                network,
                Plan.of(
                        Rule.of(Selector.layer("OutputLayer").and(Selector.role(Role.WEIGHT)), Init.xavierUniform()),
                        Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal())));
        assertThat(accuracyAfterTraining(network)).isGreaterThan(0.95);
    }

    @Test
    void aNetworkConfiguredWithAnInitializerLearnsToClassifyDigits() {
        MultiLayerNetwork network = network(configuration().weightInit(Dl4j.weightInit(Init.kaimingNormal())));
        assertThat(accuracyAfterTraining(network)).isGreaterThan(0.95);
    }
}
