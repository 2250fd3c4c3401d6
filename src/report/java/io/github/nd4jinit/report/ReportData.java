package io.github.nd4jinit.report;

import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.diagnose.Histogram;
import io.github.nd4jinit.diagnose.LayerReport;
import io.github.nd4jinit.diagnose.WeightReport;
import io.github.nd4jinit.plan.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonSerializer;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializerProvider;
import org.nd4j.shade.jackson.databind.module.SimpleModule;

/** The content of a report, in the JSON format of {@link Report#json()}: the names of the components are the keys. */
record ReportData(
        int version, String title, String note, int classCount, List<DiagnosisData> diagnoses, List<RunData> runs) {

    /** The version of the format. */
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(double.class, new RoundedNumbers())
                    .addSerializer(Double.class, new RoundedNumbers()));

    static ReportData of(Report report) {
        return new ReportData(
                VERSION,
                report.title(),
                report.note(),
                report.classCount(),
                report.diagnoses().stream().map(DiagnosisData::of).toList(),
                report.trainingRuns().stream().map(RunData::of).toList());
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException impossible) { // for records
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes numbers with five significant digits, and null for NaN and infinity, which JSON cannot represent. */
    private static final class RoundedNumbers extends JsonSerializer<Double> {

        private static final MathContext DIGITS = new MathContext(5);

        @Override
        public void serialize(Double number, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(number)) {
                out.writeNumber(new BigDecimal(number).round(DIGITS).doubleValue());
            } else {
                out.writeNull();
            }
        }
    }

    /** The configuration of a network. */
    record ConfigurationData(String label, String nonlinearity, int hiddenLayers) {

        static ConfigurationData of(Configuration configuration) {
            return new ConfigurationData(
                    configuration.label(), configuration.nonlinearity(), configuration.hiddenLayers());
        }
    }

    /** A diagnosis. */
    record DiagnosisData(
            ConfigurationData configuration,
            List<LayerData> layers,
            List<String> unmeasuredLayers,
            List<FindingData> findings) {

        static DiagnosisData of(LabeledDiagnosis labeled) {
            Map<String, Assignment> assignments = new HashMap<>();
            labeled.assignments()
                    .ifPresent(all -> all.forEach(
                            assignment -> assignments.put(assignment.parameter().name(), assignment)));
            return new DiagnosisData(
                    ConfigurationData.of(labeled.configuration()),
                    labeled.diagnosis().layers().stream()
                            .map(layer -> LayerData.of(layer, assignments))
                            .toList(),
                    labeled.diagnosis().unmeasuredLayers(),
                    labeled.diagnosis().findings().stream().map(FindingData::of).toList());
        }
    }

    /** The measurements at a layer. */
    record LayerData(
            String name,
            long units,
            double outputMean,
            double outputStd,
            double activationMean,
            double activationStd,
            double activationRms,
            double rmsRatio,
            double deadFraction,
            double saturatedFraction,
            double gradientRms,
            List<WeightData> weights) {

        static LayerData of(LayerReport layer, Map<String, Assignment> assignments) {
            return new LayerData(
                    layer.name(),
                    layer.units(),
                    layer.outputMean(),
                    layer.outputStd(),
                    layer.activationMean(),
                    layer.activationStd(),
                    layer.activationRms(),
                    layer.rmsRatio(),
                    layer.deadFraction(),
                    layer.saturatedFraction(),
                    layer.gradientRms(),
                    layer.weights().stream()
                            .map(weight -> WeightData.of(weight, assignments.get(weight.name())))
                            .toList());
        }
    }

    /**
     * The statistics of a weight and, if it is known, the density of its initializer at the center of each bin of the
     * histogram.
     */
    record WeightData(
            String name,
            double mean,
            double std,
            double spectralNorm,
            Histogram histogram,
            @Nullable String initializer,
            List<Double> expectedDensity) {

        static WeightData of(WeightReport weight, @Nullable Assignment assignment) {
            return new WeightData(
                    weight.name(),
                    weight.mean(),
                    weight.std(),
                    weight.spectralNorm(),
                    weight.histogram(),
                    assignment == null
                            ? null
                            : assignment.initializer().map(Object::toString).orElse(null),
                    assignment == null
                            ? List.of()
                            : InitializerDensity.of(assignment)
                                    .map(density -> atCenters(density, weight.histogram()))
                                    .orElse(List.of()));
        }

        private static List<Double> atCenters(Density density, Histogram histogram) {
            List<Double> edges = histogram.edges();
            return IntStream.range(1, edges.size())
                    .mapToObj(i -> density.at((edges.get(i - 1) + edges.get(i)) / 2))
                    .toList();
        }
    }

    /** A finding. */
    record FindingData(Finding.Kind kind, @Nullable String layer, String message) {

        static FindingData of(Finding finding) {
            return new FindingData(finding.kind(), finding.layer().orElse(null), finding.message());
        }
    }

    /**
     * A training run. Each point is an array of its step, its loss and its accuracy rather than an object, because
     * there are many points.
     */
    record RunData(ConfigurationData configuration, long seed, List<List<Number>> points) {

        static RunData of(TrainingRun run) {
            return new RunData(
                    ConfigurationData.of(run.configuration()),
                    run.seed(),
                    run.points().stream()
                            .map(point -> List.<Number>of(point.step(), point.loss(), point.accuracy()))
                            .toList());
        }
    }
}
