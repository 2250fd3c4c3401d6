package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.LayerGraph.Step;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The measurements of a network and a batch, from which the findings are derived. Layers are identified by their index
 * in the order of the forward pass.
 *
 * @param layers the probed layers
 * @param reports the measurements at these layers
 * @param graph the edges between the layers
 * @param firstOutput the output of the first layer
 * @param labels the labels of the batch
 */
record Measurements(
        List<ProbedLayer> layers,
        List<LayerReport> reports,
        LayerGraph graph,
        INDArray firstOutput,
        List<INDArray> labels) {

    /** The hidden layers, or all layers if the network has only output layers. */
    List<Integer> hiddenOrAll() {
        return graph.hidden().isEmpty()
                ? IntStream.range(0, layers.size()).boxed().toList()
                : graph.hidden();
    }

    /** The changes in the activation RMS along the longest path. */
    ScaleChanges activationChanges() {
        return changes(
                step -> reports.get(step.to()).activationRms()
                        / reports.get(step.from()).activationRms(),
                GatedLayers.ACTIVATION_SHRINKAGE);
    }

    /** The changes in the gradient norm along the longest path, in the direction of the backward pass. */
    ScaleChanges gradientChanges() {
        return changes(
                step -> gradientNorm(reports.get(step.from())) / gradientNorm(reports.get(step.to())),
                GatedLayers.GRADIENT_SHRINKAGE);
    }

    /**
     * The per-example gradient norm (RMS over the batch). Unlike the RMS of the elements, it does not depend on the
     * width of the layer.
     */
    private static double gradientNorm(LayerReport report) {
        return report.gradientRms() * Math.sqrt((double) report.units());
    }

    private ScaleChanges changes(ToDoubleFunction<Step> factor, double shrinkagePerGatedLayer) {
        List<Step> path = graph.longestPath();
        return new ScaleChanges(
                path,
                path.stream().map(factor::applyAsDouble).toList(),
                GatedLayers.usualShrinkage(gatedSteps(), shrinkagePerGatedLayer));
    }

    /** The number of steps of the longest path that lead into a gated layer. */
    private int gatedSteps() {
        return (int) graph.longestPath().stream()
                .filter(step -> GatedLayers.isGated(layers.get(step.to())))
                .count();
    }

    /** The hidden layers whose gradient is 0. */
    List<LayerReport> layersWithoutGradient() {
        return graph.hidden().stream()
                .map(reports::get)
                .filter(report -> report.gradientRms() == 0)
                .toList();
    }

    /**
     * Whether gradients are 0 because weights are 0. Such weights are intended at the end of a network or of a residual
     * branch.
     */
    boolean isGradientBlockedByZeroWeights() {
        return !layersWithoutGradient().isEmpty() && reports.stream().anyMatch(report -> isZero(report.weight()));
    }

    static boolean isZero(WeightReport weight) {
        return weight.mean() == 0 && weight.std() == 0;
    }

    /** Whether the first layer has the same output for all examples even though its weights are not all equal. */
    boolean hasEqualExamples() {
        return reports.get(0).weight().std() > 0 && new TensorStatistics(firstOutput).hasEqualExamples();
    }

    /** Explains a change in scale at a layer; see {@link Explanation#text}. */
    String explain(int layer, double ratio) {
        return new Explanation(
                        layers.get(layer),
                        reports.get(layer),
                        graph.longestPath().size() + 1,
                        gatedSteps())
                .text(ratio);
    }
}
