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
 * Layer-sequential unit-variance initialization. By default, the weights are first filled with orthogonal matrices.
 * Then, layer by layer, the layer's weight is repeatedly divided by the standard deviation of the layer's output on a
 * batch, until the variance of the output is 1 within the tolerance. If a layer has n weights, each is divided by the
 * n-th root of this standard deviation; recurrent weights are not scaled. Frozen layers and biases are not changed. See
 * Mishkin and Matas, <a href="https://arxiv.org/abs/1511.06422">All you need is a good init</a>, 2016.
 *
 * <pre>{@code
 * new Lsuv().withTolerance(0.01).initialize(probe, Generator.seeded(42));
 * }</pre>
 */
public final class Lsuv {

    /**
     * An iteration is kept if it reduces the absolute value of the logarithm of the variance to less than this fraction
     * of its previous value. The logarithm becomes 0 if the output is linear in each scaled weight, and shrinks to two
     * thirds if the output is linear in only one of three; it hardly changes if the bias dominates.
     */
    private static final double MAX_REMAINDER = 0.75;

    /** The tolerance used in the paper. */
    private static final double DEFAULT_TOLERANCE = 0.1;

    /** The limit in the authors' code. */
    private static final int DEFAULT_MAX_ITERATIONS = 10;

    private final Start start;
    private final double tolerance;
    private final int maxIterations;

    /**
     * The weights before scaling. Constants may be added in a minor release, so a {@code switch} over this enum needs a
     * default branch.
     */
    public enum Start {
        /** Orthogonal matrices, as in the paper. */
        ORTHOGONAL,
        /** The current values of the weights. */
        CURRENT_WEIGHTS
    }

    private Lsuv(Start start, double tolerance, int maxIterations) {
        this.start = start;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
    }

    /**
     * LSUV with the settings from the paper and the authors' code: orthogonal initial weights, tolerance 0.1, at most
     * 10 iterations per layer.
     */
    public Lsuv() {
        this(Start.ORTHOGONAL, DEFAULT_TOLERANCE, DEFAULT_MAX_ITERATIONS);
    }

    /**
     * LSUV with different initial weights.
     *
     * @param start the weights before scaling
     * @return a copy of these settings with this start
     */
    public Lsuv withStart(Start start) {
        return new Lsuv(Objects.requireNonNull(start, "start must not be null"), tolerance, maxIterations);
    }

    /**
     * LSUV with a different tolerance.
     *
     * @param tolerance the largest accepted difference between the variance of an output and 1, above 0
     * @return a copy of these settings with this tolerance
     * @throws IllegalArgumentException if the tolerance is not above 0
     */
    public Lsuv withTolerance(double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "lsuv: tolerance must be above 0, but was %s; pass a positive number, such as 0.1, the tolerance used in the paper"
                            .formatted(tolerance));
        }
        return new Lsuv(start, tolerance, maxIterations);
    }

    /**
     * LSUV with a different iteration limit.
     *
     * @param maxIterations the maximum number of times that the weights of a layer are scaled, at least 1
     * @return a copy of these settings with this limit
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public Lsuv withMaxIterations(int maxIterations) {
        if (maxIterations < 1) {
            throw new IllegalArgumentException(
                    "lsuv: maxIterations must be at least 1, but was %s; pass 1 or more, such as 10, the limit in the authors' code"
                            .formatted(maxIterations));
        }
        return new Lsuv(start, tolerance, maxIterations);
    }

    /** {@return the weights before scaling} */
    public Start start() {
        return start;
    }

    /** {@return the largest accepted difference between the variance of an output and 1} */
    public double tolerance() {
        return tolerance;
    }

    /** {@return the maximum number of times that the weights of a layer are scaled} */
    public int maxIterations() {
        return maxIterations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lsuv lsuv
                && start == lsuv.start
                && Double.compare(tolerance, lsuv.tolerance) == 0
                && maxIterations == lsuv.maxIterations;
    }

    @Override
    public int hashCode() {
        return Objects.hash(start, tolerance, maxIterations);
    }

    /** {@return the settings} */
    @Override
    public String toString() {
        return "lsuv(start=%s, tolerance=%s, maxIterations=%s)".formatted(start, tolerance, maxIterations);
    }

    /** The result for one layer. */
    public static final class LayerResult {

        private final String layer;
        private final double initialVariance;
        private final double finalVariance;
        private final int iterations;
        private final boolean isConverged;

        private LayerResult(
                String layer, double initialVariance, double finalVariance, int iterations, boolean isConverged) {
            this.layer = layer;
            this.initialVariance = initialVariance;
            this.finalVariance = finalVariance;
            this.iterations = iterations;
            this.isConverged = isConverged;
        }

        /** {@return the name of the layer} */
        public String layer() {
            return layer;
        }

        /** {@return the variance of the output before scaling} */
        public double initialVariance() {
            return initialVariance;
        }

        /** {@return the variance of the output after scaling} */
        public double finalVariance() {
            return finalVariance;
        }

        /**
         * {@return the number of times that the weights were scaled, excluding a last iteration that was undone because
         * it did not help}
         */
        public int iterations() {
            return iterations;
        }

        /**
         * Whether the variance is within the tolerance. It is outside the tolerance if the iteration limit was too low,
         * or if scaling did not help because the bias dominates the output.
         *
         * @return true if the final variance differs from 1 by no more than the tolerance
         */
        public boolean isConverged() {
            return isConverged;
        }

        /** {@return the name, both variances and the number of iterations} */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: variance %.4g before scaling, %.4g after %s iteration%s%s",
                    layer,
                    initialVariance,
                    finalVariance,
                    iterations,
                    iterations == 1 ? "" : "s",
                    isConverged ? "" : ", outside the tolerance; check the bias, or allow more iterations");
        }
    }

    /** The results for all layers that are not frozen. */
    public static final class Report {

        private final List<LayerResult> layers;

        private Report(List<LayerResult> layers) {
            this.layers = List.copyOf(layers);
        }

        /** {@return the results for the layers that are not frozen, in the order of the forward pass} */
        public List<LayerResult> layers() {
            return layers;
        }

        /** {@return the names of the layers whose variance is not within the tolerance} */
        public List<String> unconvergedLayers() {
            return layers.stream()
                    .filter(result -> !result.isConverged)
                    .map(LayerResult::layer)
                    .toList();
        }

        /** {@return one line per layer} */
        @Override
        public String toString() {
            return layers.stream().map(LayerResult::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Initializes the weights of a network.
     *
     * @param probe the network and the batch
     * @param generator the source of randomness; the random numbers of each weight are derived from its name
     * @return the results for the layers
     * @throws IllegalArgumentException if the batch is empty, if all outputs of a layer are equal, or if an output is
     *     not finite; all weights are then restored
     */
    public Report initialize(Probe probe, Generator generator) {
        Objects.requireNonNull(probe, "probe must not be null");
        Objects.requireNonNull(generator, "generator must not be null");
        List<ProbedLayer> layers = probe.layers();
        List<Integer> trainable = IntStream.range(0, layers.size())
                .filter(i -> !probe.frozenLayers().contains(layers.get(i).name()))
                .boxed()
                .toList();
        List<Tensor> weights = trainable.stream()
                .flatMap(i -> layers.get(i).weights().stream())
                .toList();
        List<INDArray> saved = copies(weights);
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
            List<LayerResult> results = new ArrayList<>();
            for (int i : trainable) {
                results.add(scale(probe, i));
            }
            return new Report(results);
        } catch (RuntimeException failure) {
            restore(weights, saved);
            throw failure;
        }
    }

    private static List<INDArray> copies(List<Tensor> weights) {
        return weights.stream().map(weight -> weight.array().dup()).toList();
    }

    private static void restore(List<Tensor> weights, List<INDArray> saved) {
        for (int i = 0; i < saved.size(); i++) {
            weights.get(i).array().assign(saved.get(i));
        }
    }

    private LayerResult scale(Probe probe, int index) {
        ProbedLayer layer = probe.layers().get(index);
        List<Tensor> scaled = layer.weights().stream()
                .filter(weight -> weight.parameter().role() == Role.WEIGHT)
                .toList();
        double initial = variance(layer, probe.output(index));
        double variance = initial;
        int iterations = 0;
        while (Math.abs(variance - 1) > tolerance && iterations < maxIterations) {
            // The output of n weights in sequence is divided by its std if each weight is divided by the n-th root of
            // the std.
            double factor = Math.pow(variance, -0.5 / scaled.size());
            List<INDArray> saved = copies(scaled);
            scaled.forEach(weight -> weight.array().muli(factor));
            double next = variance(layer, probe.output(index));
            if (!(Math.abs(Math.log(next)) < MAX_REMAINDER * Math.abs(Math.log(variance)))) {
                restore(scaled, saved);
                break;
            }
            variance = next;
            iterations++;
        }
        return new LayerResult(layer.name(), initial, variance, iterations, Math.abs(variance - 1) <= tolerance);
    }

    private static double variance(ProbedLayer layer, INDArray output) {
        if (output.isEmpty()) {
            throw new IllegalArgumentException("lsuv: the batch is empty; pass examples that differ");
        }
        double std = new TensorStatistics(output).std();
        if (!(std > 0 && std < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "lsuv: the output of %s has standard deviation %s over the batch, so it cannot be scaled to standard deviation 1; pass finite examples that differ, and check the weights and biases of the layer"
                            .formatted(layer.name(), std));
        }
        return std * std;
    }
}
