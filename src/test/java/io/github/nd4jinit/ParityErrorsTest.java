package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.JaxKey;
import io.github.nd4jinit.random.TorchGenerator;
import io.github.nd4jinit.torch.TorchModules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tests the errors for features that torch or JAX does not support: the message names the feature, nothing is written,
 * and nothing is drawn.
 */
class ParityErrorsTest {

    private static final Layout PACKED = Layout.OUT_IN.packed(2);
    private static final Layout GROUPED = Layout.OUT_IN.groups(2);

    static Stream<Arguments> unsupported() {
        Generator torch = Generator.torch(1);
        Generator jax = Generator.jax(1);
        DataType single = DataType.FLOAT;
        return Stream.of(
                Arguments.of(
                        torch,
                        Init.lecunNormal(),
                        Layout.OUT_IN,
                        single,
                        "lecun_normal: torch.nn.init has no truncated normal distribution that depends on fans"),
                Arguments.of(
                        torch,
                        Init.lecunUniform(),
                        Layout.OUT_IN,
                        single,
                        "lecun_uniform: torch.nn.init derives standard deviations from fans only for xavier, and for kaiming with fan_in or fan_out and torch's own gains"),
                Arguments.of(
                        torch,
                        Init.varianceScaling(1, FanMode.FAN_IN, Distribution.NORMAL),
                        Layout.OUT_IN,
                        single,
                        "variance_scaling: torch.nn.init derives standard deviations from fans only for xavier, and for kaiming with fan_in or fan_out and torch's own gains"),
                Arguments.of(
                        torch,
                        Init.xavierUniform(),
                        PACKED,
                        single,
                        "xavier_uniform: torch.nn.init does not distinguish the parts of a packed tensor; initialize its 2 parts as separate arrays"),
                Arguments.of(
                        torch,
                        Init.orthogonal(),
                        GROUPED,
                        single,
                        "orthogonal: the library whose random numbers the generator reproduces draws one matrix per tensor, but this layout has 2"),
                Arguments.of(
                        torch,
                        Init.orthogonal(),
                        Layout.OUT_IN,
                        DataType.BFLOAT16,
                        "orthogonal: torch has no QR decomposition of BFLOAT16"),
                Arguments.of(
                        torch,
                        Init.deltaOrthogonal(),
                        Layout.of("IOK"),
                        single,
                        "delta_orthogonal: torch.nn.init has no such initializer"),
                Arguments.of(
                        torch,
                        Init.kaimingNormal(FanMode.FAN_AVG, Nonlinearity.RELU),
                        Layout.OUT_IN,
                        single,
                        "kaiming_normal: torch.nn.init derives standard deviations from fans only for xavier, and for kaiming with fan_in or fan_out and torch's own gains"),
                Arguments.of(
                        torch,
                        Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.GELU),
                        Layout.OUT_IN,
                        single,
                        "kaiming_uniform: torch.nn.init derives standard deviations from fans only for xavier, and for kaiming with fan_in or fan_out and torch's own gains"),
                Arguments.of(
                        torch,
                        Init.uniform(-3e38, 3e38),
                        Layout.OUT_IN,
                        single,
                        "uniform: torch requires high - low to be at most the largest FLOAT, 3.4028234663852886E38; received low=-3.0E38, high=3.0E38"),
                Arguments.of(
                        torch,
                        Init.uniform(-60000, 60000),
                        Layout.OUT_IN,
                        DataType.FLOAT16,
                        "uniform: torch requires high - low to be at most the largest HALF, 65504.0"),
                Arguments.of(
                        jax,
                        Init.normal(0.5, 1),
                        Layout.IN_OUT,
                        single,
                        "normal: jax.nn.initializers.normal has mean 0, received mean=0.5"),
                Arguments.of(
                        jax,
                        Init.truncNormal(0.5, 1, 0, 1),
                        Layout.IN_OUT,
                        single,
                        "trunc_normal: jax.nn.initializers.truncated_normal has mean 0, received mean=0.5"),
                Arguments.of(
                        jax,
                        Init.xavierUniform(),
                        PACKED,
                        single,
                        "xavier_uniform: jax.nn.initializers does not distinguish the parts of a packed tensor; initialize its 2 parts as separate arrays"),
                Arguments.of(
                        jax,
                        Init.orthogonal(),
                        Layout.IN_OUT,
                        DataType.FLOAT16,
                        "orthogonal: JAX has no QR decomposition of HALF"),
                Arguments.of(
                        jax,
                        Init.normal(),
                        Layout.IN_OUT,
                        DataType.DOUBLE,
                        "normal: JAX has no float64 unless jax_enable_x64 is set"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void unsupportedInitializersAreRejected(
            Generator generator, Initializer initializer, Layout layout, DataType type, String message) {
        INDArray array = Nd4j.create(type, 4, 6, 3).assign(7);
        INDArray before = array.dup();
        byte[] state = generator instanceof TorchGenerator torch ? torch.state() : new byte[0];

        assertThatThrownBy(() -> initializer.initialize(array, layout, generator))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(message);
        assertThat(array).isEqualTo(before);
        assertThat(generator instanceof TorchGenerator torch ? torch.state() : new byte[0])
                .isEqualTo(state);
    }

    @Test
    void jaxRejectsSparse() {
        INDArray array = Nd4j.create(4, 6);
        assertThatThrownBy(() -> Init.sparse(0.5).initialize(array, Generator.jax(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "sparse: jax.nn.initializers has no such initializer; pass Generator.seeded or Generator.torch");
    }

    @Test
    void torchAndJaxRejectNames() {
        assertThatThrownBy(() -> Generator.torch(1).named("wte"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(
                        "Generator.torch: received the name \"wte\"; torch's numbers depend only on the order of its calls");
        assertThatThrownBy(() -> Generator.jax(1).named("wte"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("Generator.jax: received the name \"wte\"; keys have no names");
    }

    @Test
    void initializersThatDrawNothingAcceptEveryGenerator() {
        INDArray array = Nd4j.create(3, 3);
        for (Generator generator : new Generator[] {Generator.torch(1), Generator.jax(1)}) {
            assertThat(Init.eye().initialize(array, generator)).isEqualTo(Nd4j.eye(3));
        }
        assertThat(Generator.torch(1).state()).isEqualTo(stateAfterZeros());
    }

    private static byte[] stateAfterZeros() {
        TorchGenerator generator = Generator.torch(1);
        Init.zeros().initialize(Nd4j.create(100), generator);
        Init.normal().initialize(Nd4j.create(DataType.FLOAT, 0, 3), generator);
        return generator.state();
    }

    @Test
    void aRestoredStateContinuesTheSequence() {
        TorchGenerator generator = Generator.torch(42);
        Init.normal().initialize(Nd4j.create(3), generator); // caches a second normal value for the next call
        byte[] state = generator.state();
        INDArray first = Init.normal().initialize(Nd4j.create(5), generator);
        TorchGenerator other = Generator.torch(7);

        assertThat(Init.normal().initialize(Nd4j.create(5), other.restore(state)))
                .isEqualTo(first);
        assertThat(other.initialSeed()).isEqualTo(42);
        assertThat(Init.normal().initialize(Nd4j.create(5), generator.restore(state)))
                .isEqualTo(first);
        assertThat(generator.manualSeed(42).state())
                .isEqualTo(Generator.torch(42).state());
    }

    @Test
    void invalidStatesAreRejected() {
        TorchGenerator generator = Generator.torch(42);
        byte[] before = generator.state();
        assertThatThrownBy(() -> generator.restore(new byte[5056]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Generator.torch: received bytes that are not a state of torch's CPU generator (seeded=0, left=0, next=0)");
        assertThatThrownBy(() -> generator.restore(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Generator.torch: a state must have 5056 bytes, received 16");
        assertThat(generator.state()).isEqualTo(before);
    }

    @Test
    void invalidCountsAreRejected() {
        assertThatThrownBy(() -> Generator.torch(1).randperm(-1))
                .hasMessageStartingWith("randperm: n must not be negative, received -1");
        assertThatThrownBy(() -> Generator.jax(1).split(-1))
                .hasMessageStartingWith("split: n must not be negative, received -1");
    }

    @Test
    void torchModulesAreCheckedBeforeTheyAreFilled() {
        INDArray weight = Nd4j.create(DataType.FLOAT, 5, 4);
        INDArray convolution = Nd4j.create(DataType.FLOAT, 5, 4, 3, 3);
        assertThatThrownBy(() -> TorchModules.linear(weight, Nd4j.create(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "TorchModules.linear: needs a weight with 2 axes, whose first axis is out, and a bias with one element per output, but received shapes [5, 4] and [4]; pass a bias with 5 elements");
        assertThatThrownBy(() -> TorchModules.linear(convolution, Nd4j.create(5)))
                .hasMessageStartingWith("TorchModules.linear: needs a weight with 2 axes");
        assertThatThrownBy(() -> TorchModules.conv(weight, Nd4j.create(5)))
                .hasMessageStartingWith("TorchModules.conv: needs a weight with 3 to 5 axes");
        assertThatThrownBy(() -> TorchModules.conv(convolution, Nd4j.create(DataType.INT32, 5)))
                .hasMessageStartingWith("uniform: received an array of INT");
        assertThat(weight).isEqualTo(Nd4j.create(DataType.FLOAT, 5, 4));
        assertThat(convolution.sumNumber().doubleValue()).isZero();
    }

    @Test
    void keysAreComparedByContentAndHaveNoPosition() {
        JaxKey key = Generator.jax(42);
        INDArray first = Init.normal().initialize(Nd4j.create(20), key);
        assertThat(Init.normal().initialize(Nd4j.create(20), key)).isEqualTo(first);
        assertThat(key)
                .isEqualTo(Generator.jax(42 + (1L << 32)))
                .hasSameHashCodeAs(Generator.jax(42 + (1L << 32)))
                .hasToString("JaxKey[0 42]");
        assertThat(key.unpartitionable()).isNotEqualTo(key).hasToString("JaxKey[0 42].unpartitionable()");
        assertThat(key.split(3).get(1))
                .as("split and fold_in agree in JAX with partitionable keys")
                .isEqualTo(key.foldIn(1));
    }

    @Test
    void aSliceHasTheValuesOfTheWholeTorchTensor() {
        long[] shape = {70, 90};
        for (Initializer initializer :
                new Initializer[] {Init.uniform(), Init.normal(), Init.truncNormal(), Init.sparse(0.5)}) {
            INDArray whole = initializer.initialize(Nd4j.create(DataType.FLOAT, shape), Generator.torch(3));
            INDArray slice = initializer.initializeSlice(
                    Nd4j.create(DataType.FLOAT, 20, 40), shape, new long[] {50, 31}, Layout.OUT_IN, Generator.torch(3));
            for (int i = 0; i < 20; i++) {
                for (int j = 0; j < 40; j++) {
                    assertThat(slice.getFloat(i, j)).isEqualTo(whole.getFloat(50 + i, 31 + j));
                }
            }
        }
    }

    @Test
    void boundsThatTorchAlmostNeverReachesAreRejected() {
        INDArray array = Nd4j.create(DataType.FLOAT, 3).assign(7);
        assertThatThrownBy(() -> Init.truncNormal(16777216.99, 0.02, 16777217.001, 16777300)
                        .initialize(array, Generator.torch(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "trunc_normal_: some elements were rejected in all of 100000 draws of the tensor, because the density between the bounds is almost zero; received mean=1.677721699E7");
        assertThat(array).isEqualTo(Nd4j.create(DataType.FLOAT, 3).assign(7));
    }

    @Test
    void torchModulesRejectJaxKeys() {
        INDArray weight = Nd4j.create(DataType.FLOAT, 5, 4);
        assertThatThrownBy(() -> TorchModules.linear(weight, Nd4j.create(5), Generator.jax(42)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(
                        "TorchModules.linear: received JaxKey[0 42], which would give both arrays the same numbers");
        assertThat(weight).isEqualTo(Nd4j.create(DataType.FLOAT, 5, 4));
    }

    @Test
    void torchModulesWithoutInputsHaveAZeroBias() {
        INDArray bias = Nd4j.create(DataType.FLOAT, 4).assign(7);
        TorchGenerator generator = Generator.torch(1);
        TorchModules.linear(Nd4j.create(DataType.FLOAT, 4, 0), bias, generator);

        assertThat(bias.amaxNumber().doubleValue()).isZero();
        assertThat(generator.state())
                .as("torch draws the bias even if there are no inputs")
                .isNotEqualTo(Generator.torch(1).state());
    }
}
