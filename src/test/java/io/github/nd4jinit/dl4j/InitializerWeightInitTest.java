package io.github.nd4jinit.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Tests initializers that are set with DL4J's builders. */
class InitializerWeightInitTest {

    private static final IWeightInit HE = Dl4j.weightInit(Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU));
    private static final IWeightInit ORTHOGONAL = Dl4j.weightInit(Init.orthogonal());

    /** {@code Dl4j.weightInit(Init.normal(0, 0.02), Layout.IN_OUT)}, as Java serialization writes it. */
    private static final String SERIALIZED =
            "rO0ABXNyAC1pby5naXRodWIubmQ0amluaXQuZGw0ai5Jbml0aWFsaXplcldlaWdodEluaXQAAAAAAAAAAAIAAkwAC2luaXRpYWxpemVydAASTGphdmEvbGFuZy9TdHJpbmc7TAAGbGF5b3V0cQB+AAF4cHQAGm5vcm1hbChtZWFuPTAuMCwgc3RkPTAuMDIpdAADKklP";

    private static DenseLayer dense(int in, int out) {
        return new DenseLayer.Builder().nIn(in).nOut(out).build();
    }

    private static MultiLayerNetwork digits() {
        return TestNetworks.of(
                HE,
                dense(3, 4),
                dense(4, 4),
                new OutputLayer.Builder(LossFunction.MSE).nIn(4).nOut(2).build());
    }

    /** Returns the values of the first parameter that DL4J initializes. */
    private static INDArray firstValues(Initializer initializer, Layout layout, long... shape) {
        Nd4j.getRandom().setSeed(TestNetworks.SEED);
        long seed = Nd4j.getRandom().nextLong();
        return initializer.initialize(Nd4j.create(DataType.FLOAT, shape), layout, Generator.seeded(seed));
    }

    @Test
    void aNetworkWideWeightInitFillsAllWeights() {
        MultiLayerNetwork network = digits();
        Initializer he = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU);
        assertThat(network.getParam("0_W")).isEqualTo(firstValues(he, Layout.IN_OUT, 3, 4));
        assertThat(network.params().getDouble(0))
                .isEqualTo(network.getParam("0_W").getDouble(0, 0));
        assertThat(network.getParam("1_W")).isNotEqualTo(network.getParam("2_W"));
    }

    @Test
    void theWeightInitOfALayerFillsOnlyThatLayer() {
        MultiLayerNetwork network = TestNetworks.of(
                dense(3, 4),
                new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(4)
                        .weightInit(Dl4j.weightInit(Init.eye()))
                        .build());
        assertThat(network.getParam("1_W")).isEqualTo(Nd4j.eye(4));
        assertThat(network.getParam("0_W").norm2Number().doubleValue()).isPositive();
    }

    @Test
    void recurrentWeightsAreFilledGateByGate() {
        MultiLayerNetwork network = TestNetworks.of(
                HE,
                new LSTM.Builder()
                        .nIn(3)
                        .nOut(8)
                        .weightInitRecurrent(ORTHOGONAL)
                        .build(),
                new SimpleRnn.Builder()
                        .nIn(8)
                        .nOut(8)
                        .weightInitRecurrent(ORTHOGONAL)
                        .build());
        assertOrthogonalGates(network.getParam("0_RW"));
        assertOrthogonal(network.getParam("1_RW"));
        Initializer he = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU);
        assertThat(network.getParam("0_W")).isEqualTo(firstValues(he, Layout.IN_OUT.packed(4), 3, 32));
    }

    @Test
    @SuppressWarnings("deprecation") // GravesLSTM
    void peepholesAreSetToZero() {
        MultiLayerNetwork network = TestNetworks.of(
                ORTHOGONAL, new GravesLSTM.Builder().nIn(3).nOut(8).build());
        INDArray recurrent = network.getParam("0_RW");
        assertOrthogonalGates(recurrent);
        assertThat(recurrent.get(NDArrayIndex.all(), NDArrayIndex.interval(32, 35)))
                .isEqualTo(Nd4j.zeros(8, 3));
    }

    private static void assertOrthogonalGates(INDArray recurrent) {
        for (int gate = 0; gate < 4; gate++) {
            assertOrthogonal(recurrent.get(NDArrayIndex.all(), NDArrayIndex.interval(8 * gate, 8 * gate + 8)));
        }
    }

    private static void assertOrthogonal(INDArray square) {
        assertThat(square.mmul(square.transpose()).distance2(Nd4j.eye(square.rows())))
                .isLessThan(1e-5);
    }

    @Test
    void theKernelOfA1DConvolutionIsFilledInTheOrderThatTheLayerUses() {
        Initializer he = Init.kaimingNormal();
        MultiLayerNetwork network = TestNetworks.of(
                Dl4j.weightInit(he),
                new Convolution1DLayer.Builder(5, 1).nIn(3).nOut(4).build());
        assertThat(ParameterViews.kernel(network.getParam("0_W")))
                .isEqualTo(firstValues(he, Layout.of("KIO"), 5, 3, 4));
    }

    @Test
    void anExplicitLayoutReplacesTheGuessedLayout() {
        // without the layout, this recurrent weight is treated like the weight of a dense layer
        IWeightInit given = Dl4j.weightInit(Init.orthogonal(), Layout.IN_OUT.packed(4));
        MultiLayerNetwork network = TestNetworks.of(
                new LSTM.Builder().nIn(24).nOut(8).weightInitRecurrent(given).build());
        assertOrthogonalGates(network.getParam("0_RW"));
        assertThat(given).isEqualTo(Dl4j.weightInit(Init.orthogonal(), Layout.IN_OUT.packed(4)));
        assertThat(given).isNotEqualTo(ORTHOGONAL);
    }

    @Test
    void equalSeedsGiveEqualNetworksOnAnyThread() {
        INDArray here = digits().params();
        INDArray there = CompletableFuture.supplyAsync(() -> {
                    Nd4j.getRandom().setSeed(99); // has no effect
                    return digits().params();
                })
                .join();
        assertThat(there).isEqualTo(here);
    }

    @Test
    void bothDirectionsOfABidirectionalLayerAreFilledReproducibly() {
        MultiLayerNetwork network = bidirectional();
        assertThat(network.getParam("0_fW")).isNotEqualTo(network.getParam("0_bW"));
        assertThat(bidirectional().params()).isEqualTo(network.params());
    }

    private static MultiLayerNetwork bidirectional() {
        return TestNetworks.of(
                HE, new Bidirectional(new LSTM.Builder().nIn(3).nOut(4).build()));
    }

    static Stream<IWeightInit> weightInits() {
        return Stream.of(
                HE,
                Dl4j.weightInit(
                        Init.normal(0, 0.02).withZeroRow(0), Layout.of("OI").packed(2)));
    }

    private static MultiLayerConfiguration configuration(IWeightInit weightInit) {
        return TestNetworks.configuration()
                .weightInit(weightInit)
                .list(dense(3, 4))
                .build();
    }

    @ParameterizedTest
    @MethodSource("weightInits")
    void jsonYamlCloningAndSerializationPreserveAWeightInit(IWeightInit weightInit) throws Exception {
        MultiLayerConfiguration saved = configuration(weightInit);
        assertThat(MultiLayerConfiguration.fromJson(saved.toJson())).isEqualTo(saved);
        assertThat(MultiLayerConfiguration.fromYaml(saved.toYaml())).isEqualTo(saved);
        assertThat(saved.clone()).isEqualTo(saved);
        assertThat(deserialized(serialized(weightInit))).isEqualTo(weightInit).hasSameHashCodeAs(weightInit);

        DenseLayer layer = (DenseLayer)
                MultiLayerConfiguration.fromJson(saved.toJson()).getConf(0).getLayer();
        assertThat(layer.getWeightInitFn()).isEqualTo(weightInit).isNotSameAs(weightInit);
    }

    private static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @Test
    void savedConfigurationsContainTheInitializerAndTheLayoutAsText() {
        // these strings are part of the format of saved models
        assertThat(configuration(Dl4j.weightInit(Init.normal(0, 0.02), Layout.IN_OUT))
                        .toJson())
                .contains("\"@class\" : \"io.github.nd4jinit.dl4j.InitializerWeightInit\"")
                .contains("\"initializer\" : \"normal(mean=0.0, std=0.02)\"")
                .contains("\"layout\" : \"*IO\"");
    }

    @Test
    void aSavedModelIsRestoredWithItsWeightInit() throws IOException {
        MultiLayerNetwork network = digits();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()));
        assertThat(restored.params()).isEqualTo(network.params());
        assertThat(restored.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
    }

    @Test
    void theLayersOfAGraphAreFilled() {
        ComputationGraph network = new ComputationGraph(TestNetworks.configuration()
                .weightInit(HE)
                .graphBuilder()
                .addInputs("x")
                .addLayer("a", dense(3, 4), "x")
                .setOutputs("a")
                .validateOutputLayerConfig(false)
                .build());
        network.init();
        Initializer he = Init.kaimingNormal(FanMode.FAN_OUT, Nonlinearity.RELU);
        assertThat(network.getParam("a_W")).isEqualTo(firstValues(he, Layout.IN_OUT, 3, 4));
    }

    @Test
    void aLambdaIsRejectedBecauseItHasNoTextForm() {
        Initializer lambda = (array, layout, generator) -> array.assign(0.5);
        assertThatThrownBy(() -> Dl4j.weightInit(lambda))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("weightInit: the initializer must have a text that Initializer.parse accepts")
                .hasMessageContaining("but was " + lambda)
                .hasMessageEndingWith("use an initializer of Init, or Dl4j.initialize(network, plan) after init()");
        assertThatThrownBy(() -> Dl4j.weightInit(null)).hasMessage("weightInit: initializer must not be null");
        assertThatThrownBy(() -> Dl4j.weightInit(Init.ones(), null)).hasMessage("weightInit: layout must not be null");
    }

    @Test
    void invalidTextInAConfigurationIsRejected() {
        String json = configuration(Dl4j.weightInit(Init.ones(), Layout.IN_OUT)).toJson();
        assertThatThrownBy(() -> MultiLayerConfiguration.fromJson(json.replace("ones", "onse")))
                .hasStackTraceContaining(message(() -> Initializer.parse("onse")));
        assertThatThrownBy(() -> MultiLayerConfiguration.fromJson(json.replace("*IO", "*IQ")))
                .hasStackTraceContaining(message(() -> Layout.parse("*IQ")));
        assertThatThrownBy(() -> MultiLayerConfiguration.fromJson(json.replace("\"ones\"", "null")))
                .hasStackTraceContaining("weightInit: initializer must not be null");
    }

    private static String message(ThrowingCallable call) {
        return catchThrowableOfType(IllegalArgumentException.class, call).getMessage();
    }

    @Test
    void theSerializedFormContainsOnlyThePublishedClassName() throws Exception {
        IWeightInit weightInit = Dl4j.weightInit(Init.normal(0, 0.02), Layout.IN_OUT);
        List<String> classes = new ArrayList<>();
        InputStream bytes = new ByteArrayInputStream(serialized(weightInit));
        try (ObjectInputStream in = new ObjectInputStream(bytes) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                classes.add(description.getName());
                return super.resolveClass(description);
            }
        }) {
            assertThat(in.readObject()).isEqualTo(weightInit);
        }
        assertThat(classes).containsExactly("io.github.nd4jinit.dl4j.InitializerWeightInit");
    }

    @Test
    void theSerializedFormDoesNotChange() throws Exception {
        byte[] published = Base64.getDecoder().decode(SERIALIZED);
        IWeightInit weightInit = Dl4j.weightInit(Init.normal(0, 0.02), Layout.IN_OUT);
        assertThat(deserialized(published)).isEqualTo(weightInit);
        assertThat(Base64.getEncoder().encodeToString(serialized(weightInit))).isEqualTo(SERIALIZED);
    }

    @ParameterizedTest
    @CsvSource({"std=0.02, std=-1.0", "normal(, normol(", "*IO, *IQ"})
    void aTamperedStreamIsRejectedWithTheMessageForItsText(String original, String tampered) throws Exception {
        IWeightInit weightInit = Dl4j.weightInit(Init.normal(0, 0.02), Layout.IN_OUT);
        String stream = new String(serialized(weightInit), StandardCharsets.ISO_8859_1);
        assertThat(stream).contains(original);
        byte[] bytes = stream.replace(original, tampered).getBytes(StandardCharsets.ISO_8859_1);
        String message = message(() -> {
            Initializer.parse("normal(mean=0.0, std=0.02)".replace(original, tampered));
            Layout.parse("*IO".replace(original, tampered));
        });
        assertThatThrownBy(() -> deserialized(bytes))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage(message);
    }
}
