package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer-sequential unit-variance initialization: each weight starts orthogonal, and is then divided by the standard deviation of what
 * its layer gives for a batch, until that has variance 1, layer after layer; where a layer has several, by as much of it each,
 * but for those of a recurrent layer's state. Frozen layers stay as they are. Mishkin and Matas, <a
 * href="https://arxiv.org/abs/1511.06422">All you need is a good init</a>, 2016. Biases are left alone.
 *
 * @param start what the weights begin with
 * @param tolerance how far from 1 a variance may stay, above 0
 * @param tries how often a weight is scaled at most, at least 1
 */
public record Lsuv(Start start, double tolerance, int tries) {

    /**
     * A try is one that helps if it leaves at most so much of the logarithm of the variance: all of it goes where a layer is linear in
     * its weight, a third where it is so in one of three; little, where a bias outweighs the weight.
     */
    private static final double HELPFUL = 0.75;

    /** What weights begin with. */
    public enum Start {
        /** Orthogonal matrices, as in the paper. */
        ORTHOGONAL,
        /** The values that they have. */
        AS_THEY_ARE
    }

    /**
     * What was done to a layer.
     *
     * @param layer its name
     * @param before the variance of its outputs at first
     * @param after at last
     * @param tries how often its weight was scaled, but for a last time that did not help and was undone
     */
    public record Step(String layer, double before, double after, int tries) {}

    /**
     * What was done.
     *
     * @param steps what was done to each layer
     * @param unfinished the layers whose variance is not within the tolerance, for there were too few tries, or because one did not
     *     help, as where a bias outweighs the weight
     */
    public record Report(List<Step> steps, List<String> unfinished) {

        /**
         * A report.
         *
         * @param steps what was done to each layer
         * @param unfinished the layers whose variance is not within the tolerance
         */
        public Report {
            steps = List.copyOf(steps);
            unfinished = List.copyOf(unfinished);
        }

        /** {@return a line for each layer} */
        @Override
        public String toString() {
            return steps.stream()
                    .map(step -> String.format(
                            Locale.ROOT,
                            "%s: variance %.4g, after %s tries %.4g%s",
                            step.layer,
                            step.before,
                            step.tries,
                            step.after,
                            unfinished.contains(step.layer)
                                    ? ", not within the tolerance; look at its bias, or allow more tries"
                                    : ""))
                    .collect(Collectors.joining("\n"));
        }
    }

    /**
     * A way to do it.
     *
     * @param start what the weights begin with
     * @param tolerance how far from 1 a variance may stay
     * @param tries how often a weight is scaled at most
     * @throws IllegalArgumentException if the tolerance is not above 0, or the tries are not at least 1
     */
    public Lsuv {
        Objects.requireNonNull(start, "start must not be null");
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "lsuv: tolerance must be above 0, received %s; the paper has 0.1".formatted(tolerance));
        }
        if (tries < 1) {
            throw new IllegalArgumentException(
                    "lsuv: tries must be at least 1, received %s; the paper's code has 10".formatted(tries));
        }
    }

    /** As in the paper and its code: orthogonal, to a tenth, in 10 tries. */
    public Lsuv() {
        this(Start.ORTHOGONAL, 0.1, 10);
    }

    /**
     * Initializes the weights of a network.
     *
     * @param probe the network and the batch
     * @param generator where random numbers come from, by the weights' names
     * @return what was done
     * @throws IllegalArgumentException if the batch is empty, all that a layer gives is one number, or something is not finite; all
     *     weights are then what they were
     */
    public Report initialize(Probe probe, Generator generator) {
        Objects.requireNonNull(probe, "probe must not be null");
        Objects.requireNonNull(generator, "generator must not be null");
        List<Probe.Site> sites = probe.sites();
        List<Integer> free = IntStream.range(0, sites.size())
                .filter(i -> !probe.frozen().contains(sites.get(i).name()))
                .boxed()
                .toList();
        List<Tensor> weights =
                free.stream().flatMap(i -> sites.get(i).weights().stream()).toList();
        List<INDArray> before =
                weights.stream().map(weight -> weight.array().dup()).toList();
        try {
            if (start == Start.ORTHOGONAL) {
                for (Tensor weight : weights) {
                    Init.orthogonal()
                            .initialize(
                                    weight.array(),
                                    weight.parameter().layout(),
                                    generator.named(weight.parameter().name()));
                }
            }
            List<Step> steps = new ArrayList<>();
            for (int i : free) {
                steps.add(scale(probe, i));
            }
            List<String> unfinished = steps.stream()
                    .filter(step -> Math.abs(step.after - 1) > tolerance)
                    .map(Step::layer)
                    .toList();
            return new Report(steps, unfinished);
        } catch (RuntimeException fault) {
            restore(weights, before);
            throw fault;
        }
    }

    private static void restore(List<Tensor> weights, List<INDArray> before) {
        for (int i = 0; i < before.size(); i++) {
            weights.get(i).array().assign(before.get(i));
        }
    }

    private Step scale(Probe probe, int i) {
        Probe.Site site = probe.sites().get(i);
        List<Tensor> scaled = site.weights().stream()
                .filter(weight -> weight.parameter().role() == Role.WEIGHT)
                .toList();
        double first = variance(site, probe.output(i));
        double variance = first;
        int done = 0;
        while (Math.abs(variance - 1) > tolerance && done < tries) {
            // What a layer of n weights, one behind the other, gives is divided by the std if each is by its n-th root.
            double factor = Math.pow(variance, -0.5 / scaled.size());
            List<INDArray> before =
                    scaled.stream().map(weight -> weight.array().dup()).toList();
            scaled.forEach(weight -> weight.array().muli(factor));
            double next = variance(site, probe.output(i));
            if (!(Math.abs(Math.log(next)) < HELPFUL * Math.abs(Math.log(variance)))) {
                restore(scaled, before);
                break;
            }
            variance = next;
            done++;
        }
        return new Step(site.name(), first, variance, done);
    }

    private static double variance(Probe.Site site, INDArray output) {
        if (output.isEmpty()) {
            throw new IllegalArgumentException("lsuv: the batch is empty; pass examples that differ");
        }
        double std = new TensorStatistics(output).std();
        if (!(std > 0 && std < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lsuv: what %s gives has the standard deviation %s over the batch, and cannot be scaled to 1; pass examples that differ and are finite, and look at its weights and biases"
                            .formatted(site.name(), std));
        }
        return std * std;
    }
}
