package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.PlanOptions;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Tests the initialization of whole networks with a plan. */
class Dl4jTest {

    private static final Plan PLAN = Plan.of(
            Rule.of(Selector.role(Role.WEIGHT), Init.xavierNormal()),
            Rule.of(Selector.role(Role.RECURRENT_WEIGHT), Init.orthogonal()));

    private static DenseLayer dense(int in, int out) {
        return new DenseLayer.Builder().nIn(in).nOut(out).biasInit(0.5).build();
    }

    private static OutputLayer output(int in, int out) {
        return new OutputLayer.Builder(LossFunction.MSE).nIn(in).nOut(out).build();
    }

    private static BatchNormalization batchNorm(int size) {
        return new BatchNormalization.Builder().nIn(size).nOut(size).build();
    }

    private static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(TestNetworks.configuration()
                .graphBuilder()
                .addInputs("x")
                .addLayer("first", dense(3, 4), "x")
                .addLayer("second", dense(4, 4), "first")
                .addLayer("out", output(4, 2), "second")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    private static double std(INDArray array) {
        return Math.sqrt(array.castTo(DataType.DOUBLE).norm2Number().doubleValue()
                * array.castTo(DataType.DOUBLE).norm2Number().doubleValue()
                / array.length());
    }

    private static void assertOrthogonal(INDArray square) {
        INDArray identity = square.castTo(DataType.DOUBLE)
                .mmul(square.castTo(DataType.DOUBLE).transpose());
        assertThat(identity.distance2(Nd4j.eye(square.rows()).castTo(DataType.DOUBLE)))
                .isLessThan(1e-4);
    }

    @Test
    @SuppressWarnings("deprecation") // GravesLSTM
    void eachGateOfAnLstmIsInitializedSeparately() {
        MultiLayerNetwork network = TestNetworks.of(
                new LSTM.Builder().nIn(100).nOut(50).build(),
                new GravesLSTM.Builder().nIn(50).nOut(50).build());

        Dl4j.initialize(network, PLAN);

        INDArray input = network.getParam("0_W");
        for (String layer : List.of("0", "1")) {
            INDArray recurrent = network.getParam(layer + "_RW");
            for (int gate = 0; gate < 4; gate++) {
                assertOrthogonal(recurrent.get(NDArrayIndex.all(), NDArrayIndex.interval(50 * gate, 50 * gate + 50)));
            }
        }
        for (int gate = 0; gate < 4; gate++) {
            double expected = Math.sqrt(2.0 / (100 + 50)); // the std of 5000 values has a standard error of 1 %
            INDArray weight = input.get(NDArrayIndex.all(), NDArrayIndex.interval(50 * gate, 50 * gate + 50));
            assertThat(std(weight)).isCloseTo(expected, within(0.04 * expected));
        }
        INDArray bias = network.getParam("0_b");
        assertThat(bias.get(NDArrayIndex.interval(50, 100))).isEqualTo(Nd4j.ones(50));
        assertThat(bias.sumNumber().doubleValue()).isEqualTo(50);
        INDArray peepholes = network.getParam("1_RW").get(NDArrayIndex.all(), NDArrayIndex.interval(200, 203));
        assertThat(peepholes).isEqualTo(Nd4j.zeros(50, 3));
    }

    @Test
    void parametersGetTheDefaultsOfTheirRoles() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4), batchNorm(4), output(4, 2));
        network.params().assign(7);

        Assignments done = Dl4j.initialize(network, PLAN);

        assertThat(network.getParam("0_b")).isEqualTo(Nd4j.zeros(4));
        assertThat(network.getParam("1_gamma")).isEqualTo(Nd4j.ones(4));
        assertThat(network.getParam("1_beta")).isEqualTo(Nd4j.zeros(4));
        assertThat(done.get("0_W").fans().orElseThrow().fanIn()).isEqualTo(3);
        assertThat(done.elementCount()).isEqualTo(network.numParams() - 8);
    }

    @Test
    void theStatisticsOfABatchNormDoNotChange() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4), batchNorm(4));
        network.params().assign(0.1f);

        Dl4j.initialize(network, PLAN);

        INDArray untouched = Nd4j.valueArrayOf(new long[] {4}, 0.1f, DataType.FLOAT);
        assertThat(network.getParam("1_mean")).isEqualTo(untouched);
        assertThat(network.getParam("1_log10stdev")).isEqualTo(untouched);
    }

    @Test
    void frozenLayersDoNotChange() {
        MultiLayerNetwork pretrained = TestNetworks.of(dense(3, 4), dense(4, 4), output(4, 2));
        MultiLayerNetwork network =
                new TransferLearning.Builder(pretrained).setFeatureExtractor(0).build();
        INDArray before = network.params().dup();

        Assignments done = Dl4j.initialize(network, PLAN.except(Selector.name("2_*")));

        assertThat(network.getParam("0_W")).isEqualTo(pretrained.getParam("0_W"));
        assertThat(network.getParam("0_b")).isEqualTo(pretrained.getParam("0_b"));
        assertThat(network.getParam("1_W")).isNotEqualTo(pretrained.getParam("1_W"));
        assertThat(network.getParam("2_W")).isEqualTo(pretrained.getParam("2_W"));
        assertThat(network.params()).isNotEqualTo(before);
        assertThat(done.get("0_W").reason()).isEqualTo("except where frozen");
        assertThat(done.get("2_W").reason()).isEqualTo("except name 2_*");
    }

    @Test
    void frozenLayersOfAGraphDoNotChange() {
        ComputationGraph pretrained = graph();
        ComputationGraph network = new TransferLearning.GraphBuilder(pretrained)
                .setFeatureExtractor("first")
                .build();

        Dl4j.initialize(network, PLAN);

        assertThat(network.getParam("first_W")).isEqualTo(pretrained.getParam("first_W"));
        assertThat(network.getParam("first_b")).isEqualTo(pretrained.getParam("first_b"));
        assertThat(network.getParam("second_W")).isNotEqualTo(pretrained.getParam("second_W"));
    }

    @Test
    void aRuleThatMatchesOnlyAFrozenLayerIsAccepted() {
        MultiLayerNetwork network = TestNetworks.of(new FrozenLayerWithBackprop(dense(3, 4)), output(4, 2));
        INDArray before = network.getParam("0_W").dup();

        Dl4j.initialize(network, PLAN.withRules(Rule.of(Selector.name("0_W"), Init.ones())));

        assertThat(network.getParam("0_W")).isEqualTo(before);
    }

    @Test
    void applyingAPlanToTheTensorsFillsFrozenLayersToo() {
        MultiLayerNetwork network = TestNetworks.of(new FrozenLayerWithBackprop(dense(3, 4)), output(4, 2));

        PLAN.withRules(Rule.of(Selector.name("0_W"), Init.ones())).apply(Dl4j.tensors(network));

        assertThat(network.getParam("0_W")).isEqualTo(Nd4j.ones(3, 4));
    }

    @Test
    void equalSeedsGiveEqualNetworksOnAnyThread() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4), dense(4, 4), output(4, 2));
        Dl4j.initialize(network, PLAN);

        MultiLayerNetwork onAnotherThread = CompletableFuture.supplyAsync(() -> {
                    MultiLayerNetwork other = TestNetworks.of(dense(3, 4), dense(4, 4), output(4, 2));
                    Nd4j.getRandom().setSeed(99); // has no effect
                    Dl4j.initialize(other, PLAN);
                    return other;
                })
                .join();

        assertThat(onAnotherThread.params()).isEqualTo(network.params());
    }

    @Test
    void theSeedOfThePlanTakesPrecedenceOverTheSeedOfTheNetwork() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4));
        Dl4j.initialize(network, PLAN);
        INDArray byNetwork = network.params().dup();
        Dl4j.initialize(network, PLAN.seeded(TestNetworks.SEED + 1));
        INDArray byPlan = network.params().dup();
        Dl4j.initialize(network, PLAN.seeded(TestNetworks.SEED));

        assertThat(network.params()).isEqualTo(byNetwork).isNotEqualTo(byPlan);
        Dl4j.initialize(network, PLAN, PlanOptions.defaults().withGenerator(Generator.seeded(TestNetworks.SEED + 1)));
        assertThat(network.params()).isEqualTo(byPlan);
    }

    @Test
    void aGraphIsInitializedWithItsOwnSeedInTheOrderOfItsVertices() {
        ComputationGraph network = graph();
        List<String> filled = new ArrayList<>();
        Assignments dry = Dl4j.dryRun(network, PLAN);
        Assignments done = Dl4j.initialize(
                network,
                PLAN,
                PlanOptions.defaults()
                        .withGenerator(Generator.seeded(TestNetworks.SEED))
                        .withProgress(update -> filled.add(update.toString())));
        INDArray explicit = network.params().dup();
        network.params().assign(7);
        Dl4j.initialize(network, PLAN);

        assertThat(network.params()).isEqualTo(explicit);
        assertThat(dry).isEqualTo(done);
        assertThat(filled)
                .containsExactly(
                        "first_W: 12 of 46 elements",
                        "first_b: 16 of 46 elements",
                        "second_W: 32 of 46 elements",
                        "second_b: 36 of 46 elements",
                        "out_W: 44 of 46 elements",
                        "out_b: 46 of 46 elements");
    }

    @Test
    void layersOfEqualShapeGetDifferentValues() {
        MultiLayerNetwork network = TestNetworks.of(dense(4, 4), dense(4, 4));
        Dl4j.initialize(network, PLAN);
        assertThat(network.getParam("0_W")).isNotEqualTo(network.getParam("1_W"));
    }

    @Test
    void appendingALayerDoesNotChangeTheOthers() {
        MultiLayerNetwork shorter = TestNetworks.of(dense(3, 4), dense(4, 5));
        MultiLayerNetwork longer = TestNetworks.of(dense(3, 4), dense(4, 5), dense(5, 6));
        Dl4j.initialize(shorter, PLAN);
        Dl4j.initialize(longer, PLAN);
        assertThat(longer.getParam("0_W")).isEqualTo(shorter.getParam("0_W"));
        assertThat(longer.getParam("1_W")).isEqualTo(shorter.getParam("1_W"));
    }

    @Test
    void aSavedNetworkIsRestoredAndReinitializedWithTheSameValues() throws IOException {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4), batchNorm(4), output(4, 2));
        Dl4j.initialize(network, PLAN);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);

        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()));

        assertThat(restored.params()).isEqualTo(network.params());
        restored.params().assign(0);
        Dl4j.initialize(restored, PLAN);
        assertThat(restored.getParam("0_W")).isEqualTo(network.getParam("0_W"));
        assertThat(restored.getParam("2_W")).isEqualTo(network.getParam("2_W"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT", "HALF"})
    void networksOfAllDataTypesAreInitialized(DataType type) {
        MultiLayerNetwork network = TestNetworks.of(TestNetworks.configuration().dataType(type), dense(3, 4));
        network.params().assign(0);
        Dl4j.initialize(network, PLAN);
        assertThat(network.params().dataType()).isEqualTo(type);
        assertThat(network.getParam("0_W").castTo(DataType.DOUBLE).norm2Number().doubleValue())
                .isBetween(0.5, 5.0);
    }

    @Test
    void aDryRunWritesNothingAndReturnsTheSameAssignments() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4), output(4, 2));
        INDArray before = network.params().dup();
        Assignments dry = Dl4j.dryRun(network, PLAN);
        assertThat(network.params()).isEqualTo(before);
        assertThat(dry).isEqualTo(Dl4j.initialize(network, PLAN));
    }

    private static void assertRejected(
            MultiLayerNetwork network, Class<? extends Exception> type, ThrowingCallable call, String message) {
        INDArray before = network.params().dup();
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
        assertThat(network.params()).isEqualTo(before);
    }

    @Test
    void anInvalidPlanIsRejectedAndNothingIsWritten() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4), output(4, 2));
        Plan noWeights = Plan.of(Rule.of(Selector.role(Role.BIAS), Init.ones()));
        Plan unsuitable = PLAN.withRules(Rule.of(Selector.name("1_b"), Init.orthogonal()));
        Plan misspelled = PLAN.withRules(Rule.of(Selector.layer("Dens"), Init.ones()));
        assertRejected(
                network,
                IllegalArgumentException.class,
                () -> Dl4j.initialize(network, noWeights),
                "no rule matches 0_W, 1_W, and the role weight has no default initializer; add a rule");
        assertRejected(
                network, IllegalArgumentException.class, () -> Dl4j.initialize(network, unsuitable), "1_b: orthogonal");
        assertRejected(
                network,
                IllegalArgumentException.class,
                () -> Dl4j.dryRun(network, misspelled),
                "rule \"layer Dens: ones\" matches none of the 2 layer types DenseLayer, OutputLayer; correct its selector (did you mean Dens*?)");
        assertRejected(
                network, NullPointerException.class, () -> Dl4j.initialize(network, null), "plan must not be null");
        assertRejected(
                network,
                NullPointerException.class,
                () -> Dl4j.initialize(network, PLAN, null),
                "options must not be null");
        assertRejected(
                network,
                IllegalArgumentException.class,
                () -> Dl4j.initialize(network, PLAN, PlanOptions.defaults().withLayout(Layout.OUT_IN)),
                "received options with the layout OI*");
        assertRejected(
                network,
                UnsupportedOperationException.class,
                () -> Dl4j.initialize(network, PLAN, PlanOptions.defaults().withGenerator(Generator.torch(1))),
                "name");
    }

    @Test
    void anUninitializedNetworkIsRejected() {
        MultiLayerNetwork layers = new MultiLayerNetwork(
                TestNetworks.configuration().list(dense(3, 4)).build());
        assertThatThrownBy(() -> Dl4j.initialize(layers, PLAN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the MultiLayerNetwork must have parameters, but init() was not called; call it first");
        ComputationGraph graph = new ComputationGraph(graph().getConfiguration());
        assertThatThrownBy(() -> Dl4j.tensors(graph))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the ComputationGraph must have parameters, but init() was not called");
    }

    @Test
    void nullArgumentsAreReportedByName() {
        assertThatThrownBy(() -> Dl4j.tensors((MultiLayerNetwork) null)).hasMessage("network must not be null");
        assertThatThrownBy(() -> Dl4j.tensors((ComputationGraph) null)).hasMessage("network must not be null");
    }

    @Test
    void writingToTheTensorsChangesTheNetwork() {
        MultiLayerNetwork network = TestNetworks.of(dense(3, 4));
        for (Tensor tensor : Dl4j.tensors(network)) {
            tensor.array().assign(3);
        }
        assertThat(network.params()).isEqualTo(Nd4j.ones(16).mul(3));
    }
}
