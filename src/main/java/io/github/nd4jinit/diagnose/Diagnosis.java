package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an initialization does to signals and gradients, layer by layer, and a verdict in words. Its text is a table with the
 * verdict below.
 *
 * <pre>{@code
 * System.out.println(Diagnosis.of(probe));
 * }</pre>
 *
 * @param layers what was measured at each layer that has a weight
 * @param findings the verdict: what is wrong, or that all is well
 */
public record Diagnosis(List<LayerReport> layers, List<Finding> findings) {

    /** A change from layer to layer that is within a factor of this goes unnoticed: ten layers make 2.6 of it. */
    private static final double TOLERATED = 1.1;

    /** So many dead or saturated are worth a word. */
    private static final double MANY = 0.5;

    /** Where the slope is less than this a nonlinearity counts as flat. */
    private static final double FLAT = 0.01;

    private static final int INTERVALS = 50;

    /**
     * A diagnosis.
     *
     * @param layers what was measured
     * @param findings the verdict
     */
    public Diagnosis {
        layers = List.copyOf(layers);
        findings = List.copyOf(findings);
    }

    /**
     * Runs a batch through a network, and measures.
     *
     * @param probe the network and the batch
     * @return the diagnosis; if the batch is empty, or no layer has a weight, its only finding says so
     */
    public static Diagnosis of(Probe probe) {
        List<Probe.Site> sites = probe.sites();
        if (sites.isEmpty()) {
            return nothing("no layer of the network has a weight; there is nothing to initialize");
        }
        List<Probe.Signal> signals = probe.run();
        if (signals.get(0).activation().isEmpty()) {
            return nothing("the batch is empty; pass some examples");
        }
        List<LayerReport> layers = IntStream.range(0, sites.size())
                .mapToObj(i -> report(sites.get(i), signals.get(i)))
                .toList();
        return new Diagnosis(layers, findings(sites, layers));
    }

    private static Diagnosis nothing(String why) {
        return new Diagnosis(List.of(), List.of(new Finding(Kind.UNKNOWN, "", why)));
    }

    private static LayerReport report(Probe.Site site, Probe.Signal signal) {
        Measure output = new Measure(signal.output());
        Measure activation = new Measure(signal.activation());
        Measure weight = new Measure(site.weight().array());
        return new LayerReport(
                site.name(),
                output.mean(),
                output.std(),
                activation.mean(),
                activation.std(),
                activation.size(),
                activation.dead(),
                saturated(site.nonlinearity(), output.values()),
                signal.gradient().map(Diagnosis::size).orElse(Double.NaN),
                weight.mean(),
                weight.std(),
                weight.isFinite() ? Measure.topSingularValue(site.weight()) : Double.NaN,
                Histogram.of(weight.values(), INTERVALS));
    }

    private static double size(INDArray array) {
        return new Measure(array).size();
    }

    /** ReLUs are flat on one side by design; that is what {@link LayerReport#dead} is for. */
    private static double saturated(Optional<Nonlinearity> nonlinearity, double[] outputs) {
        if (nonlinearity.isEmpty()) {
            return Double.NaN;
        }
        Nonlinearity f = nonlinearity.get();
        boolean flatAtZero = f.slope(-1) == 0;
        return Arrays.stream(outputs)
                .map(z -> Math.abs(f.slope(z)) < FLAT && !(flatAtZero && z < 0) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    // --- the verdict ----------------------------------------------------------------------------------------------

    private static List<Finding> findings(List<Probe.Site> sites, List<LayerReport> layers) {
        Optional<Finding> notFinite = notFinite(layers);
        if (notFinite.isPresent()) {
            return List.of(notFinite.get());
        }
        List<Finding> findings = new ArrayList<>();
        symmetric(sites, layers).ifPresent(findings::add);
        if (findings.isEmpty()) {
            activations(sites, layers).ifPresent(findings::add);
            gradients(layers).ifPresent(findings::add);
        }
        many(layers, LayerReport::dead, Kind.DEAD_UNITS, "of its units give 0 for every example")
                .ifPresent(findings::add);
        many(layers, LayerReport::saturated, Kind.SATURATED, "of its activations lie where the nonlinearity is flat")
                .ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(healthy(layers));
        }
        unmeasured(layers).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> unmeasured(List<LayerReport> layers) {
        return layers.stream().allMatch(layer -> Double.isNaN(layer.gradientStd()))
                ? Optional.of(new Finding(
                        Kind.UNKNOWN, "", "gradients were not measured; they need labels, and a network with a loss"))
                : Optional.empty();
    }

    private static Optional<Finding> notFinite(List<LayerReport> layers) {
        return layers.stream()
                .filter(layer -> !Double.isFinite(layer.activationSize())
                        || !Double.isFinite(layer.outputStd())
                        || !Double.isFinite(layer.weightStd()))
                .findFirst()
                .map(layer -> new Finding(
                        Kind.NOT_FINITE,
                        layer.name(),
                        "%s: %s not finite; look at the batch and at this layer's values"
                                .formatted(
                                        layer.name(),
                                        Double.isFinite(layer.weightStd())
                                                ? "activations are"
                                                : "its weight has values that are")));
    }

    private static Optional<Finding> symmetric(List<Probe.Site> sites, List<LayerReport> layers) {
        return IntStream.range(0, layers.size())
                .filter(i -> layers.get(i).weightStd() == 0
                        && sites.get(i).weight().parameter().size() > 1)
                .mapToObj(layers::get)
                .findFirst()
                .map(layer -> new Finding(
                        Kind.SYMMETRIC,
                        layer.name(),
                        "%s: all weights are %s, so all of its units are alike, and stay so; draw them at random"
                                .formatted(layer.name(), number(layer.weightMean()))));
    }

    /** Between the first layer and the last but one: the last gives the network's answer, whose size is its own affair. */
    private static Optional<Finding> activations(List<Probe.Site> sites, List<LayerReport> layers) {
        double ratio = ratio(layers, LayerReport::activationSize);
        if (!(ratio < 1 / TOLERATED || ratio > TOLERATED)) { // also if it is not known
            return Optional.empty();
        }
        Kind kind = ratio < 1 ? Kind.SHRINKING : Kind.GROWING;
        return Optional.of(new Finding(
                kind,
                layers.get(0).name(),
                "activations %s %s x per layer%s"
                        .formatted(
                                ratio < 1 ? "shrink" : "grow",
                                number(ratio),
                                reason(sites.get(0), layers.get(0), kind))));
    }

    /** The gain that the weights have, and the one that they should have. */
    private static String reason(Probe.Site site, LayerReport layer, Kind kind) {
        Optional<Fans> fans = fans(site);
        if (fans.isEmpty() || site.nonlinearity().isEmpty()) {
            return kind == Kind.SHRINKING ? "; draw larger weights" : "; draw smaller weights";
        }
        Nonlinearity nonlinearity = site.nonlinearity().get();
        double gain = layer.weightStd() * Math.sqrt(fans.get().fanIn());
        double needed = 1 / Math.sqrt(nonlinearity.secondMoment(1));
        return ": gain %s with %s, which keeps signals at %s; use kaiming_normal(mode=fan_in, nonlinearity=%s)"
                .formatted(number(gain), nonlinearity, number(needed), nonlinearity);
    }

    private static Optional<Fans> fans(Probe.Site site) {
        try {
            return Optional.of(Fans.of(
                    site.weight().array().shape(), site.weight().parameter().layout()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<Finding> gradients(List<LayerReport> layers) {
        double ratio = 1 / ratio(layers, LayerReport::gradientStd);
        if (!(ratio < 1 / TOLERATED || ratio > TOLERATED)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                ratio < 1 ? Kind.VANISHING_GRADIENT : Kind.EXPLODING_GRADIENT,
                layers.get(0).name(),
                "gradients %s %s x per layer on their way back, to %s at %s"
                        .formatted(
                                ratio < 1 ? "shrink" : "grow",
                                number(ratio),
                                number(layers.get(0).gradientStd()),
                                layers.get(0).name())));
    }

    /** The factor from one layer to the next, in the geometric mean from the first to the last but one. */
    private static double ratio(List<LayerReport> layers, ToDoubleFunction<LayerReport> size) {
        int steps = layers.size() - 2;
        double first = size.applyAsDouble(layers.get(0));
        double last = steps < 1 ? Double.NaN : size.applyAsDouble(layers.get(steps));
        return Math.pow(last / first, 1.0 / steps);
    }

    private static Optional<Finding> many(
            List<LayerReport> layers, ToDoubleFunction<LayerReport> share, Kind kind, String what) {
        return layers.stream()
                .filter(layer -> share.applyAsDouble(layer) >= MANY)
                .findFirst()
                .map(layer -> new Finding(
                        kind,
                        layer.name(),
                        String.format(
                                Locale.ROOT, "%s: %.0f %% %s", layer.name(), 100 * share.applyAsDouble(layer), what)));
    }

    private static Finding healthy(List<LayerReport> layers) {
        double forward = ratio(layers, LayerReport::activationSize);
        double backward = 1 / ratio(layers, LayerReport::gradientStd);
        String text = Double.isNaN(forward)
                ? "nothing is amiss"
                : "signals keep their size: activations change %s x per layer%s"
                        .formatted(
                                number(forward),
                                Double.isNaN(backward)
                                        ? ""
                                        : ", gradients %s x on their way back".formatted(number(backward)));
        return new Finding(Kind.HEALTHY, "", text);
    }

    // --- text -----------------------------------------------------------------------------------------------------

    /** {@return the verdict: the findings' texts, one a line} */
    public String verdict() {
        return findings.stream().map(Finding::text).collect(Collectors.joining("\n"));
    }

    private static final List<String> TITLES = List.of(
            "layer", "output std", "activation", "x before", "dead", "saturated", "gradient", "weight std", "top sv");

    /** {@return a table of the layers, and the verdict below} */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(TITLES);
        for (int i = 0; i < layers.size(); i++) {
            LayerReport layer = layers.get(i);
            double before = i == 0 ? Double.NaN : layers.get(i - 1).activationSize();
            lines.add(List.of(
                    layer.name(),
                    number(layer.outputStd()),
                    number(layer.activationSize()),
                    number(layer.activationSize() / before),
                    number(layer.dead()),
                    number(layer.saturated()),
                    number(layer.gradientStd()),
                    number(layer.weightStd()),
                    number(layer.topSingularValue())));
        }
        int[] widths = IntStream.range(0, TITLES.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        String table = lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(i -> ("%" + (i == 0 ? "-" : "") + widths[i] + "s").formatted(line.get(i)))
                        .collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
        return (layers.isEmpty() ? "" : table + "\n\n") + verdict();
    }

    /** Three digits. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        boolean plain = value == 0 || (Math.abs(value) >= 0.001 && Math.abs(value) < 10_000);
        return String.format(Locale.ROOT, plain ? "%.3f" : "%.2e", value);
    }
}
