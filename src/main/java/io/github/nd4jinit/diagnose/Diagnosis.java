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
import java.util.stream.Stream;
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

    /** A change of signals over all layers, and from one to the next, that goes without a word. */
    private static final double TOLERATED = 5;

    private static final double TOLERATED_EACH = 1.2;

    /** A gain that is so near to the one that keeps signals is not to blame. */
    private static final double NEAR = 1.1;

    /** Activations beyond this, or below one over this, are worth a word whatever the layers before did. */
    private static final double EXTREME = 1000;

    /** So many dead or saturated are worth a word. */
    private static final double MANY = 0.5;

    /** Where the slope is less than this a nonlinearity counts as flat: a leaky ReLU's usual 0.01 is not. */
    private static final double FLAT = 0.001;

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
        List<Finding> findings = new ArrayList<>(findings(sites, layers));
        if (layers.get(0).weightStd() > 0 && new Measure(signals.get(0).output()).areExamplesAlike()) {
            findings.add(
                    new Finding(Kind.ODD_BATCH, "", "all examples are alike; pass a batch of several that differ"));
        }
        probe.oddities().forEach(oddity -> findings.add(new Finding(Kind.ODD_BATCH, "", oddity)));
        return new Diagnosis(layers, findings);
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
                activation.units(),
                weight.mean(),
                weight.std(),
                weight.isFinite() ? Measure.topSingularValue(site.weight()) : Double.NaN,
                Histogram.of(weight.values(), INTERVALS));
    }

    private static double size(INDArray gradient) {
        double size = new Measure(gradient).size();
        return Double.isFinite(size) ? size : Double.POSITIVE_INFINITY;
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
        activations(sites, layers).or(() -> extreme(layers)).ifPresent(findings::add);
        gradients(layers).ifPresent(findings::add);
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

    /** On the way forward first, for what is wrong there shows on the way back as well. */
    private static Optional<Finding> notFinite(List<LayerReport> layers) {
        return Stream.concat(
                        layers.stream().flatMap(layer -> forward(layer).stream()),
                        layers.stream()
                                .filter(layer -> layer.gradientStd() == Double.POSITIVE_INFINITY)
                                .map(
                                        layer -> notFinite(
                                                layer,
                                                "gradients are not finite; look at the labels, the loss, and how gradients grow")))
                .findFirst();
    }

    private static Optional<Finding> forward(LayerReport layer) {
        if (!Double.isFinite(layer.weightStd())) {
            return Optional.of(
                    notFinite(layer, "its weight has values that are not finite; look at this layer's values"));
        }
        if (Double.isFinite(layer.activationSize()) && Double.isFinite(layer.outputStd())) {
            return Optional.empty();
        }
        return Optional.of(notFinite(
                layer, "activations are not finite; look at the batch, and at how they grow from layer to layer"));
    }

    private static Finding notFinite(LayerReport layer, String what) {
        return new Finding(Kind.NOT_FINITE, layer.name(), layer.name() + ": " + what);
    }

    /** But for the last layer, whose units differ by what they are to answer. */
    private static Optional<Finding> symmetric(List<Probe.Site> sites, List<LayerReport> layers) {
        return IntStream.range(0, layers.size() - 1)
                .filter(i -> layers.get(i).weightStd() == 0
                        && sites.get(i).weight().parameter().size() > 1)
                .mapToObj(layers::get)
                .findFirst()
                .map(layer -> new Finding(
                        Kind.SYMMETRIC,
                        layer.name(),
                        "%s: all weights are %s, so all of its units are alike; draw them at random, unless a skip connection leads past it"
                                .formatted(layer.name(), number(layer.weightMean()))));
    }

    /** Between the first layer and the last but one: the last gives the network's answer, whose size is its own affair. */
    private static Optional<Finding> activations(List<Probe.Site> sites, List<LayerReport> layers) {
        double[] sizes = sizes(layers, LayerReport::activationSize);
        if (!isChanged(sizes)) {
            return Optional.empty();
        }
        double ratio = ratio(sizes);
        int worst = worst(sizes);
        return Optional.of(new Finding(
                ratio < 1 ? Kind.SHRINKING : Kind.GROWING,
                layers.get(worst).name(),
                "activations %s %s x per layer%s"
                        .formatted(
                                ratio < 1 ? "shrink" : "grow",
                                number(ratio),
                                reason(sites.get(worst), layers.get(worst)))));
    }

    private static Optional<Finding> extreme(List<LayerReport> layers) {
        return layers.subList(0, Math.max(1, layers.size() - 1)).stream()
                .filter(layer -> layer.activationSize() > EXTREME
                        || (layer.activationSize() < 1 / EXTREME && layer.activationSize() > 0))
                .findFirst()
                .map(layer -> new Finding(
                        layer.activationSize() > 1 ? Kind.GROWING : Kind.SHRINKING,
                        layer.name(),
                        "%s: activations of size %s; look at the weights, and at the inputs, which are best standardized"
                                .formatted(layer.name(), number(layer.activationSize()))));
    }

    /** The gain that a layer's weights have, and the one that they should have. */
    private static String reason(Probe.Site site, LayerReport layer) {
        Optional<Fans> fans = fans(site);
        if (fans.isEmpty() || site.nonlinearity().isEmpty()) {
            return ", most at " + layer.name();
        }
        if (Math.abs(layer.weightMean()) > layer.weightStd() / 2) {
            return ": the weights of %s have the mean %s; draw them around 0"
                    .formatted(layer.name(), number(layer.weightMean()));
        }
        Nonlinearity nonlinearity = site.nonlinearity().get();
        double gain = layer.weightStd() * Math.sqrt(fans.get().fanIn());
        double needed = 1 / Math.sqrt(nonlinearity.secondMoment(1));
        String gains = ": gain %s at %s with %s, which keeps signals at %s"
                .formatted(number(gain), layer.name(), nonlinearity, number(needed));
        return gain > needed / NEAR && gain < needed * NEAR
                ? gains + "; the weights are right, look at what lies between the layers"
                : gains
                        + "; use weights of std %s"
                                .formatted(number(needed / Math.sqrt(fans.get().fanIn())))
                        + advised(nonlinearity, needed);
    }

    /** The initializer of that gain, if its name gives it: torch's gains of tanh, sigmoid and SELU are others. */
    private static String advised(Nonlinearity nonlinearity, double needed) {
        return Math.abs(nonlinearity.gain() - needed) < 0.001
                ? ", kaiming_normal(mode=fan_in, nonlinearity=%s)".formatted(nonlinearity)
                : "";
    }

    private static Optional<Fans> fans(Probe.Site site) {
        try {
            return Optional.of(Fans.of(
                    site.weight().array().shape(), site.weight().parameter().layout()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** By the norm of an example's gradient, for layers have different widths. */
    private static Optional<Finding> gradients(List<LayerReport> layers) {
        double[] sizes = gradientNorms(layers);
        if (!isChanged(sizes)) {
            return Optional.empty();
        }
        double ratio = 1 / ratio(sizes);
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

    private static double[] gradientNorms(List<LayerReport> layers) {
        return sizes(layers, layer -> layer.gradientStd() * Math.sqrt((double) layer.units()));
    }

    /** Of all layers but the last. */
    private static double[] sizes(List<LayerReport> layers, ToDoubleFunction<LayerReport> size) {
        return layers.stream().limit(layers.size() - 1).mapToDouble(size).toArray();
    }

    private static boolean isChanged(double[] sizes) {
        if (sizes.length < 2) {
            return false;
        }
        double total = sizes[sizes.length - 1] / sizes[0];
        double each = ratio(sizes);
        return total < 1 / TOLERATED || total > TOLERATED || each < 1 / TOLERATED_EACH || each > TOLERATED_EACH;
    }

    /** The factor from one layer to the next, in the geometric mean. */
    private static double ratio(double[] sizes) {
        int steps = sizes.length - 1;
        return steps < 1 ? Double.NaN : Math.pow(sizes[steps] / sizes[0], 1.0 / steps);
    }

    /** The layer that changes the size most, in the direction that all together do; the first is not known to change it. */
    private static int worst(double[] sizes) {
        boolean shrinking = ratio(sizes) < 1;
        int worst = 1;
        for (int i = 2; i < sizes.length; i++) {
            double change = sizes[i] / sizes[i - 1];
            double before = sizes[worst] / sizes[worst - 1];
            worst = (shrinking ? change < before : change > before) ? i : worst;
        }
        return worst;
    }

    private static Optional<Finding> many(
            List<LayerReport> layers, ToDoubleFunction<LayerReport> share, Kind kind, String what) {
        return layers.stream()
                .limit(Math.max(1, layers.size() - 1))
                .filter(layer -> share.applyAsDouble(layer) >= MANY)
                .findFirst()
                .map(layer -> new Finding(
                        kind,
                        layer.name(),
                        String.format(
                                Locale.ROOT, "%s: %.0f %% %s", layer.name(), 100 * share.applyAsDouble(layer), what)));
    }

    private static Finding healthy(List<LayerReport> layers) {
        double forward = ratio(sizes(layers, LayerReport::activationSize));
        double backward = 1 / ratio(gradientNorms(layers));
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
        if (!Double.isFinite(value)) {
            return "-";
        }
        boolean plain = value == 0 || (Math.abs(value) >= 0.001 && Math.abs(value) < 10_000);
        return String.format(Locale.ROOT, plain ? "%.3f" : "%.2e", value);
    }
}
