package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The effect of an initialization on activations and gradients: measurements of each layer, and findings in words. The
 * text form is a table of the layers, followed by the findings.
 *
 * <pre>{@code
 * System.out.println(Diagnosis.of(probe));
 * }</pre>
 */
public final class Diagnosis {

    private final List<LayerReport> layers;
    private final List<String> unmeasuredLayers;
    private final List<Finding> findings;

    Diagnosis(List<LayerReport> layers, List<String> unmeasuredLayers, List<Finding> findings) {
        this.layers = List.copyOf(layers);
        this.unmeasuredLayers = List.copyOf(unmeasuredLayers);
        this.findings = List.copyOf(findings);
    }

    /**
     * Runs a batch through a network and measures the signals of each layer.
     *
     * @param probe the network and the batch
     * @return the diagnosis; if the batch is empty or no layer has a weight, a statement of that fact is its only
     *     finding
     */
    public static Diagnosis of(Probe probe) {
        Objects.requireNonNull(probe, "probe must not be null");
        List<ProbedLayer> layers = probe.layers();
        if (layers.isEmpty()) {
            return unmeasured(probe, "no layer of the network has a weight; there is nothing to initialize");
        }
        List<LayerSignals> signals = probe.run();
        if (signals.get(0).activation().isEmpty()) {
            return unmeasured(probe, "the batch is empty; pass some examples");
        }
        LayerGraph graph = new LayerGraph(probe);
        List<LayerReport> reports = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            double inputRms = Math.sqrt(graph.directInputs(i).stream()
                    .mapToDouble(input -> reports.get(input).activationRms())
                    .map(rms -> rms * rms)
                    .average()
                    .orElse(Double.NaN));
            reports.add(LayerReport.of(layers.get(i), signals.get(i), inputRms));
        }
        Measurements measurements =
                new Measurements(layers, reports, graph, signals.get(0).output(), probe.labels());
        return new Diagnosis(reports, probe.unmeasuredLayers(), FindingRules.apply(measurements));
    }

    private static Diagnosis unmeasured(Probe probe, String reason) {
        return new Diagnosis(List.of(), probe.unmeasuredLayers(), List.of(Finding.ofNetwork(Kind.UNKNOWN, reason)));
    }

    /** {@return the measurements at each layer, in the order of the forward pass} */
    public List<LayerReport> layers() {
        return layers;
    }

    /**
     * {@return the names of the layers that were not measured because they have no weight that connects inputs to
     * outputs}
     */
    public List<String> unmeasuredLayers() {
        return unmeasuredLayers;
    }

    /** {@return the problems that were found, or a single finding that states that there is no problem} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return the messages of the findings, one per line} */
    public String verdict() {
        return findings.stream().map(Finding::message).collect(Collectors.joining("\n"));
    }

    /**
     * {@return a table of the layers, the names of the layers that were not measured, and the messages of the findings}
     */
    @Override
    public String toString() {
        String table = layers.isEmpty() ? "" : LayerTable.of(layers) + "\n\n";
        String unmeasured = unmeasuredLayers.isEmpty()
                ? ""
                : "not measured (no weight that connects inputs to outputs): %s\n"
                        .formatted(String.join(", ", unmeasuredLayers));
        return table + unmeasured + verdict();
    }
}
