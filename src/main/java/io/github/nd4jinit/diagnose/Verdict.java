package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Finding.Kind;
import io.github.nd4jinit.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is to be said of what was measured.
 *
 * @param sites the layers
 * @param layers what was measured there
 */
record Verdict(List<Probe.Site> sites, List<LayerReport> layers) {

    /** So much change of signals over all layers is worth a word. */
    private static final double MUCH = 5;

    /** So is so much, if each layer changes as much as below. */
    private static final double SOME = 2;

    private static final double SOME_EACH = 1.2;

    /** A gain that is so near to the one that keeps signals is not to blame. */
    private static final double NEAR = 1.1;

    /** Activations beyond this, or below one over this, are worth a word whatever the layers before did. */
    private static final double EXTREME = 1000;

    /** So many dead, saturated or alike are worth a word. */
    private static final double MANY = 0.5;

    List<Finding> findings() {
        Optional<Finding> notFinite = notFinite();
        if (notFinite.isPresent()) {
            return List.of(notFinite.get());
        }
        List<Finding> findings = new ArrayList<>();
        symmetric().ifPresent(findings::add);
        activations().or(this::extreme).ifPresent(findings::add);
        gradients().ifPresent(findings::add);
        many(LayerReport::dead, Kind.DEAD_UNITS, "of its units give 0 for every example")
                .ifPresent(findings::add);
        many(LayerReport::saturated, Kind.SATURATED, "of its activations lie where the nonlinearity is flat")
                .ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(healthy());
        }
        unmeasured().ifPresent(findings::add);
        return findings;
    }

    /** A last layer that starts with zeros is no fault by itself. */
    private Optional<Finding> unmeasured() {
        if (layers.stream().allMatch(layer -> Double.isNaN(layer.gradientSize()))) {
            return Optional.of(new Finding(
                    Kind.UNKNOWN, "", "gradients were not measured; they need labels, and a network with a loss"));
        }
        int nothing = lastZero(gradientNorms());
        if (nothing < 0 || !isZero(layers.get(nothing + 1).weight())) {
            return Optional.empty();
        }
        String name = layers.get(nothing).name();
        return Optional.of(new Finding(
                Kind.UNKNOWN,
                name,
                "gradients are 0 from %s backwards, for the weights of %s are; look again when it has learnt a step"
                        .formatted(name, layers.get(nothing + 1).name())));
    }

    private static int lastZero(double[] sizes) {
        return IntStream.range(0, sizes.length).filter(i -> sizes[i] == 0).max().orElse(-1);
    }

    private static boolean isZero(WeightReport weight) {
        return weight.mean() == 0 && weight.std() == 0;
    }

    /** On the way forward first, for what is wrong there shows on the way back as well. */
    private Optional<Finding> notFinite() {
        return Stream.concat(
                        layers.stream().flatMap(layer -> forward(layer).stream()),
                        layers.stream()
                                .filter(layer -> layer.gradientSize() == Double.POSITIVE_INFINITY)
                                .map(
                                        layer -> notFinite(
                                                layer,
                                                "gradients are not finite; look at the labels, the loss, and how gradients grow")))
                .findFirst();
    }

    private static Optional<Finding> forward(LayerReport layer) {
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
                layer, "activations are not finite; look at the batch, and at how they grow from layer to layer"));
    }

    private static Finding notFinite(LayerReport layer, String what) {
        return new Finding(Kind.NOT_FINITE, layer.name(), layer.name() + ": " + what);
    }

    /** But for the last layer, whose units differ by what they are to answer. */
    private Optional<Finding> symmetric() {
        return IntStream.range(0, layers.size() - 1)
                .boxed()
                .flatMap(i -> symmetric(layers.get(i), sites.get(i).weight()).stream())
                .findFirst();
    }

    private static Optional<Finding> symmetric(LayerReport layer, Tensor weight) {
        Measure.Units units = Measure.units(weight);
        if (units.all() < 2 || units.different() >= MANY * units.all()) {
            return Optional.empty();
        }
        String what = layer.weight().std() == 0
                ? "all weights are %s, so all of its units are alike"
                        .formatted(Text.number(layer.weight().mean()))
                : "of its %s units only %s differ in their weights".formatted(units.all(), units.different());
        return Optional.of(new Finding(
                Kind.SYMMETRIC,
                layer.name(),
                "%s: %s; draw them at random, unless a skip connection leads past it".formatted(layer.name(), what)));
    }

    /** Between the first layer and the last but one: the last gives the network's answer, whose size is its own affair. */
    private Optional<Finding> activations() {
        double[] sizes = sizes(LayerReport::activationSize);
        if (sizes.length > 1 && sizes[0] > 0) {
            Optional<LayerReport> nothing = layers.stream()
                    .limit(sizes.length)
                    .filter(layer -> layer.activationSize() == 0)
                    .findFirst();
            if (nothing.isPresent()) {
                String name = nothing.get().name();
                return Optional.of(new Finding(
                        Kind.SHRINKING,
                        name,
                        "activations shrink to 0 at %s: nothing gets past it; use larger weights before"
                                .formatted(name)));
            }
        }
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
                                Text.number(ratio),
                                reason(sites.get(worst), layers.get(worst), ratio))));
    }

    private Optional<Finding> extreme() {
        return layers.subList(0, Math.max(1, layers.size() - 1)).stream()
                .filter(layer -> layer.activationSize() > EXTREME
                        || (layer.activationSize() < 1 / EXTREME && layer.activationSize() > 0))
                .findFirst()
                .map(layer -> new Finding(
                        layer.activationSize() > 1 ? Kind.GROWING : Kind.SHRINKING,
                        layer.name(),
                        "%s: activations of size %s; look at the weights, and at the inputs, which are best standardized"
                                .formatted(layer.name(), Text.number(layer.activationSize()))));
    }

    /** The gain that a layer's weights have, and the one that they should have. */
    private static String reason(Probe.Site site, LayerReport layer, double ratio) {
        Optional<Fans> fans = fans(site);
        if (fans.isEmpty() || site.nonlinearity().isEmpty()) {
            return ", most at " + layer.name();
        }
        if (Math.abs(layer.weight().mean()) > layer.weight().std() / 2) {
            return ": the weights of %s have the mean %s; draw them around 0"
                    .formatted(layer.name(), Text.number(layer.weight().mean()));
        }
        Nonlinearity nonlinearity = site.nonlinearity().get();
        double gain = layer.weight().std() * Math.sqrt(fans.get().fanIn());
        double needed = 1 / Math.sqrt(nonlinearity.secondMoment(1));
        String gains = ": gain %s at %s with %s, which keeps signals at %s"
                .formatted(Text.number(gain), layer.name(), nonlinearity, Text.number(needed));
        boolean isToBlame = ratio < 1 ? gain < needed / NEAR : gain > needed * NEAR;
        return isToBlame
                ? gains
                        + "; use weights of std %s"
                                .formatted(Text.number(
                                        needed / Math.sqrt(fans.get().fanIn())))
                        + advised(nonlinearity, needed)
                : gains + "; that is not to blame, look at the biases, and at what lies between the layers";
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
    private Optional<Finding> gradients() {
        double[] sizes = gradientNorms();
        int nothing = lastZero(sizes);
        if (nothing >= 0) {
            String name = layers.get(nothing).name();
            return isZero(layers.get(nothing + 1).weight())
                    ? Optional.empty() // told of as not measured
                    : Optional.of(new Finding(
                            Kind.VANISHING_GRADIENT,
                            name,
                            "gradients are 0 at %s%s: nothing there learns"
                                    .formatted(name, nothing > 0 ? " and before" : "")));
        }
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
                                Text.number(ratio),
                                Text.number(layers.get(0).gradientSize()),
                                layers.get(0).name())));
    }

    private double[] gradientNorms() {
        return sizes(layer -> layer.gradientSize() * Math.sqrt((double) layer.units()));
    }

    /** Of all layers but the last. */
    private double[] sizes(ToDoubleFunction<LayerReport> size) {
        return layers.stream().limit(layers.size() - 1).mapToDouble(size).toArray();
    }

    private static boolean isChanged(double[] sizes) {
        if (sizes.length < 2) {
            return false;
        }
        double total = Math.abs(Math.log(sizes[sizes.length - 1] / sizes[0]));
        return total > Math.log(MUCH) || (total > Math.log(SOME) && total > (sizes.length - 1) * Math.log(SOME_EACH));
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

    private Optional<Finding> many(ToDoubleFunction<LayerReport> share, Kind kind, String what) {
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

    private Finding healthy() {
        double forward = ratio(sizes(LayerReport::activationSize));
        double backward = 1 / ratio(gradientNorms());
        String text = Double.isNaN(forward)
                ? "nothing is amiss"
                : "signals keep their size: activations change %s x per layer%s"
                        .formatted(
                                Text.number(forward),
                                Double.isNaN(backward)
                                        ? ""
                                        : ", gradients %s x on their way back".formatted(Text.number(backward)));
        return new Finding(Kind.HEALTHY, "", text);
    }
}
