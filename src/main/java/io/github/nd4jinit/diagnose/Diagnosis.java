package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * @param weightless the layers that have no report, for they have no weight that joins inputs to outputs
 * @param findings the verdict: what is wrong, or that all is well
 */
public record Diagnosis(List<LayerReport> layers, List<String> weightless, List<Finding> findings) {

    /** Where the slope is less than this a nonlinearity counts as flat: a leaky ReLU's usual 0.01 is not. */
    private static final double FLAT = 0.001;

    /**
     * A diagnosis.
     *
     * @param layers what was measured
     * @param weightless the layers that have no report
     * @param findings the verdict
     */
    public Diagnosis {
        layers = List.copyOf(layers);
        weightless = List.copyOf(weightless);
        findings = List.copyOf(findings);
    }

    /**
     * Runs a batch through a network, and measures.
     *
     * @param probe the network and the batch
     * @return the diagnosis; if the batch is empty, or no layer has a weight, its only finding says so
     */
    public static Diagnosis of(Probe probe) {
        Objects.requireNonNull(probe, "probe must not be null");
        List<Probe.Site> sites = probe.sites();
        if (sites.isEmpty()) {
            return nothing(probe, "no layer of the network has a weight; there is nothing to initialize");
        }
        List<Probe.Signal> signals = probe.run();
        if (signals.get(0).activation().isEmpty()) {
            return nothing(probe, "the batch is empty; pass some examples");
        }
        LayerGraph graph = new LayerGraph(probe);
        List<LayerReport> layers = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            double before = Math.sqrt(graph.directInputs(i).stream()
                    .mapToDouble(place -> layers.get(place).activationSize())
                    .map(size -> size * size)
                    .average()
                    .orElse(Double.NaN));
            layers.add(report(sites.get(i), signals.get(i), before));
        }
        List<Finding> findings = new ArrayList<>(new Verdict(sites, layers, graph).findings());
        if (layers.get(0).weight().std() > 0
                && new TensorStatistics(signals.get(0).output()).hasEqualExamples()) {
            findings.removeIf(finding -> finding.kind() == Kind.DEAD_UNITS); // which takes several examples
            findings.add(new Finding(
                    Kind.ODD_BATCH,
                    "",
                    "what %s gives is the same for all examples; pass a batch of several that differ"
                            .formatted(layers.get(0).name())));
        }
        if (probe.labels().stream().anyMatch(labels -> new TensorStatistics(labels).hasSeveralEqualExamples())) {
            findings.add(new Finding(
                    Kind.ODD_BATCH, "", "all labels are alike, as if there were one class; pass a batch of several"));
        }
        return new Diagnosis(layers, probe.weightless(), findings);
    }

    private static Diagnosis nothing(Probe probe, String why) {
        return new Diagnosis(List.of(), probe.weightless(), List.of(new Finding(Kind.UNKNOWN, "", why)));
    }

    private static LayerReport report(Probe.Site site, Probe.Signal signal, double before) {
        TensorStatistics output = new TensorStatistics(signal.output());
        TensorStatistics activation = new TensorStatistics(signal.activation());
        return new LayerReport(
                site.name(),
                output.mean(),
                output.std(),
                activation.mean(),
                activation.std(),
                activation.rms(),
                activation.rms() / before,
                activation.deadFraction(),
                saturated(site.nonlinearity(), output),
                signal.gradient().map(Diagnosis::size).orElse(Double.NaN),
                activation.units(),
                site.weights().stream().map(WeightReport::of).toList());
    }

    private static double size(INDArray gradient) {
        double size = new TensorStatistics(gradient).rms();
        return Double.isFinite(size) ? size : Double.POSITIVE_INFINITY;
    }

    /** ReLUs are flat on one side by design; that is what {@link LayerReport#dead} is for. */
    private static double saturated(Optional<Nonlinearity> nonlinearity, TensorStatistics output) {
        if (nonlinearity.isEmpty() || !output.isFinite()) {
            return Double.NaN;
        }
        Nonlinearity f = nonlinearity.get();
        boolean flatAtZero = f.slope(-1) == 0;
        return Arrays.stream(output.values())
                .map(z -> Math.abs(f.slope(z)) < FLAT && !(flatAtZero && z <= 0) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** {@return the verdict: the findings' texts, one a line} */
    public String verdict() {
        return findings.stream().map(Finding::text).collect(Collectors.joining("\n"));
    }

    /** {@return a table of the layers, what was not measured, and the verdict below} */
    @Override
    public String toString() {
        String table = layers.isEmpty() ? "" : LayerTable.of(layers) + "\n\n";
        String rest = weightless.isEmpty()
                ? ""
                : "without a line, for they have no weight that joins inputs to outputs: %s\n"
                        .formatted(String.join(", ", weightless));
        return table + rest + verdict();
    }
}
