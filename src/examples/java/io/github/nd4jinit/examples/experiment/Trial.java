package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.DenseStack;
import io.github.nd4jinit.examples.Digits;
import io.github.nd4jinit.examples.report.Point;
import io.github.nd4jinit.examples.report.Run;
import io.github.nd4jinit.examples.report.Setup;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network to be trained: so many hidden layers as wide as the input, then one that tells the classes.
 *
 * @param start how it begins
 * @param nonlinearity what follows each hidden layer
 * @param depth how many hidden layers
 * @param seed decides on the weights, with the trial's name, and on the order of the examples, which is the same for all trials of
 *     that seed
 */
record Trial(Start start, Nonlinearity nonlinearity, int depth, long seed) {

    /**
     * The same for all, so that only the start differs. Of 0.01, 0.03 and 0.1: with the first all learn slowly; with the last,
     * networks of 30 layers lose again and again what they learnt, even from a good start.
     */
    static final float LEARNING_RATE = 0.03f;

    static final int BATCH = 32;

    /** To be raised with every change of the code that changes numbers, so that old ones do not pass for new ones. */
    static final int CODE = 2;

    /** Enough to measure variances by. */
    static final int PROBED = 128;

    Setup setup() {
        return new Setup(start.name(), nonlinearity.toString(), depth);
    }

    /** What sets its weights apart from those of other trials of the same seed. */
    private String name() {
        return "%s/%s/%s".formatted(nonlinearity, depth, start.name());
    }

    /** The network as it begins, and some examples to look into it with. */
    DenseStack stack(Task task) {
        List<DenseStack.Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(layer("hidden " + (i + 1), Digits.PIXELS, nonlinearity));
        }
        layers.add(layer("output", Digits.CLASSES, Nonlinearity.LINEAR));
        int probed = Math.min(PROBED, task.train().count());
        float[] pixels = Arrays.copyOf(task.train().pixels(), probed * Digits.PIXELS);
        DenseStack stack = new DenseStack(layers, Nd4j.createFromArray(pixels).reshape(probed, Digits.PIXELS));
        start.way().initialize(stack, nonlinearity, Generator.seeded(seed).named(name()));
        return stack;
    }

    private static DenseStack.Layer layer(String name, int outputs, Nonlinearity nonlinearity) {
        return DenseStack.Layer.of(
                name, Nd4j.create(DataType.FLOAT, Digits.PIXELS, outputs), Layout.IN_OUT, nonlinearity);
    }

    /**
     * Trains the network, until the last step or until the loss is not finite.
     *
     * @param task what to learn from, and what to be judged by
     * @param steps how many steps
     * @param every a point each so many steps
     * @return how it went: each point's loss is the mean of the steps since the one before
     */
    Run run(Task task, int steps, int every) {
        Perceptron network = new Perceptron(stack(task).layers(), new Curve(nonlinearity), BATCH);
        Random random = new Random(seed);
        int[] order = IntStream.range(0, task.train().count()).toArray();
        int next = order.length;
        List<Point> points = new ArrayList<>();
        double sum = 0;
        int summed = 0;
        boolean diverged = false;
        for (int step = 1; step <= steps && !diverged; step++) {
            if (next + BATCH > order.length) {
                shuffle(order, random);
                next = 0;
            }
            sum += network.learn(task.train(), Arrays.copyOfRange(order, next, next + BATCH), LEARNING_RATE);
            summed++;
            next += BATCH;
            diverged = !Double.isFinite(sum);
            if (diverged || step % every == 0 || step == steps) {
                double accuracy = network.accuracy(task.test());
                diverged |= Double.isNaN(accuracy); // in this very step: the loss is that before it
                points.add(new Point(step, diverged ? Double.NaN : sum / summed, accuracy));
                sum = 0;
                summed = 0;
            }
        }
        return new Run(setup(), seed, points);
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
