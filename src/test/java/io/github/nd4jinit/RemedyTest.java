package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.torch.TorchModules;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Literally applies the remedies that error messages suggest, and checks that the error disappears. */
class RemedyTest {

    private static final Generator SEEDED = Generator.seeded(1);
    private static final double NAN = Double.NaN;
    private static final long MANY = 1L << 32;

    private static INDArray array(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape);
    }

    private static INDArray typed(DataType type) {
        return Nd4j.create(type, 3, 4);
    }

    private static String message(ThrowingCallable call) {
        try {
            call.call();
        } catch (Throwable thrown) {
            assertThat(thrown)
                    .isInstanceOfAny(
                            IllegalArgumentException.class,
                            IllegalStateException.class,
                            UnsupportedOperationException.class);
            return Objects.requireNonNull(thrown.getMessage());
        }
        throw new AssertionError("the call threw no exception");
    }

    private static void initialize(Initializer initializer, Layout layout, Generator generator, long... shape) {
        initializer.initialize(array(shape), layout, generator);
    }

    private static ThrowingCallable filling(Initializer initializer, long... shape) {
        return () -> initialize(initializer, Layout.OUT_IN, SEEDED, shape);
    }

    private static ThrowingCallable filling(Initializer initializer, Layout layout, long... shape) {
        return () -> initialize(initializer, layout, SEEDED, shape);
    }

    private static ThrowingCallable filling(Initializer initializer, Generator generator, long... shape) {
        return () -> initialize(initializer, Layout.OUT_IN, generator, shape);
    }

    private static ThrowingCallable filling(Initializer initializer, DataType type, Generator generator) {
        return () -> initializer.initialize(typed(type), generator);
    }

    private static ThrowingCallable fillingSlice(Initializer initializer, Generator generator, long... shape) {
        return () -> initializer.initializeSlice(array(2, 2), shape, new long[2], Layout.OUT_IN, generator);
    }

    private static Arguments remedy(String remedy, ThrowingCallable failingCall, ThrowingCallable... correctedCalls) {
        return Arguments.of(remedy, failingCall, correctedCalls);
    }

    static Stream<Arguments> parameters() {
        FanMode in = FanMode.FAN_IN;
        return Stream.of(
                remedy("pass a finite number", () -> Init.constant(NAN), () -> Init.constant(0.3)),
                remedy("pass 0 or more", () -> Init.normal(0, -1), () -> Init.normal(0, 0)),
                remedy(
                        "pass 0 or more",
                        () -> Init.ones().withZeroRow(-1),
                        () -> Init.ones().withZeroRow(0)),
                remedy(
                        "pass a number above 0",
                        () -> Init.varianceScaling(0, in, Distribution.NORMAL),
                        () -> Init.varianceScaling(Double.MIN_VALUE, in, Distribution.NORMAL)),
                remedy("pass 1 or more", () -> Init.dirac(0), () -> Init.dirac(1)),
                remedy("swap them", () -> Init.uniform(2, 1), () -> Init.uniform(1, 2)),
                remedy(
                        "move the bounds closer together",
                        () -> Init.uniform(-1e308, 1e308),
                        () -> Init.uniform(-1e307, 1e307)),
                remedy(
                        "pass the lower bound as a and the upper bound as b",
                        () -> Init.truncNormal(0, 1, 2, -2),
                        () -> Init.truncNormal(0, 1, -2, 2)),
                remedy(
                        "move the bounds closer to the mean (they are absolute, not multiples of std)",
                        () -> Init.truncNormal(0, 0.02, 1, 2),
                        () -> Init.truncNormal(0, 0.02, 0.02, 0.04)),
                remedy(
                        "pass the fraction of zeros in each column, such as 0.9",
                        () -> Init.sparse(90),
                        () -> Init.sparse(0.9)),
                remedy(
                        "pass the fraction of positive examples, such as 0.01",
                        () -> Init.priorBias(1),
                        () -> Init.priorBias(0.01)),
                remedy(
                        "pass finite fans greater than 0",
                        () -> Init.xavierNormal().withFans(new Fans(0, 0)),
                        () -> Init.xavierNormal().withFans(new Fans(4, 3))),
                remedy(
                        "multiply the factors of scaled",
                        () -> scaledTimes(65),
                        () -> Init.ones().scaled(Math.pow(0.5, 65))),
                remedy(
                        "use zero_row once for each row",
                        () -> {
                            Initializer initializer = Init.ones();
                            for (int i = 0; i < 65; i++) {
                                initializer = initializer.withZeroRow(i % 3);
                            }
                        },
                        () -> Init.ones().withZeroRow(0).withZeroRow(1).withZeroRow(2)),
                remedy(
                        "pass a name",
                        () -> Initializer.named(" ", Init.ones()),
                        () -> Initializer.named("mine", Init.ones())),
                remedy("pass 1 or more", () -> Workers.of(0), () -> Workers.of(1)),
                // layouts
                remedy("pass 1 or more", () -> Layout.OUT_IN.groups(0), () -> Layout.OUT_IN.groups(1)),
                remedy(
                        "pass the lengths along one axis",
                        () -> Layout.OUT_IN.packedSizes(Long.MAX_VALUE, 1),
                        () -> Layout.OUT_IN.packedSizes(6, 2, 2)),
                // nonlinearities
                remedy(
                        "pass a slope closer to 0",
                        () -> Nonlinearity.leakyRelu(1e200),
                        () -> Nonlinearity.leakyRelu(1e100)),
                remedy("pass an alpha closer to 0", () -> Nonlinearity.elu(1e200), () -> Nonlinearity.elu(1e100)),
                remedy(
                        "for any other function, use of(name, function), or write its gain in the text, as in mine(gain=1.3)",
                        () -> Nonlinearity.of("mine"),
                        () -> Nonlinearity.of("mine", z -> z * z),
                        () -> Nonlinearity.parse("mine(gain=1.3)")),
                remedy(
                        "leave it out, or use a gain: ofGain(name, gain), or in a text mine(gain=1.3)",
                        () -> Nonlinearity.of("relu", 0.2),
                        () -> Nonlinearity.of("relu"),
                        () -> Nonlinearity.ofGain("relu", 0.2),
                        () -> Initializer.parse("kaiming_normal(nonlinearity=mine(gain=1.3))")),
                remedy(
                        "pass a known gain to ofGain(name, gain)",
                        () -> Nonlinearity.of("none", z -> 0),
                        () -> Nonlinearity.ofGain("none", 1)),
                remedy(
                        "must consist of letters, digits and underscores and not begin with a digit, but was \"2 words\"; pass a name such as my_relu",
                        () -> Nonlinearity.ofGain("2 words", 1),
                        () -> Nonlinearity.ofGain("my_relu", 1)),
                remedy(
                        "create the nonlinearity with Nonlinearity.of(name, function)",
                        () -> Nonlinearity.ofGain("mine", 2).apply(1),
                        () -> Nonlinearity.of("mine", z -> z * z).apply(1)),
                // lambdas
                remedy(
                        "initialize the whole tensor, or use an initializer of Init",
                        fillingSlice(half(), SEEDED, 4, 4),
                        filling(half(), 4, 4),
                        fillingSlice(Init.constant(0.5), SEEDED, 4, 4)),
                remedy("multiply the array within the lambda", () -> half().scaled(2), () -> {
                    Initializer lambda = (array, layout, generator) ->
                            half().initialize(array, layout, generator).muli(2);
                    assertThat(lambda.initialize(array(1)).getDouble(0)).isEqualTo(1);
                }),
                remedy("write the zeros within the lambda", () -> half().withZeroRow(0), () -> {
                    Initializer lambda = (array, layout, generator) -> {
                        half().initialize(array, layout, generator).getRow(0).assign(0);
                        return array;
                    };
                    assertThat(lambda.initialize(array(2, 2)).sumNumber().doubleValue())
                            .isEqualTo(1);
                }));
    }

    private static Initializer half() {
        return (array, layout, generator) -> array.assign(0.5);
    }

    private static Initializer scaledTimes(int times) {
        Initializer initializer = Init.ones();
        for (int i = 0; i < times; i++) {
            initializer = initializer.scaled(0.5);
        }
        return initializer;
    }

    static Stream<Arguments> shapes() {
        Layout outs = Layout.of("O");
        Layout parts = Layout.OUT_IN.packedSizes(6, 2, 2);
        return Stream.of(
                remedy(
                        "use Init.normal(0, 0.02), or a Layout that names the axes",
                        filling(Init.kaimingNormal(), 64),
                        filling(Init.normal(0, 0.02), 64),
                        filling(Init.kaimingNormal(), outs, 64)),
                remedy(
                        "use Init.normal(0, 0.02), or a Layout that names the axes",
                        filling(Init.kaimingNormal()),
                        filling(Init.normal(0, 0.02)),
                        filling(Init.kaimingNormal(), Layout.of("*"))),
                remedy(
                        "pass a Layout with one letter for each axis",
                        () -> Fans.of(new long[] {4, 3}, Layout.of("OIHW")),
                        () -> Fans.of(new long[] {4, 3}, Layout.of("OI"))),
                remedy(
                        "pass array.shape()",
                        () -> Fans.of(4, -3),
                        () -> Fans.of(array(4, 3).shape())),
                remedy(
                        "reshape it, or pass a Layout that names the axes",
                        filling(Init.orthogonal(), 64),
                        filling(Init.orthogonal(), 8, 8),
                        filling(Init.orthogonal(), outs, 64),
                        filling(Init.eye(), outs, 64)),
                remedy(
                        "needs at least 3 axes, but received shape [64] (rank 1); reshape it, or pass a Layout that names the axes",
                        filling(Init.deltaOrthogonal(), 64),
                        filling(Init.deltaOrthogonal(), 4, 4, 4),
                        filling(Init.deltaOrthogonal(), Layout.of("K"), 64)),
                remedy(
                        "needs at least 3 axes",
                        filling(Init.dirac(), 64),
                        filling(Init.dirac(), 4, 4, 4),
                        filling(Init.dirac(), Layout.of("K"), 64)),
                remedy(
                        "reshape it to 3, 4 or 5 axes, or pass a Layout with 1 to 3 receptive axes, such as Layout.of(\"OK\")",
                        filling(Init.dirac(), 4, 4),
                        filling(Init.dirac(), 4, 4, 1),
                        filling(Init.dirac(), 2, 2, 2, 2),
                        filling(Init.dirac(), 2, 2, 2, 2, 1),
                        filling(Init.dirac(), Layout.of("OK"), 4, 4)),
                remedy(
                        "reshape it to 2 axes, or pass Layout.of(\"BOI\") for a stack of matrices",
                        filling(Init.eye(), 2, 3, 4),
                        filling(Init.eye(), 6, 4),
                        filling(Init.eye(), Layout.of("BOI"), 2, 3, 4)),
                remedy(
                        "add output channels, or use Init.orthogonal()",
                        filling(Init.deltaOrthogonal(), 3, 4, 3),
                        filling(Init.deltaOrthogonal(), 4, 4, 3),
                        filling(Init.orthogonal(), 3, 4, 3)),
                remedy(
                        "use Init.dirac() with the layout, or Init.dirac(groups) with a layout without groups",
                        filling(Init.dirac(2), Layout.OUT_IN.groups(4), 8, 3, 3),
                        filling(Init.dirac(), Layout.OUT_IN.groups(4), 8, 3, 3),
                        filling(Init.dirac(2), Layout.OUT_IN, 8, 3, 3)),
                remedy(
                        "pass a divisor of 6",
                        filling(Init.dirac(4), 6, 3, 3),
                        filling(Init.dirac(1), 6, 3, 3),
                        filling(Init.dirac(2), 6, 3, 3),
                        filling(Init.dirac(3), 6, 3, 3),
                        filling(Init.dirac(6), 6, 3, 3)),
                remedy(
                        "call Fans.of with the shape of one part and a layout without packedSizes",
                        () -> Fans.of(new long[] {10, 4}, parts),
                        () -> Fans.of(new long[] {6, 4}, Layout.OUT_IN)),
                remedy(
                        "pass sizes that sum to 12",
                        filling(Init.xavierNormal(), parts, 12, 4),
                        filling(Init.xavierNormal(), Layout.OUT_IN.packedSizes(6, 2, 4), 12, 4)),
                remedy(
                        "name the axis of the parts O",
                        filling(Init.xavierNormal(), Layout.of("KI").packed(2), 6, 4),
                        filling(Init.xavierNormal(), Layout.of("OI").packed(2), 6, 4)),
                remedy(
                        "packed parts are supported, received 4294967296; pass fewer",
                        () -> Fans.of(new long[] {MANY, 1}, Layout.OUT_IN.packed(MANY)),
                        () -> Fans.of(new long[] {MANY, 1}, Layout.OUT_IN.packed(4))),
                remedy(
                        "pass one stride for each receptive axis",
                        () -> Fans.of(new long[] {8, 4, 3}, Layout.OUT_IN.strided(2, 2)),
                        () -> Fans.of(new long[] {8, 4, 3}, Layout.OUT_IN.strided(2))),
                remedy("reshape it to 2 axes", filling(Init.sparse(0.5), 8), filling(Init.sparse(0.5), 2, 4)),
                remedy(
                        "pass a row from 0 to 2",
                        filling(Init.ones().withZeroRow(3), 3, 4),
                        filling(Init.ones().withZeroRow(0), 3, 4),
                        filling(Init.ones().withZeroRow(2), 3, 4)),
                remedy(
                        "pass an array with at least 1 axis",
                        filling(Init.ones().withZeroRow(0)),
                        filling(Init.ones().withZeroRow(0), 1)),
                // sizes
                remedy(
                        "pass array.shape(), or split the tensor",
                        () -> Init.normal().moments(MANY, MANY),
                        () -> Init.normal().moments(array(4, 3).shape()),
                        () -> Init.normal().moments(MANY, MANY >> 3)),
                remedy(
                        "positions along the output, input, batch or receptive axes, but received shape [4294967296, 1]; fill smaller arrays",
                        () -> Init.eye().moments(MANY, 1),
                        () -> Init.eye().moments(4, 1)),
                remedy(
                        "elements, but has 4294967296; fill smaller tensors",
                        fillingSlice(Init.orthogonal(), SEEDED, 1 << 16, 1 << 16),
                        fillingSlice(Init.orthogonal(), SEEDED, 4, 4)),
                remedy(
                        "fill smaller matrices",
                        fillingSlice(Init.sparse(0.5), SEEDED, 1 << 20, 1 << 20),
                        fillingSlice(Init.sparse(0.5), SEEDED, 4, 4)),
                remedy(
                        "pass shape and begin with one number for each axis of the slice, such that begin >= 0 and begin + slice length <= tensor length",
                        fillingSlice(Init.ones(), SEEDED, 4),
                        fillingSlice(Init.ones(), SEEDED, 4, 4)),
                remedy(
                        "pass shape and begin with one number for each axis of the slice, such that begin >= 0 and begin + slice length <= tensor length",
                        () -> Init.ones()
                                .initializeSlice(
                                        array(2, 2), new long[] {4, 4}, new long[] {3, 0}, Layout.OUT_IN, SEEDED),
                        () -> Init.ones()
                                .initializeSlice(
                                        array(2, 2), new long[] {4, 4}, new long[] {2, 2}, Layout.OUT_IN, SEEDED)));
    }

    static Stream<Arguments> arrays() {
        INDArray closed = array(2);
        closed.close();
        INDArray broadcast = array(1, 4).broadcast(array(3, 4));
        INDArray shared = Nd4j.create(array(4).data(), new long[] {3, 4}, new long[] {0, 1}, 0, 'c');
        INDArray[] left = new INDArray[1];
        return Stream.of(
                remedy(
                        "use a FLOAT array",
                        () -> Init.constant(typed(DataType.FLOAT16), 1e6),
                        () -> Init.constant(typed(DataType.FLOAT), 1e6)),
                remedy(
                        "use a DOUBLE array",
                        () -> Init.constant(typed(DataType.FLOAT16), 1e40),
                        () -> Init.constant(typed(DataType.DOUBLE), 1e40)),
                remedy(
                        "use a DOUBLE array",
                        () -> Init.normal(typed(DataType.BFLOAT16), 0, 1e38),
                        () -> Init.normal(typed(DataType.DOUBLE), 0, 1e38)),
                remedy(
                        "use smaller parameters",
                        () -> Init.normal(typed(DataType.DOUBLE), 0, 1e308),
                        () -> Init.normal(typed(DataType.DOUBLE), 0, 1e307)),
                remedy(
                        "array.castTo(DataType.FLOAT)",
                        () -> Init.normal(typed(DataType.INT32)),
                        () -> Init.normal(typed(DataType.INT32).castTo(DataType.FLOAT))),
                remedy("fill it before close(), or create a new one", () -> Init.normal(closed), () -> {
                    try (INDArray open = array(2)) {
                        Init.normal(open);
                    }
                }),
                remedy(
                        "call Nd4j.getCompressor().decompressi(array) first",
                        () -> Init.normal(Nd4j.getCompressor().compress(array(64), "GZIP")),
                        () -> {
                            INDArray array = Nd4j.getCompressor().compress(array(64), "GZIP");
                            Nd4j.getCompressor().decompressi(array);
                            Init.normal(array);
                        }),
                remedy(
                        "fill it within the scope, or detach() it there",
                        () -> {
                            try (MemoryWorkspace workspace = workspace()) {
                                left[0] = workspace.isScopeActive() ? array(2, 3) : null;
                            }
                            Init.normal(left[0]);
                        },
                        () -> {
                            try (MemoryWorkspace workspace = workspace()) {
                                left[0] = workspace.isScopeActive() ? array(2, 3) : null;
                                Init.normal(left[0]);
                                left[0] = left[0].detach();
                            }
                            Init.normal(left[0]);
                        }),
                remedy(
                        "fill the array before broadcasting it, or fill a dup()",
                        () -> Init.normal(shared),
                        () -> Init.normal(array(1, 4)).broadcast(3, 4),
                        () -> Init.normal(shared.dup()),
                        () -> Init.normal(broadcast)));
    }

    private static MemoryWorkspace workspace() {
        WorkspaceConfiguration configuration = WorkspaceConfiguration.builder()
                .initialSize(1 << 16)
                .policyLearning(LearningPolicy.NONE)
                .build();
        return Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "RemedyTest");
    }

    private static Generator torch() {
        return Generator.torch(1);
    }

    private static Generator jax() {
        return Generator.jax(1);
    }

    private static void separately(Initializer initializer, Generator generator) {
        INDArray whole = array(6, 4);
        for (int part = 0; part < 2; part++) {
            initializer.initialize(
                    whole.get(NDArrayIndex.interval(3L * part, 3L * part + 3), NDArrayIndex.all()), generator);
        }
    }

    static Stream<Arguments> generators() {
        Generator foreign = new Generator() {
            @Override
            public Generator named(String name) {
                return this;
            }
        };
        Layout packed = Layout.OUT_IN.packed(2);
        Layout grouped = Layout.OUT_IN.groups(2);
        Fans fans = Fans.of(array(4, 3).shape(), Layout.OUT_IN);
        Initializer bridged = Init.truncNormal(16777216.99, 0.02, 16777217.001, 16777300);
        return Stream.of(
                remedy(
                        "use Generator.seeded, Generator.torch or Generator.jax",
                        filling(Init.normal(), foreign, 2),
                        filling(Init.normal(), SEEDED, 2),
                        filling(Init.normal(), torch(), 2),
                        filling(Init.normal(), jax(), 2)),
                remedy(
                        "pass a value returned by position()",
                        () -> Generator.seeded(1).at(-1),
                        () -> Generator.seeded(1).at(Generator.seeded(1).position())),
                remedy(
                        "use shorter names",
                        () -> Generator.parse("seeded(1).named(\"" + "x".repeat(1 << 20) + "\")"),
                        () -> Generator.parse("seeded(1).named(\"" + "x".repeat(1000) + "\")")),
                remedy(
                        "write a text such as seeded(42) or seeded(42).named(\"wte\").at(3)",
                        () -> Generator.parse("42"),
                        () -> Generator.parse("seeded(42)"),
                        () -> Generator.parse("seeded(42).named(\"wte\").at(3)")),
                // JAX
                remedy(
                        "pass 0 or more",
                        () -> Generator.jax(1).split(-1),
                        () -> Generator.jax(1).split(0)),
                remedy(
                        "use foldIn or split",
                        () -> Generator.jax(1).named("wte"),
                        () -> Generator.jax(1).foldIn(1),
                        () -> Generator.jax(1).split(2)),
                remedy(
                        "has no float64 unless jax_enable_x64 is set, which is not supported; initialize a FLOAT array and cast it",
                        filling(Init.normal(), DataType.DOUBLE, jax()),
                        () -> Init.normal()
                                .initialize(typed(DataType.FLOAT), jax())
                                .castTo(DataType.DOUBLE)),
                remedy(
                        "no QR decomposition of HALF; initialize a FLOAT array and cast it",
                        filling(Init.orthogonal(), DataType.FLOAT16, jax()),
                        () -> Init.orthogonal()
                                .initialize(typed(DataType.FLOAT), jax())
                                .castTo(DataType.FLOAT16)),
                remedy(
                        "initialize with Init.normal(0, std), then add the mean",
                        filling(Init.normal(0.5, 2), jax(), 4, 3),
                        () -> Init.normal(0, 2).initialize(array(4, 3), jax()).addi(0.5)),
                remedy(
                        "initialize with Init.truncNormal(0, std, a - mean, b - mean), then add the mean",
                        filling(Init.truncNormal(0.5, 1, 0, 1), jax(), 4, 3),
                        () -> {
                            INDArray values = Init.truncNormal(0, 1, 0 - 0.5, 1 - 0.5)
                                    .initialize(array(4, 3), jax())
                                    .addi(0.5);
                            assertThat(values.minNumber().doubleValue()).isBetween(0.0, 1.0);
                            assertThat(values.maxNumber().doubleValue()).isBetween(0.0, 1.0);
                        }),
                remedy(
                        "pass Generator.seeded or Generator.torch",
                        filling(Init.sparse(0.5), jax(), 4, 3),
                        filling(Init.sparse(0.5), SEEDED, 4, 3),
                        filling(Init.sparse(0.5), torch(), 4, 3)),
                remedy(
                        "initialize its 2 parts as separate arrays",
                        () -> initialize(Init.xavierUniform(), packed, jax(), 6, 4),
                        () -> separately(Init.xavierUniform(), jax())),
                remedy(
                        "use a partitionable key, or smaller tensors",
                        fillingSlice(Init.normal(), Generator.jax(1).unpartitionable(), MANY, 2),
                        fillingSlice(Init.normal(), Generator.jax(1), MANY, 2),
                        fillingSlice(Init.normal(), Generator.jax(1).unpartitionable(), 4, 2)),
                // torch
                remedy(
                        "initialize its 2 parts as separate arrays",
                        () -> initialize(Init.xavierUniform(), packed, torch(), 6, 4),
                        () -> separately(Init.xavierUniform(), torch())),
                remedy(
                        "initialize them as separate arrays",
                        () -> initialize(Init.orthogonal(), grouped, torch(), 6, 4),
                        () -> separately(Init.orthogonal(), torch())),
                remedy(
                        "torch has no QR decomposition of HALF; initialize a FLOAT array and cast it",
                        filling(Init.orthogonal(), DataType.FLOAT16, torch()),
                        () -> Init.orthogonal()
                                .initialize(typed(DataType.FLOAT), torch())
                                .castTo(DataType.FLOAT16)),
                remedy(
                        "use Init.dirac or Init.orthogonal",
                        filling(Init.deltaOrthogonal(), torch(), 4, 4, 3),
                        filling(Init.dirac(), torch(), 4, 4, 3),
                        filling(Init.orthogonal(), torch(), 4, 4, 3)),
                remedy(
                        "use withFans(Fans.of(array.shape(), layout)), which is Init.truncNormal",
                        filling(Init.lecunNormal(), torch(), 4, 3),
                        filling(Init.lecunNormal().withFans(fans), torch(), 4, 3),
                        () -> assertThat(Init.lecunNormal().withFans(fans).toString())
                                .startsWith("trunc_normal(")),
                remedy(
                        "use these, or withFans(Fans.of(array.shape(), layout)), which is Init.normal or Init.uniform",
                        filling(Init.lecunUniform(), torch(), 4, 3),
                        filling(Init.xavierUniform(), torch(), 4, 3),
                        filling(Init.kaimingNormal(), torch(), 4, 3),
                        filling(Init.lecunUniform().withFans(fans), torch(), 4, 3),
                        () -> assertThat(Init.lecunUniform().withFans(fans).toString())
                                .startsWith("uniform(")),
                remedy(
                        "move the bounds closer",
                        filling(Init.uniform(-3e38, 3e38), torch(), 4),
                        filling(Init.uniform(-1e38, 1e38), torch(), 4)),
                remedy(
                        "move the bounds closer to the mean, or pass Generator.seeded",
                        filling(bridged, torch(), 3),
                        filling(bridged, SEEDED, 3)),
                remedy(
                        "move the bounds closer to the mean, or pass Generator.seeded",
                        filling(Init.truncNormal(0, 1e-5, 1e-5, 1e6), torch(), 3),
                        filling(Init.truncNormal(0, 1e-5, 1e-5, 1e-4), torch(), 3),
                        filling(Init.truncNormal(0, 1e-5, 1e-5, 1e6), SEEDED, 3)),
                remedy(
                        "use a smaller tensor",
                        fillingSlice(Init.truncNormal(), torch(), MANY, 2),
                        fillingSlice(Init.truncNormal(), torch(), 4, 2)),
                remedy(
                        "use a separate generator for each name",
                        () -> torch().named("wte"),
                        filling(Init.normal(), Generator.torch(2), 4)),
                remedy(
                        "pass the bytes of state() or of torch.get_rng_state() for a CPU",
                        () -> Generator.torch(1).restore(new byte[16]),
                        () -> Generator.torch(1).restore(Generator.torch(2).state())),
                remedy(
                        "pass the bytes of state() or of torch.get_rng_state()",
                        () -> Generator.torch(1).restore(new byte[5056]),
                        () -> Generator.torch(1).restore(Generator.torch(2).state())),
                remedy(
                        "pass 0 or more",
                        () -> Generator.torch(1).randperm(-1),
                        () -> Generator.torch(1).randperm(0)),
                remedy(
                        "pass a bias with 5 elements",
                        () -> TorchModules.linear(array(5, 4), array(4)),
                        () -> TorchModules.linear(array(5, 4), array(5))),
                remedy(
                        "pass a weight with 2 axes",
                        () -> TorchModules.linear(array(5, 4, 3), array(5)),
                        () -> TorchModules.linear(array(5, 4), array(5))),
                remedy(
                        "pass a weight with 3 to 5 axes",
                        () -> TorchModules.conv(array(5, 4), array(5)),
                        () -> TorchModules.conv(array(5, 4, 3), array(5)),
                        () -> TorchModules.conv(array(5, 4, 3, 2, 2), array(5))),
                remedy(
                        "pass Generator.torch or Generator.seeded",
                        () -> TorchModules.linear(array(5, 4), array(5), jax()),
                        () -> TorchModules.linear(array(5, 4), array(5), torch()),
                        () -> TorchModules.linear(array(5, 4), array(5), SEEDED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"parameters", "shapes", "arrays", "generators"})
    void suggestedCallsSucceed(String remedy, ThrowingCallable failingCall, ThrowingCallable[] correctedCalls) {
        assertThat(message(failingCall)).contains(remedy);
        assertThat(correctedCalls).isNotEmpty();
        for (ThrowingCallable call : correctedCalls) {
            assertThatCode(call).as(remedy).doesNotThrowAnyException();
        }
    }

    // --- text suggested by messages ---------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "constant | add it, as in constant(value=0.5) | constant(value=0.5)",
                "hk.Constant | add it, as in hk.Constant(constant=0.5) | hk.Constant(constant=0.5)",
                "sparse_() | add it, as in sparse_(sparsity=0.5) | sparse_(sparsity=0.5)",
                "prior_bias | add it, as in prior_bias(probability=0.5) | prior_bias(probability=0.5)",
                "scaled(2) | add it, as in scaled(0.5, normal(0, 0.02)) | scaled(0.5, normal(0, 0.02))",
                "zero_row | add it, as in zero_row(0, normal(0, 0.02)) | zero_row(0, normal(0, 0.02))",
                "constant(sqrt()) | add it, as in sqrt(5) | constant(sqrt(5))",
                "xavier_uniform(calculate_gain()) | add it, as in calculate_gain(relu) | xavier_uniform(calculate_gain(relu))",
                "normal(std=wide) | write a number such as 0.5, 1e-3 or sqrt(5) | normal(std=0.5)",
                "normal(std=wide) | write a number such as 0.5, 1e-3 or sqrt(5) | normal(std=1e-3)",
                "normal(std=wide) | write a number such as 0.5, 1e-3 or sqrt(5) | normal(std=sqrt(5))",
                "dirac(groups=2.5) | write a whole number such as 2 | dirac(groups=2)",
                "normal(mean=1, mean=2) | received mean twice; remove one of them | normal(mean=1)",
                "zeros(1) | leave it out | zeros",
                "HeNormal(seed=42) | leave it out and pass Generator.seeded(42) to initialize | HeNormal()",
                "normal_(w, 0, 1, generator=g) | leave it out and pass Generator.torch(42) to initialize | normal_(w, 0, 1)",
                "jax.normal(key=k) | leave it out and pass Generator.jax(42) to initialize | jax.normal",
                "he_normal(dtype=x) | leave it out: the array has its own element type | he_normal()",
                "jax.he_normal(in_axis=0) | leave it out and pass a Layout to initialize | jax.he_normal()",
                "paddle.XavierNormal(fan_in=3) | leave it out and call withFans(new Fans(fanIn, fanOut)) | paddle.XavierNormal()",
                "normal(std=0.02, 1) | give it a key | normal(std=0.02, mean=1)",
                "kaiming_normal(mode=fan_out, relu) | give it a key | kaiming_normal(mode=fan_out, nonlinearity=relu)",
                "normal(0, 1 | write the text in the form kaiming_normal(mode=fan_out, nonlinearity=relu) | kaiming_normal(mode=fan_out, nonlinearity=relu)",
                "foo.zeros | use one of the prefixes torch. keras. jax. dl4j. hk. paddle. mxnet., or no prefix | torch.zeros",
                "foo.zeros | use one of the prefixes torch. keras. jax. dl4j. hk. paddle. mxnet., or no prefix | mxnet.zeros",
                "foo.zeros | use one of the prefixes torch. keras. jax. dl4j. hk. paddle. mxnet., or no prefix | zeros",
                "DISTRIBUTION | write that distribution, as in normal(mean=0, std=0.01) | normal(mean=0, std=0.01)",
                "normal(NaN) | pass a finite number | normal(std=1)",
                "uniform(Infinity) | pass a finite number | uniform(high=1)",
                "kaiming_normal(mode=fan) | must be one of [fan_in, fan_out, fan_avg, fan_geo_avg] | kaiming_normal(mode=fan_geo_avg)",
                "keras.VarianceScaling(distribution=x) | must be one of [uniform, normal, truncated_normal, untruncated_normal] | keras.VarianceScaling(distribution=untruncated_normal)",
                "mxnet.Xavier(factor_type=x) | must be one of [avg, in, out] | mxnet.Xavier(factor_type=in)",
                "kaiming_normal(nonlinearity=leaky_relu(0.2, gain=2)) | remove one of them | kaiming_normal(nonlinearity=leaky_relu(0.2))",
                "kaiming_normal(nonlinearity=leaky_relu(0.2, gain=2)) | remove one of them | kaiming_normal(nonlinearity=leaky_relu(gain=2))",
            })
    void suggestedTextIsParsed(String invalid, String remedy, String corrected) {
        assertThat(message(() -> Initializer.parse(invalid))).contains(remedy);
        assertThatCode(() -> Initializer.parse(corrected)).doesNotThrowAnyException();
    }

    @Test
    void textWithinTheLimitsIsParsed() {
        String remedy = "the maximum is 10000";
        assertThat(message(() -> Initializer.parse("zeros" + " ".repeat(10_000))))
                .endsWith(remedy);
        Initializer.parse("zeros" + " ".repeat(9_995));

        assertThat(message(() -> Initializer.parse("a(".repeat(100)))).endsWith("use fewer levels");
        Initializer.parse("scaled(1, ".repeat(60) + "zeros" + ")".repeat(60));
    }

    @Test
    void suggestedExampleOfANonlinearityIsParsed() {
        assertThat(message(() -> Nonlinearity.parse("relu("))).endsWith("write the text in the form leaky_relu(0.2)");
        assertThat(Nonlinearity.parse("leaky_relu(0.2)")).isEqualTo(Nonlinearity.leakyRelu(0.2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "OIQ | as in HWIO | HWIO",
                "OIHW* * | as in HWIO | HWIO",
                "*OI* | write one * for all receptive axes | OI*",
                "OI.groups(2).groups(4) | which repeats or contradicts groups; remove one of them | OI.groups(2)",
                "OI.packed(2).packedSizes(4, 2) | which repeats or contradicts packedSizes; remove one of them | OI.packed(2)",
                "OI.groups(99999999999999999999) | write a smaller number | OI.groups(9)",
                "OI.grouped(4) | write .transposed(), .groups(4), | OI.transposed()",
                "OI.grouped(4) | .transposed(), .groups(4), .strided(2, 2), | OI.groups(4)",
                "OI.grouped(4) | .groups(4), .strided(2, 2), .packed(3) | OI.strided(2, 2)",
                "OI.grouped(4) | .packed(3) or .packedSizes(6, 2, 2) | OI.packed(3)",
                "OI.grouped(4) | .packed(3) or .packedSizes(6, 2, 2) | OI.packedSizes(6, 2, 2)",
            })
    void suggestedLayoutsAreParsed(String invalid, String remedy, String corrected) {
        assertThat(message(() -> Layout.parse(invalid))).contains(remedy);
        assertThatCode(() -> Layout.parse(corrected)).doesNotThrowAnyException();
    }

    @Test
    void layoutsOfAtMost32AxesAreAccepted() {
        assertThat(message(() -> Layout.of("O".repeat(33)))).endsWith("name at most 32 axes, one character for each");
        Layout.of("O".repeat(32));
        assertThat(message(() -> Layout.parse("O".repeat(10_001)))).endsWith("the maximum is 10000");
    }

    /**
     * If a message translates another notation into a layout, the layout is valid. If the message says that it
     * describes the same weight, it also has the same number of axes.
     */
    @Test
    void translationsOfOtherNotationsAreValidLayouts() {
        Pattern translation =
                Pattern.compile("; .*(a convolution weight is|the same weight is) (\\S+?)( in this library)?$");
        Random random = new Random(1);
        String alphabet = "OIBCKNFMGRSTHWDQL1*e";
        int translated = 0;
        for (int i = 0; i < 40_000; i++) {
            String letters = word(random, alphabet, 1 + random.nextInt(5));
            String message = messageOrEmpty(() -> Layout.of(letters));
            Matcher matcher = translation.matcher(message);
            if (matcher.find()) {
                translated++;
                String layout = matcher.group(2);
                assertThat(Layout.of(layout).letters()).as(message).isEqualTo(layout);
                if (matcher.group(1).startsWith("the same")) {
                    assertThat(layout).as(message).hasSameSizeAs(letters);
                }
            } else {
                assertThat(message).doesNotContain("weight is");
            }
        }
        assertThat(translated).isGreaterThan(1000);
    }

    private static String word(Random random, String alphabet, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    private static String messageOrEmpty(Runnable call) {
        try {
            call.run();
            return "";
        } catch (IllegalArgumentException thrown) {
            return thrown.getMessage();
        }
    }

    private static final List<String> NAMES = List.of(
            "uniform",
            "normal",
            "trunc_normal",
            "truncated_normal",
            "constant",
            "prior_bias",
            "zeros",
            "ones",
            "eye",
            "dirac",
            "orthogonal",
            "delta_orthogonal",
            "sparse",
            "xavier_uniform",
            "xavier_normal",
            "kaiming_uniform",
            "lecun_normal",
            "fan_in_uniform",
            "variance_scaling",
            "scaled",
            "zero_row",
            "he_normal",
            "glorot_uniform",
            "random_normal",
            "identity",
            "xavier_normal_",
            "trunc_normal_",
            "HeNormal",
            "TruncatedNormal",
            "Constant",
            "RandomUniform",
            "UniformScaling",
            "MSRAPrelu",
            "XavierNormal",
            "Normal",
            "Xavier",
            "XAVIER",
            "RELU_UNIFORM",
            "VAR_SCALING_NORMAL_FAN_IN",
            "XAVIER_FAN_IN",
            "WeightInitXavier",
            "torch.eye",
            "keras.he_normal",
            "jax.glorot_normal",
            "dl4j.XAVIER",
            "hk.TruncatedNormal",
            "paddle.Uniform",
            "mxnet.xavier",
            "init.normal_");

    /**
     * Each name that a message suggests for a misspelled name is the name of an initializer, which may need arguments.
     */
    @Test
    void suggestedNamesAreNamesOfInitializers() {
        Random random = new Random(2);
        Pattern suggestion = Pattern.compile("did you mean ([^;]+)$");
        int suggested = 0;
        for (int i = 0; i < 4_000; i++) {
            String name = mutated(random, NAMES, "abeimnorstuwxAINX_.");
            String message = messageOrEmpty(() -> Initializer.parse(name));
            Matcher matcher = suggestion.matcher(message);
            if (matcher.find()) {
                suggested++;
                for (String alternative : matcher.group(1).split(", ", -1)) {
                    assertThat(isInitializer(alternative))
                            .as("%s in: %s", alternative, message)
                            .isTrue();
                }
            }
        }
        assertThat(suggested).isGreaterThan(1000);
    }

    /**
     * Returns whether a name is parsed, with or without arguments, or is DISTRIBUTION, which has its own message.
     */
    private static boolean isInitializer(String name) {
        return name.matches("(dl4j\\.)?(DISTRIBUTION|[Dd]istribution|WeightInitDistribution)")
                || Stream.of("", "(0.5)", "(0, zeros)")
                        .anyMatch(arguments -> messageOrEmpty(() -> Initializer.parse(name + arguments))
                                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"truncated_normal,2", "truncated_normal(stddev=0.5),2", "Normal,2", "Uniform,2"})
    void messagesStateTheMeaningsOfAmbiguousNames(String text, int min) {
        String message = message(() -> Initializer.parse(text));
        String list = message.substring(message.indexOf("add a prefix: ") + "add a prefix: ".length());
        Matcher meaning =
                Pattern.compile("(\\w+\\.\\w+) is (.+?)(?=, \\w+\\.\\w+ is |$)").matcher(list);
        int count = 0;
        for (; meaning.find(); count++) {
            assertThat(Initializer.parse(meaning.group(1)))
                    .as(message)
                    .hasToString(meaning.group(2))
                    .isEqualTo(Initializer.parse(meaning.group(2)));
        }
        assertThat(count).as(message).isGreaterThanOrEqualTo(min);
    }

    @ParameterizedTest
    @CsvSource({
        "normal(0.02), 4",
        "normal(-1), 2",
        "normal(0), 4",
        "normal(1e308), 4",
        "uniform(0.1), 5",
        "uniform(-0.1), 3",
        "uniform(0), 6",
        "uniform(2), 3",
        "uniform(1e308), 2"
    })
    void alternativesForASinglePositionalNumberAreParsed(String text, int min) {
        String message = message(() -> Initializer.parse(text));
        String[] alternatives = message.substring(message.indexOf("write one of ") + "write one of ".length())
                .split(", (?=[a-z.]+\\()");
        assertThat(alternatives).as(message).hasSizeGreaterThanOrEqualTo(min);
        for (String alternative : alternatives) {
            assertThatCode(() -> Initializer.parse(alternative)).as(message).doesNotThrowAnyException();
        }
    }

    @Test
    void suggestedNonlinearitiesAreKnown() {
        Random random = new Random(3);
        List<String> names = List.of("relu", "gelu_tanh", "selu_exact", "leaky_relu", "identity", "hardsigmoid");
        for (int i = 0; i < 1_000; i++) {
            String name = mutated(random, names, "aelrux_");
            Matcher matcher =
                    Pattern.compile("did you mean ([^;]+);").matcher(messageOrEmpty(() -> Nonlinearity.of(name)));
            if (matcher.find()) {
                for (String alternative : matcher.group(1).split(", ", -1)) {
                    assertThatCode(() -> Nonlinearity.of(alternative)).doesNotThrowAnyException();
                }
            }
        }
    }

    // --- random text ------------------------------------------------------------------------------------------------

    private static final int SAMPLES = 20_000;
    private static final int LONGEST_MESSAGE = 1_000;

    private interface Reader {
        Object read(String text);
    }

    private static Arguments reader(String name, Reader reader, String alphabet, String... texts) {
        return Arguments.of(name, reader, alphabet, List.of(texts));
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                reader(
                        "Initializer",
                        Initializer::parse,
                        "()=,.'\"_-+0159eE aNx\u0131\n",
                        "kaiming_normal(mode=fan_out, nonlinearity=leaky_relu(0.2))",
                        "kaiming_uniform(nonlinearity=mine(gain=1.3))",
                        "scaled(0.5, zero_row(2, normal(mean=0.0, std=0.02)))",
                        "trunc_normal(mean=0.0, std=1.0, a=-2.0, b=2.0)",
                        "variance_scaling(scale=2.0, mode=fan_avg, distribution=truncated_normal)",
                        "keras.VarianceScaling(2, 'fan_out', \"untruncated_normal\")",
                        "torch.nn.init.xavier_uniform_(w, gain=nn.init.calculate_gain('relu'))",
                        "normal(0.02)",
                        "truncated_normal(stddev=0.5)",
                        "uniform_(-sqrt(5), math.sqrt(5))",
                        "hk.TruncatedNormal(1, seed=None)",
                        "dirac(groups=2)",
                        "XAVIER",
                        "mxnet.Xavier(factor_type=in, magnitude=2.24)",
                        "sparse(sparsity=0.9, std=0.01)",
                        "prior_bias(probability=0.01)",
                        "kaiming_normal(nonlinearity=elu(1.0))"),
                reader(
                        "Layout",
                        Layout::parse,
                        "OIBHW*.(),0123 gx\u0131\n",
                        "OI*",
                        "*IO",
                        "out_in.groups(2)",
                        "OIHW.transposed().groups(4).strided(2, 2).packed(3)",
                        "BOI.packedSizes(6, 2, 2)",
                        "NCHW",
                        "KCRS.groups(9223372036854775807)",
                        "01IO.strided(1, 1).transposed()"),
                reader(
                        "Nonlinearity",
                        Nonlinearity::parse,
                        "()=,._-0159eE aNx\n",
                        "relu",
                        "leaky_relu(0.2)",
                        "leaky_relu(negative_slope=0.01)",
                        "elu(alpha=1.0)",
                        "mine(gain=1.3)",
                        "gelu_tanh",
                        "selu_exact",
                        "swish",
                        "relu(gain=1.4142135623730951)",
                        "elu(1e154)",
                        "leaky_relu(1e154)"),
                reader(
                        "Generator",
                        text -> Generator.parse(text).toString(),
                        "seed().\"\\u-0159 nam\ud800\udc00\n",
                        "seeded(42)",
                        "seeded(-9223372036854775808)",
                        "seeded(42).named(\"wte\").at(3)",
                        "seeded(1).named(\"a\\u0000b\").named(\"\\\"\\\\\")",
                        "seeded(0).at(4611686018427387904)"));
    }

    /** If a random string is parsed, the text form of the result is parsed to an equal value. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void randomTextIsParsedOrRejectedWithAShortMessage(
            String name, Reader reader, String alphabet, List<String> texts) {
        Random random = new Random(4);
        int read = 0;
        for (int i = 0; i < SAMPLES; i++) {
            String text = i < texts.size() ? texts.get(i) : mutated(random, texts, alphabet);
            Object value;
            try {
                value = reader.read(text);
            } catch (IllegalArgumentException rejected) {
                assertThat(rejected.getMessage()).as(text).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
                continue;
            } catch (RuntimeException | StackOverflowError unexpected) {
                throw new AssertionError("%s.parse fails for: %s".formatted(name, text), unexpected);
            }
            read++;
            assertThat(reader.read(value.toString())).as(text).isEqualTo(value).hasToString(value.toString());
        }
        assertThat(read).isBetween(SAMPLES / 100, SAMPLES * 9 / 10);
    }

    /** Returns one of the given strings with one to four random edits. */
    private static String mutated(Random random, List<String> texts, String alphabet) {
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            String part = text.substring(at, end);
            String character = word(random, alphabet, 1);
            switch (random.nextInt(7)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, part);
                case 2 -> text.insert(at, part.repeat(random.nextInt(200)));
                case 3 -> text.replace(at, Math.min(text.length(), at + 1), character);
                case 4 -> text.insert(random.nextInt(text.length() + 1), part);
                case 5 -> text.append(texts.get(random.nextInt(texts.size())), 0, 3);
                default -> text.insert(at, character);
            }
        }
        return text.toString();
    }
}
