package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import io.github.nd4jinit.diagnose.LayerGraph.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is to be said of what was measured.
 *
 * @param sites the layers
 * @param layers what was measured there
 * @param graph which of them is behind which
 */
record Verdict(List<Probe.Site> sites, List<LayerReport> layers, LayerGraph graph) {

    /** So much change of signals over all layers is worth a word. */
    static final double MUCH = 5;

    /** So is so much, if each layer changes as much as below. */
    private static final double SOME = 3;

    private static final double SOME_EACH = 1.2;

    /** So much change at one layer is worth a word, whatever the others do. */
    private static final double JUMP = 10;

    /** Activations beyond this, or below one over this, are worth a word whatever the layers before did. */
    private static final double EXTREME = 300;

    /** So many units that are dead, or alike, are worth a word. */
    private static final double MANY_UNITS = 0.5;

    /** So many saturated activations are. */
    private static final double MANY_ACTIVATIONS = 0.3;

    List<Finding> findings() {
        Optional<Finding> broken = broken();
        if (broken.isPresent()) {
            return List.of(broken.get());
        }
        List<Finding> findings = new ArrayList<>();
        symmetric().ifPresent(findings::add);
        Optional<Finding> activations = activations().or(this::jump).or(this::extreme);
        activations.ifPresent(findings::add);
        gradients(activations.isEmpty()).ifPresent(findings::add);
        dead().ifPresent(findings::add);
        saturated().ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(healthy());
        }
        unmeasured().ifPresent(findings::add);
        return findings;
    }

    // --- what is not finite, or not there ----------------------------------------------------------------------------

    private Optional<Finding> broken() {
        return layers.stream().flatMap(layer -> broken(layer).stream()).findFirst();
    }

    private static Optional<Finding> broken(LayerReport layer) {
        for (WeightReport weight : layer.weights()) {
            if (!Double.isFinite(weight.std())) {
                String which = layer.weights().size() == 1 ? "its weight" : weight.name();
                return Optional.of(
                        notFinite(layer, which + " has values that are not finite; look at this layer's values"));
            }
        }
        if (Double.isFinite(layer.activationSize()) && Double.isFinite(layer.outputStd())) {
            return Optional.empty();
        }
        return Optional.of(notFinite(
                layer,
                "activations are not finite; look at the batch, at biases, and at how they grow from layer to layer"));
    }

    private static Finding notFinite(LayerReport layer, String what) {
        return new Finding(Kind.NOT_FINITE, layer.name(), layer.name() + ": " + what);
    }

    private Optional<Finding> unmeasured() {
        if (layers.stream().allMatch(layer -> Double.isNaN(layer.gradientSize()))) {
            return Optional.of(new Finding(
                    Kind.UNKNOWN, "", "gradients were not measured; they need labels, and a network with a loss"));
        }
        return isBehindZeros()
                ? Optional.of(new Finding(
                        Kind.UNKNOWN,
                        layers.get(withoutGradient().get(0)).name(),
                        "gradients are 0 at %s, for weights behind are; look again when these have learnt a step"
                                .formatted(withoutGradientInWords())))
                : Optional.empty();
    }

    /** Weights of 0 at a network's end, or at that of a residual branch, are no fault by themselves. */
    private boolean isBehindZeros() {
        return !withoutGradient().isEmpty() && layers.stream().anyMatch(layer -> isZero(layer.weight()));
    }

    private List<Integer> withoutGradient() {
        return graph.hidden().stream()
                .filter(i -> layers.get(i).gradientSize() == 0)
                .toList();
    }

    private String withoutGradientInWords() {
        List<Integer> some = withoutGradient();
        String first = layers.get(some.get(0)).name();
        return some.size() == 1 ? first : "%s and %s more".formatted(first, some.size() - 1);
    }

    private static boolean isZero(WeightReport weight) {
        return weight.mean() == 0 && weight.std() == 0;
    }

    // --- units that are alike ----------------------------------------------------------------------------------------

    /** But for last layers, whose units differ by what they are to answer. */
    private Optional<Finding> symmetric() {
        return graph.hidden().stream()
                .flatMap(i -> symmetric(layers.get(i), sites.get(i)).stream())
                .findFirst();
    }

    private static Optional<Finding> symmetric(LayerReport layer, Probe.Site site) {
        TensorStatistics.UnitCount units = TensorStatistics.countUnits(site.weight());
        if (units.total() < 2 || units.distinct() >= MANY_UNITS * units.total()) {
            return Optional.empty();
        }
        String what = layer.weight().std() == 0
                ? "all weights are %s, so all of its units are alike"
                        .formatted(NumberText.of(layer.weight().mean()))
                : "of its %s units only %s differ in their weights".formatted(units.total(), units.distinct());
        return Optional.of(new Finding(
                Kind.SYMMETRIC,
                layer.name(),
                "%s: %s; draw them at random, unless a skip connection leads past it".formatted(layer.name(), what)));
    }

    // --- activations -------------------------------------------------------------------------------------------------

    private Optional<Finding> activations() {
        Optional<Finding> nothing = nothing();
        if (nothing.isPresent()) {
            return nothing;
        }
        List<Step> steps = graph.longestPath();
        double[] changes = changes(steps, LayerReport::activationSize);
        if (!isChanged(changes)) {
            return Optional.empty();
        }
        double ratio = mean(changes);
        int worst = steps.get(worst(changes)).to();
        return Optional.of(
                changed(worst, ratio, "activations %s %s x per layer".formatted(verb(ratio), NumberText.of(ratio))));
    }

    /** Where signals end: of no hidden layer from there on anything comes, nor does anything lead past them. */
    private Optional<Finding> nothing() {
        List<Integer> hidden = graph.hidden();
        if (graph.inputsOfOutputLayers().stream().anyMatch(i -> layers.get(i).activationSize() > 0)) {
            return Optional.empty();
        }
        int first = hidden.size();
        while (first > 0 && layers.get(hidden.get(first - 1)).activationSize() == 0) {
            first--;
        }
        if (first == 0 || first == hidden.size()) { // if nothing comes of any layer, that is told in other words
            return Optional.empty();
        }
        String name = layers.get(hidden.get(first)).name();
        return Optional.of(new Finding(
                Kind.SHRINKING,
                name,
                "activations shrink to 0 at %s: nothing gets past it; use larger weights there and before, and look at its bias"
                        .formatted(name)));
    }

    /** One layer that changes them much, though another may make up for it. */
    private Optional<Finding> jump() {
        return graph.hidden().stream()
                .filter(i -> isJump(layers.get(i).ratio()))
                .findFirst()
                .map(i -> {
                    double ratio = layers.get(i).ratio();
                    return changed(
                            i,
                            ratio,
                            "activations %s %s x at %s"
                                    .formatted(
                                            verb(ratio),
                                            NumberText.of(ratio),
                                            layers.get(i).name()));
                });
    }

    private static boolean isJump(double ratio) {
        return (ratio > JUMP && ratio < Double.POSITIVE_INFINITY) || (ratio < 1 / JUMP && ratio > 0);
    }

    private String reason(int place, double ratio) {
        return new Explanation(
                        sites.get(place), layers.get(place), graph.longestPath().size() + 1)
                .text(ratio);
    }

    private Finding changed(int place, double ratio, String what) {
        return new Finding(
                ratio < 1 ? Kind.SHRINKING : Kind.GROWING, layers.get(place).name(), what + reason(place, ratio));
    }

    private Optional<Finding> extreme() {
        return hiddenOrOnly().stream()
                .map(layers::get)
                .filter(layer -> layer.activationSize() > EXTREME
                        || (layer.activationSize() < 1 / EXTREME && layer.activationSize() > 0))
                .findFirst()
                .map(layer -> new Finding(
                        layer.activationSize() > 1 ? Kind.GROWING : Kind.SHRINKING,
                        layer.name(),
                        "%s: activations of size %s; look at the weights, and at the inputs, which are best standardized"
                                .formatted(layer.name(), NumberText.of(layer.activationSize()))));
    }

    /** The one layer of a network that has no other is looked at as well. */
    private List<Integer> hiddenOrOnly() {
        return graph.hidden().isEmpty()
                ? IntStream.range(0, layers.size()).boxed().toList()
                : graph.hidden();
    }

    // --- gradients ---------------------------------------------------------------------------------------------------

    private Optional<Finding> gradients(boolean withReason) {
        Optional<LayerReport> infinite = layers.stream()
                .filter(layer -> layer.gradientSize() == Double.POSITIVE_INFINITY)
                .reduce((one, later) -> later); // where they arise
        if (infinite.isPresent()) {
            return infinite.map(layer ->
                    notFinite(layer, "gradients are not finite; look at the labels, the loss, and how gradients grow"));
        }
        if (isBehindZeros()) {
            return Optional.empty(); // told of as not measured
        }
        if (!withoutGradient().isEmpty()) {
            return Optional.of(new Finding(
                    Kind.VANISHING_GRADIENT,
                    layers.get(withoutGradient().get(0)).name(),
                    "gradients are 0 at %s: nothing there learns".formatted(withoutGradientInWords())));
        }
        List<Step> steps = graph.longestPath();
        double[] changes = changes(steps, Verdict::gradientNorm);
        for (int i = 0; i < changes.length; i++) {
            changes[i] = 1 / changes[i]; // on their way back
        }
        if (!isChanged(changes)) {
            return Optional.empty();
        }
        double ratio = mean(changes);
        LayerReport first = layers.get(steps.get(0).from());
        return Optional.of(new Finding(
                ratio < 1 ? Kind.VANISHING_GRADIENT : Kind.EXPLODING_GRADIENT,
                first.name(),
                "gradients %s %s x per layer on their way back, to %s at %s%s"
                        .formatted(
                                verb(ratio),
                                NumberText.of(ratio),
                                NumberText.of(first.gradientSize()),
                                first.name(),
                                withReason ? reason(steps.get(worst(changes)).to(), ratio) : "")));
    }

    /** That of an example's gradient, for layers have different widths. */
    private static double gradientNorm(LayerReport layer) {
        return layer.gradientSize() * Math.sqrt((double) layer.units());
    }

    // --- changes from layer to layer ---------------------------------------------------------------------------------

    private static String verb(double ratio) {
        return ratio < 1 ? "shrink" : "grow";
    }

    private double[] changes(List<Step> steps, ToDoubleFunction<LayerReport> size) {
        return steps.stream()
                .mapToDouble(
                        step -> size.applyAsDouble(layers.get(step.to())) / size.applyAsDouble(layers.get(step.from())))
                .toArray();
    }

    private static boolean isChanged(double[] changes) {
        double total = Math.abs(Arrays.stream(changes).map(Math::log).sum());
        return total > Math.log(MUCH) || (total > Math.log(SOME) && total > changes.length * Math.log(SOME_EACH));
    }

    /** The geometric mean. */
    private static double mean(double[] changes) {
        return Math.exp(Arrays.stream(changes).map(Math::log).average().orElse(Double.NaN));
    }

    /** The place of the greatest change in the direction that all together have. */
    private static int worst(double[] changes) {
        Comparator<Integer> bySize = Comparator.comparingDouble(i -> changes[i]);
        return IntStream.range(0, changes.length)
                .boxed()
                .min(mean(changes) < 1 ? bySize : bySize.reversed())
                .orElseThrow();
    }

    // --- units that do not answer ------------------------------------------------------------------------------------

    /** Where the units themselves are the cause, and not weights of 0, or a layer before that gives nothing. */
    private Optional<Finding> dead() {
        return hiddenOrOnly().stream()
                .filter(i -> layers.get(i).dead() >= MANY_UNITS
                        && !isZero(layers.get(i).weight())
                        && graph.directInputs(i).stream()
                                .noneMatch(before -> layers.get(before).activationSize() == 0))
                .findFirst()
                .map(i -> new Finding(
                        Kind.DEAD_UNITS,
                        layers.get(i).name(),
                        String.format(
                                Locale.ROOT,
                                "%s: %.0f %% of its units give 0 for every example; look at its bias, and at whether its inputs are centred",
                                layers.get(i).name(),
                                100 * layers.get(i).dead())));
    }

    private Optional<Finding> saturated() {
        return hiddenOrOnly().stream()
                .filter(i -> layers.get(i).saturated() >= MANY_ACTIVATIONS)
                .findFirst()
                .map(i -> new Finding(
                        Kind.SATURATED,
                        layers.get(i).name(),
                        String.format(
                                Locale.ROOT,
                                "%s: %.0f %% of its activations lie where the nonlinearity is flat%s",
                                layers.get(i).name(),
                                100 * layers.get(i).saturated(),
                                reason(i, Double.POSITIVE_INFINITY))));
    }

    // --- all is well -------------------------------------------------------------------------------------------------

    private Finding healthy() {
        List<Step> steps = graph.longestPath();
        double forward = mean(changes(steps, LayerReport::activationSize));
        double backward = 1 / mean(changes(steps, Verdict::gradientNorm));
        String text = Double.isNaN(forward)
                ? "nothing is amiss"
                : "signals keep their size: activations change %s x per layer%s"
                        .formatted(
                                NumberText.of(forward),
                                Double.isNaN(backward)
                                        ? ""
                                        : ", gradients %s x on their way back".formatted(NumberText.of(backward)));
        return new Finding(Kind.HEALTHY, "", text);
    }
}
