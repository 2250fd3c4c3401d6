package io.github.nd4jinit.examples;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.random.Generator;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Initializes every parameter of a real network, checks the moments of the values, and trains a classifier with Kaiming
 * weights.
 *
 * <pre>{@code
 * mvn -q -Pdemo                # resnet50
 * mvn -q -Pdemo -Dmodel=gpt2   # or vit_b_16, or all
 * }</pre>
 *
 * <p>The exit code is 0 if all values have the expected mean and standard deviation and the classifier classifies more than
 * 95 % of the digits correctly; otherwise, it is 1.
 */
public final class MainJob {

    private static final long SEED = 42;
    private static final double NEEDED_ACCURACY = 0.95;
    private static final int EPOCHS = 15;
    private static final int EPOCHS_FROM_ZEROS = 3;
    private static final String FIRST = "resnet50";
    private static final String ALL = "all";

    private final PrintStream out;
    private final boolean terminal;

    MainJob(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Runs the job on the model that is named by the system property {@code model}.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // the same number format everywhere
        MainJob job = new MainJob(System.out, ProgressBar.isInteractive());
        System.exit(job.run(System.getProperty("model", FIRST)) ? 0 : 1);
    }

    /**
     * Runs the job.
     *
     * @param model a network's name, or {@code all}
     * @return whether all checks passed
     */
    boolean run(String model) {
        List<Network> networks = Network.ALL.stream()
                .filter(network -> model.equals(ALL) || model.equals(network.name()))
                .toList();
        if (networks.isEmpty()) {
            String names = Network.ALL.stream().map(Network::name).collect(Collectors.joining(", "));
            out.printf("unknown model \"%s\"; use %s or %s%n", model, names, ALL);
            return false;
        }
        boolean passed = true;
        for (Network network : networks) {
            passed &= initialize(network);
        }
        passed &= train();
        return passed;
    }

    private boolean initialize(Network network) {
        List<Parameter> parameters = network.parameters();
        long total = parameters.stream().mapToLong(Parameter::size).sum();
        out.printf("%s: %d parameters of %,d values, seed %d%n%n", network.name(), parameters.size(), total, SEED);

        Generator generator = Generator.seeded(SEED);
        List<Result> results = new ArrayList<>();
        try (ProgressBar progress = new ProgressBar(out, terminal, total)) {
            for (Assignment assignment : network.plan().assign(parameters).list()) {
                results.add(Result.of(assignment, generator));
                progress.add(assignment.parameter().size());
            }
        }

        Table.lines(results).forEach(out::println);
        double seconds = results.stream()
                        .map(Result::time)
                        .reduce(Duration.ZERO, Duration::plus)
                        .toNanos()
                / 1e9;
        long good = results.stream().filter(Result::asExpected).count();
        out.printf("%n%,d values in %.2f s, including the warm-up of the JVM%n", total, seconds);
        out.printf(
                "check: mean and std within 5 standard errors of the expected: %d of %d parameters%n%n",
                good, results.size());
        return good == results.size();
    }

    private boolean train() {
        Digits digits = Digits.load();
        out.printf(
                "handwritten digits: %d for training, %d for testing%n",
                digits.train().numExamples(), digits.test().numExamples());

        Initializer hidden = Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU);
        Initializer output = Init.xavierUniform();
        Classifier classifier = new Classifier(hidden, output, Generator.seeded(SEED));
        out.printf("64 -> 128, ReLU -> 10; weights %s and %s%n%n", hidden, output);
        out.printf("epoch    loss  test accuracy%n");
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            classifier.train(digits.train(), epoch);
            out.printf(
                    "%5d  %.4f  %11.1f %%%n",
                    epoch, classifier.loss(digits.train()), 100 * classifier.accuracy(digits.test()));
        }

        // a network of zeros cannot learn: all hidden units are equal and output 0, and their gradients are 0
        Classifier zeros = new Classifier(Init.zeros(), Init.zeros(), Generator.seeded(SEED));
        for (int epoch = 1; epoch <= EPOCHS_FROM_ZEROS; epoch++) {
            zeros.train(digits.train(), epoch);
        }

        double accuracy = classifier.accuracy(digits.test());
        out.printf(
                "%ntest accuracy %.1f %%; from zeros, after %d epochs, %.1f %%%n",
                100 * accuracy, EPOCHS_FROM_ZEROS, 100 * zeros.accuracy(digits.test()));
        return accuracy > NEEDED_ACCURACY;
    }
}
