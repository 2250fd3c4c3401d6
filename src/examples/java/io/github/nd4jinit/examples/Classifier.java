package io.github.nd4jinit.examples;

import static io.github.nd4jinit.examples.Digits.CLASSES;
import static io.github.nd4jinit.examples.Digits.PIXELS;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A classifier of handwritten digits in SameDiff: two dense layers with a ReLU between them. */
final class Classifier {

    private static final int HIDDEN = 128;
    private static final int BATCH = 32;
    private static final double LEARNING_RATE = 2e-3;

    private final SameDiff graph = SameDiff.create();
    private final Generator generator;

    /**
     * Builds the network, untrained.
     *
     * @param hidden initializes the weight before the ReLU
     * @param output initializes the weight after the ReLU
     * @param generator the source of the random numbers
     */
    Classifier(Initializer hidden, Initializer output, Generator generator) {
        this.generator = generator;
        SDVariable pixels = graph.placeHolder("pixels", DataType.FLOAT, -1, PIXELS);
        SDVariable labels = graph.placeHolder("labels", DataType.FLOAT, -1, CLASSES);
        SDVariable features = graph.nn().relu(dense("hidden", pixels, hidden, PIXELS, HIDDEN), 0);
        SDVariable logits = dense("output", features, output, HIDDEN, CLASSES);
        logits.rename("logits");
        graph.loss().softmaxCrossEntropy("loss", labels, logits, null);
        graph.setLossVariables("loss");
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(LEARNING_RATE))
                .dataSetFeatureMapping("pixels")
                .dataSetLabelMapping("labels")
                .build());
        differentiate();
    }

    /** Adds a dense layer. SameDiff computes x W + b, so the weight has the shape [in, out]. */
    private SDVariable dense(String name, SDVariable input, Initializer initializer, int in, int out) {
        INDArray weight = Nd4j.create(DataType.FLOAT, in, out);
        initializer.initialize(weight, Layout.IN_OUT, generator.named(name));
        INDArray bias = Init.zeros(Nd4j.create(DataType.FLOAT, out));
        return input.mmul(graph.var(name + ".weight", weight)).add(graph.var(name + ".bias", bias));
    }

    /**
     * Creates the gradient function in advance, because SameDiff prints each operation that it differentiates to
     * System.out.
     */
    private void differentiate() {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.US_ASCII));
        try {
            graph.createGradFunction();
        } finally {
            System.setOut(out);
        }
    }

    /**
     * Trains the network for one epoch, in batches.
     *
     * @param digits the digits, which are shuffled
     * @param seed the seed of the shuffling
     */
    void train(DataSet digits, long seed) {
        digits.shuffle(seed);
        graph.fit(new ViewIterator(digits, BATCH), 1);
    }

    /**
     * Returns the cross entropy, which is the training loss. It is computed separately because fit() returns zeros as
     * losses.
     */
    double loss(DataSet digits) {
        return graph.outputSingle(Map.of("pixels", digits.getFeatures(), "labels", digits.getLabels()), "loss")
                .getDouble(0);
    }

    /** Returns the fraction of digits that are classified correctly. */
    double accuracy(DataSet digits) {
        INDArray logits = graph.outputSingle(Map.of("pixels", digits.getFeatures()), "logits");
        INDArray right = logits.argMax(1).eq(digits.getLabels().argMax(1));
        return right.castTo(DataType.DOUBLE).meanNumber().doubleValue();
    }
}
