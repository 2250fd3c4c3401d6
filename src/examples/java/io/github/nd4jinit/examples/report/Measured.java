package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.diagnose.Histogram;
import io.github.nd4jinit.diagnose.LayerReport;
import io.github.nd4jinit.diagnose.WeightReport;
import java.util.List;

/**
 * A diagnosis in the JSON format of the page. The components' names are the keys that the page's script reads.
 *
 * @param layers the measurements at each layer
 * @param weightless the names of the layers that were not measured
 * @param findings the findings
 */
record Measured(List<Layer> layers, List<String> weightless, List<Message> findings) {

    /** The measurements at a layer. */
    record Layer(
            String name,
            double outputMean,
            double outputStd,
            double activationMean,
            double activationStd,
            double activationRms,
            double ratio,
            double dead,
            double saturated,
            double gradientRms,
            long units,
            List<Weight> weights) {

        static Layer of(LayerReport layer) {
            return new Layer(
                    layer.name(),
                    layer.outputMean(),
                    layer.outputStd(),
                    layer.activationMean(),
                    layer.activationStd(),
                    layer.activationRms(),
                    layer.rmsRatio(),
                    layer.deadFraction(),
                    layer.saturatedFraction(),
                    layer.gradientRms(),
                    layer.units(),
                    layer.weights().stream().map(Weight::of).toList());
        }
    }

    /** The statistics of a weight. */
    record Weight(String name, double mean, double std, double topSingularValue, Histogram histogram) {

        static Weight of(WeightReport weight) {
            return new Weight(weight.name(), weight.mean(), weight.std(), weight.spectralNorm(), weight.histogram());
        }
    }

    /** A finding. */
    record Message(Finding.Kind kind, String layer, String text) {

        static Message of(Finding finding) {
            return new Message(finding.kind(), finding.layer().orElse(""), finding.message());
        }
    }

    static Measured of(Diagnosis diagnosis) {
        return new Measured(
                diagnosis.layers().stream().map(Layer::of).toList(),
                diagnosis.unmeasuredLayers(),
                diagnosis.findings().stream().map(Message::of).toList());
    }
}
