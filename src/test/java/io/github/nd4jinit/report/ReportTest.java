package io.github.nd4jinit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.DiagnosisFixtures;
import io.github.nd4jinit.diagnose.Finding;
import io.github.nd4jinit.dl4j.Dl4j;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.random.Generator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Tests the page as text; {@link PageTest} tests it in a browser. */
class ReportTest {

    private static JsonNode json(Report report) throws IOException {
        return new ObjectMapper().readTree(report.json());
    }

    private static JsonNode embeddedData(Report report) throws IOException {
        String before = "<script type=\"application/json\" id=\"data\">";
        String html = report.html();
        int begin = html.indexOf(before) + before.length();
        return new ObjectMapper().readTree(html.substring(begin, html.indexOf("</script>", begin)));
    }

    /** Returns the page without the chart library, because the library contains URLs. */
    private static String withoutChartLibrary(String html) throws IOException {
        try (InputStream library = Report.class.getResourceAsStream("echarts.min.js")) {
            return html.replace(new String(library.readAllBytes(), StandardCharsets.UTF_8), "");
        }
    }

    // --- page -------------------------------------------------------------------------------------------------------

    @Test
    void thePageIsASingleFileWithoutExternalReferences(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.html");
        Reports.good().write(file);
        assertThat(withoutChartLibrary(Files.readString(file)))
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Good and bad</title>", "default-src 'none'")
                .doesNotContainPattern("<script[^>]* src=|<link[^>]* href=\"http|@import|url\\(");
    }

    /** The page also needs the licenses of the components of the chart library, because it is distributed without the jar. */
    @Test
    void thePageContainsAllLicenses() throws IOException {
        String html = withoutChartLibrary(Reports.empty().html());
        assertThat(html)
                .contains(
                        "Copyright 2017-2026 The Apache Software Foundation",
                        "Apache License\n                           Version 2.0, January 2004",
                        "Copyright (c) 2017, Baidu Inc.",
                        "Neither the name of the copyright holder nor the names of its",
                        "Copyright 2010-2016 Mike Bostock",
                        "Copyright (c) Microsoft Corporation.")
                .doesNotContain("{{");
    }

    @Test
    void markupInTextIsEscaped() throws IOException {
        String html = withoutChartLibrary(Reports.bad().html());
        assertThat(html)
                .doesNotContain("<img")
                .contains("<title>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;{{data}}$1<");
        assertThat(embeddedData(Reports.bad()).at("/runs/0/configuration/label").asText())
                .isEqualTo("</script><img src=x onerror=alert(1)>{{data}}$1");
    }

    // --- data -------------------------------------------------------------------------------------------------------

    @Test
    void thePageContainsTheJson() throws IOException {
        assertThat(embeddedData(Reports.good())).isEqualTo(json(Reports.good()));
    }

    @Test
    void theJsonContainsAllInputData() throws IOException {
        JsonNode data = json(Reports.good());
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactly("version", "title", "note", "classCount", "diagnoses", "runs");
        assertThat(data.at("/version").asInt()).isEqualTo(1);
        assertThat(data.at("/title").asText()).isEqualTo("Good and bad");
        assertThat(data.at("/note").asText()).isEqualTo("Measured on a Monday.");
        assertThat(data.at("/classCount").asInt()).isEqualTo(10);
        assertThat(data.at("/runs")).hasSize(16);
        assertThat(data.at("/runs/0/configuration").toString())
                .isEqualTo("{\"label\":\"kaiming_normal\",\"nonlinearity\":\"relu\",\"hiddenLayers\":2}");
        assertThat(data.at("/runs/0/seed").asInt()).isEqualTo(1);
        assertThat(data.at("/runs/0/points/1").toString()).isEqualTo("[20,0.25,0.84]");
        assertThat(data.at("/diagnoses")).hasSize(8);
        assertThat(data.at("/diagnoses/2/layers")).hasSize(6);
    }

    /** The script of the page reads these keys; without them, it would show "undefined". */
    @Test
    void diagnosesHaveTheKeysThatTheScriptReads() throws IOException {
        JsonNode diagnosis = json(Reports.single()).at("/diagnoses/0");
        assertThat(diagnosis.fieldNames())
                .toIterable()
                .containsExactly("configuration", "layers", "unmeasuredLayers", "findings");
        assertThat(diagnosis.at("/layers/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "units",
                        "outputMean",
                        "outputStd",
                        "activationMean",
                        "activationStd",
                        "activationRms",
                        "rmsRatio",
                        "deadFraction",
                        "saturatedFraction",
                        "gradientRms",
                        "weights");
        assertThat(diagnosis.at("/layers/0/weights/0").fieldNames())
                .toIterable()
                .containsExactly("name", "mean", "std", "spectralNorm", "histogram", "initializer", "expectedDensity");
        assertThat(diagnosis.at("/layers/0/weights/0/histogram").fieldNames())
                .toIterable()
                .containsExactly("low", "high", "counts");
        assertThat(diagnosis.at("/unmeasuredLayers").toString()).isEqualTo("[\"pool\",\"flatten\"]");
        assertThat(diagnosis.at("/findings/0").toString())
                .isEqualTo("{\"kind\":\"HEALTHY\",\"layer\":null,\"message\":\"all is well\"}");
    }

    @Test
    void nonFiniteNumbersAreNull() throws IOException {
        assertThat(json(Reports.bad()).at("/runs/0/points/0").toString()).isEqualTo("[10,null,null]");
    }

    // --- expected densities -----------------------------------------------------------------------------------------

    private static Assignments assignments(String name) {
        return Plan.of(Rule.of(Selector.name("*"), Init.normal(0, 0.5)))
                .assign(List.of(Parameter.of(name, Role.WEIGHT, Layout.OUT_IN, 8, 8)));
    }

    @Test
    void densitiesAreEvaluatedAtTheCentersOfTheBins() throws IOException {
        JsonNode data = json(Report.of(
                "Densities",
                Reports.labeled("normal", 1, 1).withAssignments(assignments("W")),
                Reports.labeled("other", 1, 1)));
        JsonNode weight = data.at("/diagnoses/0/layers/0/weights/0");
        assertThat(weight.at("/expectedDensity").toString()).isEqualTo("[0.25904,0.70413,0.70413,0.25904]");
        assertThat(weight.at("/initializer").asText()).isEqualTo("normal(mean=0.0, std=0.5)");
        JsonNode other = data.at("/diagnoses/1/layers/0/weights/0");
        assertThat(other.at("/expectedDensity").toString()).isEqualTo("[]");
        assertThat(other.at("/initializer").isNull()).isTrue();
    }

    @Test
    void weightsWithoutAnAssignmentHaveNoDensity() throws IOException {
        Diagnosis diagnosis = Reports.single()
                .diagnoses()
                .get(0)
                .diagnosis(); // the weights are W and RW in the first layer, W in the second
        JsonNode layers = json(Report.of("Some", diagnosis, assignments("W"))).at("/diagnoses/0/layers");
        assertThat(layers.at("/0/weights/0/expectedDensity")).hasSize(4);
        assertThat(layers.at("/0/weights/1/expectedDensity")).isEmpty();
    }

    /** The assignments and the measured weights of a network have the same names. */
    @Test
    void everyWeightOfADl4jNetworkHasItsDensity() throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(6)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(12)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 2))
                .build());
        network.init();
        Assignments assignments =
                Dl4j.initialize(network, Recipes.torch(), PlanOptions.defaults().withGenerator(Generator.seeded(1)));
        DataSet batch = new DataSet(Nd4j.rand(DataType.FLOAT, 4, 2, 8, 8), Nd4j.createFromArray(new float[][] {
            {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}
        }));
        Diagnosis diagnosis = Diagnosis.of(Dl4j.probe(network, batch));
        JsonNode layers = json(Report.of("DL4J", diagnosis, assignments)).at("/diagnoses/0/layers");
        assertThat(layers)
                .hasSize(3)
                .allSatisfy(layer ->
                        assertThat(layer.at("/weights/0/expectedDensity")).isNotEmpty());
    }

    @Test
    void assignmentsOfAnotherNetworkAreRejected() {
        LabeledDiagnosis diagnosis = Reports.labeled("normal", 1, 1);
        assertThatThrownBy(() -> diagnosis.withAssignments(assignments("0_W")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "diagnosis normal: none of the 2 measured weights, such as W, is among the 1 assigned parameters; pass the assignments of the same network");
        LabeledDiagnosis empty =
                LabeledDiagnosis.of("empty", DiagnosisFixtures.diagnosis(List.of(), List.of(), List.of()));
        assertThat(empty.withAssignments(assignments("0_W")).assignments()).isPresent();
    }

    // --- values -----------------------------------------------------------------------------------------------------

    @Test
    void theLabelOfASingleNetworkIsTheTitle() {
        Diagnosis diagnosis = DiagnosisFixtures.diagnosis(
                List.of(), List.of(), List.of(DiagnosisFixtures.finding(Finding.Kind.UNKNOWN, "no layer")));
        Report report = Report.of("My network", diagnosis);
        assertThat(report.diagnoses()).singleElement().satisfies(labeled -> {
            assertThat(labeled.configuration()).isEqualTo(Configuration.of("My network"));
            assertThat(labeled.diagnosis()).isSameAs(diagnosis);
            assertThat(labeled.assignments()).isEmpty();
        });
        assertThat(report).hasToString("My network (diagnoses: 1, training runs: 0)");
        assertThat(report.classCount()).isZero();
        assertThat(report.note()).isEmpty();
    }

    @Test
    void twoDiagnosesWithTheSameConfigurationAreRejected() {
        LabeledDiagnosis twice = Reports.initialized("kaiming_normal", Nonlinearity.RELU, 2);
        assertThatThrownBy(() -> Report.of("twice", twice, twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "report: two diagnoses have the configuration kaiming_normal, relu, 2 hidden layers; give each its own label, such as \"kaiming_normal, trained\"");
    }

    @Test
    void aTrainingRunNeedsAtLeastOnePoint() {
        Configuration ones = Configuration.of("ones").withNonlinearity("relu").withHiddenLayers(1);
        assertThatThrownBy(() -> TrainingRun.of(ones, 7, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "training run: needs at least one point, but received none for ones, relu, 1 hidden layer, seed 7; leave out runs that have not started");
    }

    @Test
    void trainingRunsNeedAPositiveNumberOfClasses() {
        assertThatThrownBy(() -> Report.of("none").withTrainingRuns(0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "report: classCount must be positive, but was 0; pass the number of classes of the examples");
    }

    @Test
    void theNumberOfHiddenLayersMustNotBeNegative() {
        assertThatThrownBy(() -> Configuration.of("ones").withHiddenLayers(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("configuration: hiddenLayers must not be negative, but was -1; pass 0 if it is not given");
    }

    @Test
    void valueObjectsAreComparedByContent() {
        Configuration ones = Configuration.of("ones").withNonlinearity("relu");
        assertThat(Configuration.of("ones").withNonlinearity("relu"))
                .isEqualTo(ones)
                .hasSameHashCodeAs(ones)
                .isNotEqualTo(ones.withHiddenLayers(1))
                .isNotEqualTo(Configuration.of("ones"))
                .isNotEqualTo(Configuration.of("zeros").withNonlinearity("relu"))
                .isNotEqualTo("ones");
        TrainingPoint point = TrainingPoint.of(10, Double.NaN, 0.5);
        assertThat(TrainingPoint.of(10, Double.NaN, Double.NaN))
                .isEqualTo(point)
                .hasSameHashCodeAs(point)
                .hasToString("step 10: loss NaN, accuracy NaN")
                .isNotEqualTo(TrainingPoint.of(11, Double.NaN, 0.5))
                .isNotEqualTo(TrainingPoint.of(10, 1, 0.5))
                .isNotEqualTo("10");
        assertThat(TrainingPoint.of(10, 1, 0.5)).isNotEqualTo(TrainingPoint.of(10, 1, 0.25));
        TrainingRun run = TrainingRun.of(ones, 1, List.of(point));
        assertThat(TrainingRun.of(ones, 1, List.of(point)))
                .isEqualTo(run)
                .hasSameHashCodeAs(run)
                .hasToString("ones, relu, seed 1, step 10: loss NaN, accuracy NaN")
                .isNotEqualTo(TrainingRun.of(ones, 2, List.of(point)))
                .isNotEqualTo(TrainingRun.of(Configuration.of("ones"), 1, List.of(point)))
                .isNotEqualTo(TrainingRun.of(ones, 1, List.of(point, point)))
                .isNotEqualTo("ones");
        assertThat(Reports.labeled("ones", 1)).hasToString("ones");
    }

    /** Outputs that are not finite are not predictions. */
    @Test
    void divergedPointsHaveNoAccuracy() {
        assertThat(TrainingPoint.of(10, Double.POSITIVE_INFINITY, 0.13).accuracy())
                .isNaN();
        assertThat(TrainingRun.of(Configuration.of("ones"), 1, List.of(TrainingPoint.of(10, Double.NaN, 1)))
                        .isDiverged())
                .isTrue();
    }
}
