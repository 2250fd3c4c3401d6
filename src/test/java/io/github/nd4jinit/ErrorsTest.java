package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tests that invalid arguments are rejected with a message that contains the parameter, the value, the rule and the
 * remedy, and that no element changes.
 */
class ErrorsTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Arguments bad(String message, Callable<Initializer> factory) {
        return Arguments.of(message, factory);
    }

    static Stream<Arguments> parameters() {
        FanMode in = FanMode.FAN_IN;
        Distribution normal = Distribution.NORMAL;
        return Stream.of(
                bad("uniform: low must be finite, but was NaN; pass a finite number", () -> Init.uniform(NAN, 1)),
                bad(
                        "uniform: high must be finite, but was Infinity; pass a finite number",
                        () -> Init.uniform(0, INFINITE)),
                bad(
                        "uniform: low must not exceed high, received low=2.0, high=1.0; swap them",
                        () -> Init.uniform(2, 1)),
                bad("normal: mean must be finite, but was NaN; pass a finite number", () -> Init.normal(NAN, 1)),
                bad("normal: std must be finite, but was NaN; pass a finite number", () -> Init.normal(0, NAN)),
                bad("normal: std must not be negative, but was -0.1; pass 0 or more", () -> Init.normal(0, -0.1)),
                bad(
                        "trunc_normal: std must be positive, but was 0.0; pass a number above 0",
                        () -> Init.truncNormal(0, 0, -1, 1)),
                bad(
                        "trunc_normal: a must be finite, but was NaN; pass a finite number",
                        () -> Init.truncNormal(0, 1, NAN, 1)),
                bad(
                        "trunc_normal: b must be finite, but was Infinity; pass a finite number",
                        () -> Init.truncNormal(0, 1, 0, INFINITE)),
                bad(
                        "trunc_normal: a must be less than b, received a=1.0, b=1.0; pass the lower bound as a and the upper bound as b",
                        () -> Init.truncNormal(0, 1, 1, 1)),
                bad(
                        "trunc_normal: [a, b] must be at most 36.0 std from the mean, received mean=0.0, std=0.02, a=1.0, b=2.0;"
                                + " move the bounds closer to the mean (they are absolute, not multiples of std)",
                        () -> Init.truncNormal(0, 0.02, 1, 2)),
                bad("at most 36.0 std from the mean", () -> Init.truncNormal(3, 0.02, -1, 2)),
                bad("constant: value must be finite, but was NaN; pass a finite number", () -> Init.constant(NAN)),
                bad(
                        "prior_bias: probability must be greater than 0 and less than 1, but was 0.0; pass the fraction of positive examples, such as 0.01",
                        () -> Init.priorBias(0)),
                bad(
                        "prior_bias: probability must be greater than 0 and less than 1, but was 1.0",
                        () -> Init.priorBias(1)),
                bad(
                        "prior_bias: probability must be greater than 0 and less than 1, but was NaN",
                        () -> Init.priorBias(NAN)),
                bad(
                        "scaled: factor must be finite, but was Infinity; pass a finite number",
                        () -> Init.zeros().scaled(INFINITE)),
                bad(
                        "zero_row: row must not be negative, but was -1; pass 0 or more",
                        () -> Init.ones().withZeroRow(-1)),
                bad("withFans: fans must not be null", () -> Init.normal().withFans(null)),
                bad(
                        "xavier_normal: fans must not be null",
                        () -> Init.xavierNormal().withFans(null)),
                bad(
                        "kaiming_normal: fan_in must be positive and finite, received Fans[fanIn=NaN, fanOut=3.0]",
                        () -> Init.kaimingNormal().withFans(new Fans(NAN, 3))),
                bad(
                        "xavier_normal: fan_avg must be positive and finite, received Fans[fanIn=0.0, fanOut=0.0]",
                        () -> Init.xavierNormal().withFans(new Fans(0, 0))),
                bad("dirac: groups must be at least 1, but was 0; pass 1 or more", () -> Init.dirac(0)),
                bad("orthogonal: gain must be finite, but was NaN; pass a finite number", () -> Init.orthogonal(NAN)),
                bad("delta_orthogonal: gain must be finite, but was NaN", () -> Init.deltaOrthogonal(NAN)),
                bad(
                        "sparse: sparsity must be in [0, 1], but was 1.1; pass the fraction of zeros in each column, such as 0.9",
                        () -> Init.sparse(1.1)),
                bad("sparse: sparsity must be in [0, 1], but was -0.1", () -> Init.sparse(-0.1)),
                bad("sparse: sparsity must be in [0, 1], but was NaN", () -> Init.sparse(NAN)),
                bad("sparse: std must not be negative, but was -1.0; pass 0 or more", () -> Init.sparse(0.5, -1)),
                bad(
                        "variance_scaling: scale must be positive, but was 0.0; pass a number above 0",
                        () -> Init.varianceScaling(0, in, normal)),
                bad("variance_scaling: scale must be finite, but was NaN", () -> Init.varianceScaling(NAN, in, normal)),
                bad("variance_scaling: mode must not be null", () -> Init.varianceScaling(1, null, normal)),
                bad("variance_scaling: distribution must not be null", () -> Init.varianceScaling(1, in, null)),
                bad(
                        "xavier_uniform: gain must be finite, but was NaN; pass a finite number",
                        () -> Init.xavierUniform(NAN)),
                bad(
                        "xavier_normal: gain must not be negative, but was -1.0; pass 0 or more",
                        () -> Init.xavierNormal(-1)),
                bad("kaiming_normal: mode must not be null", () -> Init.kaimingNormal(null, Nonlinearity.RELU)),
                bad("kaiming_uniform: nonlinearity must not be null", () -> Init.kaimingUniform(in, null)),
                bad("fan_in_uniform: fans must not be null", () -> Init.fanInUniform((Fans) null)),
                bad(
                        "fan_in_uniform: fan in must be positive, but was 0.0; pass a number above 0",
                        () -> Init.fanInUniform(Fans.of(5, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void factoriesRejectInvalidParameters(String message, Callable<Initializer> factory) {
        assertThatThrownBy(factory::call)
                .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> arrays() {
        return Stream.of(
                Arguments.of(
                        Init.kaimingNormal(),
                        "64",
                        "kaiming_normal: fans need at least 2 axes, received shape [64] (rank 1); use Init.normal(0, 0.02), or a Layout that names the axes"),
                Arguments.of(
                        Init.xavierUniform(),
                        "",
                        "xavier_uniform: fans need at least 2 axes, received shape [] (rank 0); use Init.normal(0, 0.02), or a Layout that names the axes"),
                Arguments.of(
                        Init.fanInUniform(),
                        "64",
                        "fan_in_uniform: fans need at least 2 axes, received shape [64] (rank 1)"),
                Arguments.of(
                        Init.orthogonal(),
                        "64",
                        "orthogonal: needs at least 2 axes, but received shape [64] (rank 1); reshape it, or pass a Layout that names the axes"),
                Arguments.of(Init.eye(), "64", "eye: needs at least 2 axes"),
                Arguments.of(
                        Init.dirac(2),
                        "5x4x3",
                        "dirac: the length of the output axis, 5, must be divisible by the number of groups, received 2"),
                Arguments.of(
                        Init.deltaOrthogonal(), "3x4x3", "delta_orthogonal: needs at least as many output channels"),
                Arguments.of(Init.sparse(0.5), "64", "sparse: needs a matrix, but received shape [64] (rank 1)"),
                Arguments.of(
                        Init.normal().withZeroRow(3),
                        "3x4",
                        "zero_row: row 3 does not exist in shape [3, 4], whose rows are along the first axis; pass a row from 0 to 2"),
                Arguments.of(Init.normal().withZeroRow(0), "", "zero_row: row 0 does not exist in shape []"),
                Arguments.of(Init.xavierNormal().scaled(2), "64", "xavier_normal: fans need at least 2 axes"),
                Arguments.of(Init.eye().withZeroRow(0), "64", "eye: needs at least 2 axes"));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void unsupportedShapesAreRejectedBeforeAnythingIsWrittenOrDrawn(
            Initializer initializer, String shape, String message) {
        INDArray array = array(DataType.FLOAT, shape);
        INDArray before = array.dup();
        Generator generator = Generator.seeded(1);

        assertThatThrownBy(() -> initializer.initialize(array, generator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThat(array).isEqualTo(before);
        assertThat(generator).hasToString(Generator.seeded(1).toString());
    }

    private static INDArray array(DataType type, String shape) {
        long[] lengths = Arrays.stream(shape.split("x", -1))
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        return Nd4j.create(type, lengths).assign(5);
    }

    static Stream<Arguments> tooLarge() {
        String half = ", but the largest HALF is 65504.0, received ";
        return Stream.of(
                Arguments.of(
                        Init.constant(1e6),
                        DataType.FLOAT16,
                        "constant: absolute values may reach 1000000.0" + half
                                + "constant(value=1000000.0); use a FLOAT array"),
                Arguments.of(
                        Init.uniform(-1e6, 0), DataType.FLOAT16, "uniform: absolute values may reach 1000000.0" + half),
                Arguments.of(
                        Init.normal(0, 60000), DataType.FLOAT16, "normal: absolute values may reach 552000.0" + half),
                Arguments.of(
                        Init.normal(1e39, 1),
                        DataType.FLOAT,
                        "normal: absolute values may reach 1.0E39, but the largest FLOAT is 3.4028234663852886E38, received normal(mean=1.0E39, std=1.0); use a DOUBLE array"),
                Arguments.of(Init.normal(0, 1e38), DataType.BFLOAT16, "normal: absolute values may reach 9."),
                Arguments.of(
                        Init.normal(0, 1e308),
                        DataType.DOUBLE,
                        "normal: absolute values may reach Infinity, but the largest DOUBLE is 1.7976931348623157E308, received normal(mean=0.0, std=1.0E308); use smaller parameters"),
                Arguments.of(
                        Init.truncNormal(0, 1, -1, 1e6),
                        DataType.FLOAT16,
                        "trunc_normal: absolute values may reach 1000000.0" + half),
                Arguments.of(
                        Init.orthogonal(-1e5),
                        DataType.FLOAT16,
                        "orthogonal: absolute values may reach 100000.0" + half),
                Arguments.of(
                        Init.deltaOrthogonal(1e5),
                        DataType.FLOAT16,
                        "delta_orthogonal: absolute values may reach 100000.0" + half),
                Arguments.of(
                        Init.sparse(0.5, 1e4), DataType.FLOAT16, "sparse: absolute values may reach 92000.0" + half),
                Arguments.of(
                        Init.xavierUniform(1e5), DataType.FLOAT16, "xavier_uniform: absolute values may reach 92582"),
                Arguments.of(
                        Init.normal(0, 1).scaled(1e4),
                        DataType.FLOAT16,
                        "scaled: absolute values may reach 92000.0" + half
                                + "scaled(10000.0, normal(mean=0.0, std=1.0))"),
                // the values before the multiplication exceed the range of FLOAT
                Arguments.of(
                        Init.normal(0, 1e39).scaled(1e-10), DataType.FLOAT, "scaled: absolute values may reach 9.19"),
                Arguments.of(
                        Init.normal(0, 1e308).scaled(0), DataType.DOUBLE, "scaled: absolute values may reach Infinity"),
                Arguments.of(
                        Init.constant(1e6).withZeroRow(0),
                        DataType.FLOAT16,
                        "zero_row: absolute values may reach 1000000.0" + half),
                Arguments.of(Init.lecunNormal(), DataType.FLOAT, ""));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void valuesOutsideTheRangeOfTheElementTypeAreRejected(Initializer initializer, DataType type, String message) {
        INDArray array = array(type, initializer.toString().startsWith("delta") ? "3x3x3" : "3x4");
        if (message.isEmpty()) { // control case: the values are in range
            assertThat(initializer.initialize(array, Generator.seeded(1))).isSameAs(array);
            return;
        }

        assertThatThrownBy(() -> initializer.initialize(array, Generator.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThat(array.castTo(DataType.DOUBLE).ravel().toDoubleVector()).containsOnly(5);
    }

    @Test
    void parametersAreAcceptedForAWiderElementType() {
        INDArray array = Nd4j.create(DataType.DOUBLE, 3, 4);

        assertThat(Init.constant(array, 1e300).getDouble(2, 3)).isEqualTo(1e300);
        assertThat(Init.normal(array, 0, 1e38).amaxNumber().doubleValue()).isBetween(1e37, 1e39);
    }

    @Test
    void intervalsWiderThanTheLargestFloatAreFilled() {
        INDArray array = Init.uniform(Nd4j.create(DataType.FLOAT, 1000), -3e38, 3e38);

        assertThat(array.isInfinite().any()).isFalse();
        assertThat(array.maxNumber().doubleValue()).isBetween(2.9e38, 3e38);
        assertThat(array.minNumber().doubleValue()).isBetween(-3e38, -2.9e38);
    }

    @Test
    void messagesDoNotDependOnTheLocale() {
        Locale locale = Locale.getDefault();
        try {
            for (String tag : new String[] {"ar-EG", "tr", "de", "fa"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThatThrownBy(() -> Init.dirac(array(DataType.FLOAT, "5x4x3"), 2))
                        .hasMessage(
                                "dirac: the length of the output axis, 5, must be divisible by the number of groups, received 2; pass a divisor of 5");
                assertThat(Initializer.parse("dl4j.IDENTITY")).isEqualTo(Init.eye());
                assertThat(Initializer.parse("uniform(high=1.5)")).hasToString("uniform(low=0.0, high=1.5)");
                assertThat(Init.kaimingUniform(FanMode.FAN_IN, Nonlinearity.LINEAR))
                        .hasToString("kaiming_uniform(mode=fan_in, nonlinearity=linear)");
            }
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void tensorsWithTooManyElementsAreRejected() {
        INDArray slice = array(DataType.FLOAT, "2x2");
        long[] begin = {0, 0};
        Generator generator = Generator.seeded(1);
        long huge = 1L << 40;

        assertThatThrownBy(() ->
                        Init.normal().initializeSlice(slice, new long[] {huge, huge}, begin, Layout.OUT_IN, generator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fewer than 2^62 elements, received shape [" + huge + ", " + huge + "]");
        assertThatThrownBy(() -> Init.eye()
                        .initializeSlice(slice, new long[] {1L << 30, 1L << 30}, begin, Layout.OUT_IN, generator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "eye: supports at most 268435456 positions along the output, input, batch or receptive axes");
        assertThatThrownBy(() -> Init.sparse(0.5)
                        .initializeSlice(slice, new long[] {1L << 20, 1L << 20}, begin, Layout.OUT_IN, generator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "sparse: a matrix may have at most 1073741824 rows, 1073741824 columns and 68719476736 elements");
        assertThatThrownBy(() -> Init.orthogonal()
                        .initializeSlice(slice, new long[] {1L << 17, 1L << 17}, begin, Layout.OUT_IN, generator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "orthogonal: the whole tensor may have at most 2147483647 elements, but has 17179869184");
        assertThatThrownBy(() -> Init.normal().moments(-1, 3)).hasMessageContaining("received shape [-1, 3]");
    }

    @Test
    void customGeneratorsAreRejected() {
        class Custom implements Generator {
            @Override
            public Generator named(String name) {
                return this;
            }
        }
        INDArray array = array(DataType.FLOAT, "2x2");
        INDArray before = array.dup();

        assertThatThrownBy(() -> Init.normal().initialize(array, new Custom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the generator must be one of this library's, but was a " + Custom.class.getName()
                        + "; use Generator.seeded, Generator.torch or Generator.jax");
        assertThatThrownBy(() -> Init.ones().initialize(array, new Custom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the generator must be one of this library's");
        assertThat(array).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"INT", "LONG", "SHORT", "BYTE", "UBYTE", "BOOL", "UINT16", "UINT32", "UINT64"})
    void arraysOfOtherElementTypesAreRejectedAndUnchanged(DataType type) {
        INDArray array = Nd4j.create(type, 2, 3);

        assertThatThrownBy(() -> Init.ones(array))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "ones: received an array of " + type
                                + "; only FLOAT, DOUBLE, HALF and BFLOAT16 can be filled; fill a copy of one of these types, such as array.castTo(DataType.FLOAT)");
        assertThat(array).isEqualTo(Nd4j.create(type, 2, 3));
    }

    @Test
    void allPackedPartsAreCheckedBeforeTheFirstIsWritten() {
        INDArray array = array(DataType.FLOAT, "12x5");
        Layout layout = Layout.OUT_IN.packedSizes(8, 4).groups(3);

        assertThatThrownBy(() -> Init.xavierNormal().initialize(array, layout, Generator.seeded(1)))
                .hasMessage(
                        "xavier_normal: the length of the output axis, 8, must be divisible by the number of groups, received 3; pass a divisor of 8");
        assertThat(array).isEqualTo(array.like().assign(5));
    }

    @Test
    void slicesOutsideTheTensorAreRejected() {
        INDArray slice = array(DataType.FLOAT, "3x4");
        Initializer normal = Init.normal();
        Generator generator = Generator.seeded(1);

        for (long[] begin : new long[][] {{-1, 0}, {0, 7}, {4, 0}, {0}, {Long.MAX_VALUE, 0}}) {
            assertThatThrownBy(() -> normal.initializeSlice(slice, new long[] {6, 10}, begin, Layout.OUT_IN, generator))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("normal: a slice of shape [3, 4] at " + Arrays.toString(begin)
                            + " is not within a tensor of shape [6, 10]; pass shape and begin with one number for each axis of the slice,"
                            + " such that begin >= 0 and begin + slice length <= tensor length");
        }
        assertThat(slice).isEqualTo(array(DataType.FLOAT, "3x4"));
    }

    @Test
    void lambdasCannotFillSlices() {
        Initializer half = (array, layout, generator) -> array.assign(0.5);
        INDArray array = array(DataType.FLOAT, "2x2");

        assertThat(half.initialize(array).sumNumber().doubleValue()).isEqualTo(2);
        assertThat(half.moments(2, 2)).isEqualTo(Moments.UNKNOWN);
        assertThatThrownBy(() -> half.initializeSlice(
                        array, new long[] {4, 2}, new long[] {0, 0}, Layout.OUT_IN, Generator.seeded(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageEndingWith(
                        "fills whole tensors only; initialize the whole tensor, or use an initializer of Init");
    }

    @Test
    void momentsOfEmptyShapesAreUnknown() {
        assertThat(Init.normal().moments(3, 0)).isEqualTo(Moments.UNKNOWN);
    }
}
