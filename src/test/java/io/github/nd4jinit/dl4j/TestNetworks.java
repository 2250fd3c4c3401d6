package io.github.nd4jinit.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.activations.Activation;

/** Small networks, initialized by DL4J. */
final class TestNetworks {

    static final long SEED = 5;

    private TestNetworks() {}

    /** A configuration whose default activation is the identity. */
    static NeuralNetConfiguration.Builder configuration() {
        return new NeuralNetConfiguration.Builder().seed(SEED).activation(Activation.IDENTITY);
    }

    static MultiLayerNetwork of(Layer... layers) {
        return of(configuration(), layers);
    }

    static MultiLayerNetwork of(IWeightInit weightInit, Layer... layers) {
        return of(configuration().weightInit(weightInit), layers);
    }

    static MultiLayerNetwork of(NeuralNetConfiguration.Builder configuration, Layer... layers) {
        return initialized(configuration.list(layers));
    }

    static MultiLayerNetwork of(InputType input, Layer... layers) {
        return initialized(configuration().list(layers).setInputType(input));
    }

    private static MultiLayerNetwork initialized(NeuralNetConfiguration.ListBuilder layers) {
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }
}
