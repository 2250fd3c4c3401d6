package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingPoint;
import io.github.nd4jinit.report.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network to be trained: hidden layers with the width of the input, then an output layer for the classes.
 *
 * @param initialization the initialization of the network
 * @param nonlinearity the nonlinearity after each hidden layer
 * @param depth the number of hidden layers
 * @param seed determines the weights, together with the trial's name, and the order of the examples, which is the same for all
 *     trials with that seed
 */
record Trial(Initialization initialization, Nonlinearity nonlinearity, int depth, long seed) {

    /**
     * The same for all trials, so that only the initialization differs. Chosen from 0.01, 0.03 and 0.1: with the first rate,
     * all networks learn slowly; with the last, the training of 30 layers is unstable even with a good initialization.
     */
    static final float LEARNING_RATE = 0.03f;

    static final int BATCH = 32;

    /** The version of the code. Increment it with every change that affects results, so that old results are not reused. */
    static final int CODE = 2;

    /** The number of examples that are used to measure variances. */
    static final int PROBED = 128;

    /** Returns the configuration of its run and its diagnosis in the report. */
    Configuration configuration() {
        return Configuration.of(initialization.name())
                .withNonlinearity(nonlinearity.toString())
                .withHiddenLayers(depth);
    }

    /** Returns the name that makes its weights different from the weights of other trials with the same seed. */
    private String name() {
        return "%s/%s/%s".formatted(nonlinearity, depth, initialization.name());
    }

    /** Returns the initialized network with a batch of examples for measurements. */
    DenseStack stack(Task task) {
        List<DenseStack.Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(layer("hidden " + (i + 1), Digits.PIXELS, nonlinearity));
        }
        layers.add(layer("output", Digits.CLASSES, Nonlinearity.LINEAR));
        int probed = Math.min(PROBED, task.train().count());
        float[] pixels = Arrays.copyOf(task.train().pixels(), probed * Digits.PIXELS);
        DenseStack stack = new DenseStack(layers, Nd4j.createFromArray(pixels).reshape(probed, Digits.PIXELS));
        initialization
                .writer()
                .initialize(stack, nonlinearity, Generator.seeded(seed).named(name()));
        return stack;
    }

    private static DenseStack.Layer layer(String name, int outputs, Nonlinearity nonlinearity) {
        return DenseStack.Layer.of(
                name, Nd4j.create(DataType.FLOAT, Digits.PIXELS, outputs), Layout.IN_OUT, nonlinearity);
    }

    /**
     * Trains the network, until the last step or until the loss is not finite.
     *
     * @param task the training and the test examples
     * @param steps the number of steps
     * @param every the number of steps between points
     * @return the run; the loss of a point is the mean over the steps since the previous point
     */
    TrainingRun run(Task task, int steps, int every) {
        Perceptron network = new Perceptron(stack(task).layers(), new PiecewiseLinearFunction(nonlinearity), BATCH);
        Random random = new Random(seed);
        int[] order = IntStream.range(0, task.train().count()).toArray();
        int next = order.length;
        List<TrainingPoint> points = new ArrayList<>();
        double sum = 0;
        int summed = 0;
        boolean diverged = false;
        for (int step = 1; step <= steps && !diverged; step++) {
            if (next + BATCH > order.length) {
                shuffle(order, random);
                next = 0;
            }
            sum += network.trainStep(task.train(), Arrays.copyOfRange(order, next, next + BATCH), LEARNING_RATE);
            summed++;
            next += BATCH;
            diverged = !Double.isFinite(sum);
            if (diverged || step % every == 0 || step == steps) {
                double accuracy = network.accuracy(task.test());
                // the loss was computed before the step, so it can be finite although the step diverged
                diverged |= Double.isNaN(accuracy);
                points.add(TrainingPoint.of(step, diverged ? Double.NaN : sum / summed, accuracy));
                sum = 0;
                summed = 0;
            }
        }
        return TrainingRun.of(configuration(), seed, points);
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
