package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.internal.math.BFloat16;
import io.github.nd4jinit.internal.math.Half;
import io.github.nd4jinit.random.Generator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Tests the contract of all initializers. The first test fails if a new initializer has no row in the table. */
class InitializerContractTest {

    /**
     * A factory method of {@link Init}, or a method that derives an initializer from another.
     *
     * @param signature the signature of the method, in the form {@code name(types)}
     * @param strategy the initializer that the method returns
     * @param fillNow the overload of the method that fills an array
     * @param lengths a supported shape
     */
    record Row(String signature, Initializer strategy, UnaryOperator<INDArray> fillNow, List<Long> lengths) {

        Row(String signature, Initializer strategy, UnaryOperator<INDArray> fillNow, long... shape) {
            this(signature, strategy, fillNow, Arrays.stream(shape).boxed().toList());
        }

        long[] shape() {
            return lengths.stream().mapToLong(Long::longValue).toArray();
        }

        INDArray array(DataType type, char order) {
            return Nd4j.create(type, shape(), order);
        }

        /** Returns a new array, filled by the strategy with a generator of the given seed. */
        INDArray filled(DataType type, char order, long seed) {
            return strategy.initialize(array(type, order), Generator.seeded(seed));
        }

        boolean isRandom() {
            return !filled(DataType.FLOAT, 'c', 1).equals(filled(DataType.FLOAT, 'c', 2));
        }

        @Override
        public String toString() {
            return signature;
        }
    }

    private static final long[] MATRIX = {96, 70};
    private static final long[] KERNEL = {24, 12, 3, 5};

    static Stream<Row> rows() {
        return Stream.concat(factories(), derived());
    }

    /** Returns initializers that are derived from others. */
    private static Stream<Row> derived() {
        return Stream.of(
                derived(
                        "normal(double,double).scaled(double)",
                        Init.normal(1, 0.02).scaled(-0.3),
                        MATRIX),
                derived("constant(double).scaled(double)", Init.constant(0.3).scaled(0.7), KERNEL),
                derived("xavierUniform().scaled(double)", Init.xavierUniform().scaled(1e3), KERNEL),
                derived("orthogonal().scaled(double)", Init.orthogonal().scaled(0.25), KERNEL),
                derived("sparse(double).scaled(double)", Init.sparse(0.9).scaled(3), MATRIX),
                derived("normal().withZeroRow(long)", Init.normal().withZeroRow(3), MATRIX),
                derived("ones().withZeroRow(long)", Init.ones().withZeroRow(95), MATRIX),
                derived("orthogonal().withZeroRow(long)", Init.orthogonal().withZeroRow(0), KERNEL),
                derived(
                        "kaimingNormal().scaled(double).withZeroRow(long)",
                        Init.kaimingNormal().scaled(0.5).withZeroRow(7),
                        KERNEL),
                derived(
                        "truncNormal().withZeroRow(long).scaled(double)",
                        Init.truncNormal().withZeroRow(5).scaled(2),
                        MATRIX),
                derived("lecunNormal().withFans(Fans)", Init.lecunNormal().withFans(new Fans(30, 10)), 300));
    }

    private static Row derived(String signature, Initializer strategy, long... shape) {
        return new Row(signature, strategy, strategy::initialize, shape);
    }

    private static Stream<Row> factories() {
        FanMode out = FanMode.FAN_OUT;
        FanMode geo = FanMode.FAN_GEO_AVG;
        Nonlinearity leaky = Nonlinearity.leakyRelu(0.2);
        Distribution truncated = Distribution.TRUNCATED_NORMAL;
        Fans fans = new Fans(30, 10);
        return Stream.of(
                new Row("uniform()", Init.uniform(), Init::uniform, MATRIX),
                new Row("uniform(double,double)", Init.uniform(-3, 5.001), w -> Init.uniform(w, -3, 5.001), KERNEL),
                new Row("normal()", Init.normal(), Init::normal, KERNEL),
                new Row("normal(double,double)", Init.normal(1, 0.02), w -> Init.normal(w, 1, 0.02), MATRIX),
                new Row("truncNormal()", Init.truncNormal(), Init::truncNormal, MATRIX),
                new Row(
                        "truncNormal(double,double,double,double)",
                        Init.truncNormal(0.5, 2, -1, 7),
                        w -> Init.truncNormal(w, 0.5, 2, -1, 7),
                        KERNEL),
                new Row("constant(double)", Init.constant(0.3), w -> Init.constant(w, 0.3), KERNEL),
                new Row("priorBias(double)", Init.priorBias(0.01), w -> Init.priorBias(w, 0.01), 300),
                new Row("zeros()", Init.zeros(), Init::zeros, MATRIX),
                new Row("ones()", Init.ones(), Init::ones, KERNEL),
                new Row("eye()", Init.eye(), Init::eye, MATRIX),
                new Row("dirac()", Init.dirac(), Init::dirac, KERNEL),
                new Row("dirac(long)", Init.dirac(3), w -> Init.dirac(w, 3), KERNEL),
                new Row("orthogonal()", Init.orthogonal(), Init::orthogonal, KERNEL),
                new Row("orthogonal(double)", Init.orthogonal(1.5), w -> Init.orthogonal(w, 1.5), MATRIX),
                new Row("deltaOrthogonal()", Init.deltaOrthogonal(), Init::deltaOrthogonal, KERNEL),
                new Row("deltaOrthogonal(double)", Init.deltaOrthogonal(2), w -> Init.deltaOrthogonal(w, 2), KERNEL),
                new Row("sparse(double)", Init.sparse(0.9), w -> Init.sparse(w, 0.9), MATRIX),
                new Row("sparse(double,double)", Init.sparse(0.25, 2), w -> Init.sparse(w, 0.25, 2), MATRIX),
                new Row(
                        "varianceScaling(double,FanMode,Distribution)",
                        Init.varianceScaling(2, geo, truncated),
                        w -> Init.varianceScaling(w, 2, geo, truncated),
                        KERNEL),
                new Row("xavierUniform()", Init.xavierUniform(), Init::xavierUniform, MATRIX),
                new Row("xavierUniform(double)", Init.xavierUniform(2), w -> Init.xavierUniform(w, 2), KERNEL),
                new Row("xavierNormal()", Init.xavierNormal(), Init::xavierNormal, KERNEL),
                new Row("xavierNormal(double)", Init.xavierNormal(0.5), w -> Init.xavierNormal(w, 0.5), MATRIX),
                new Row("kaimingUniform()", Init.kaimingUniform(), Init::kaimingUniform, MATRIX),
                new Row(
                        "kaimingUniform(FanMode,Nonlinearity)",
                        Init.kaimingUniform(out, leaky),
                        w -> Init.kaimingUniform(w, out, leaky),
                        KERNEL),
                new Row("kaimingNormal()", Init.kaimingNormal(), Init::kaimingNormal, KERNEL),
                new Row(
                        "kaimingNormal(FanMode,Nonlinearity)",
                        Init.kaimingNormal(out, leaky),
                        w -> Init.kaimingNormal(w, out, leaky),
                        MATRIX),
                new Row("lecunUniform()", Init.lecunUniform(), Init::lecunUniform, KERNEL),
                new Row("lecunNormal()", Init.lecunNormal(), Init::lecunNormal, MATRIX),
                new Row("fanInUniform()", Init.fanInUniform(), Init::fanInUniform, KERNEL),
                new Row("fanInUniform(Fans)", Init.fanInUniform(fans), w -> Init.fanInUniform(w, fans), 300));
    }

    @Test
    void everyFactoryHasARowAndAnOverloadThatFillsAnArray() {
        Set<String> rows = factories().map(Row::signature).collect(Collectors.toCollection(TreeSet::new));

        assertThat(signatures(Initializer.class)).isEqualTo(rows);
        assertThat(signatures(INDArray.class)).isEqualTo(rows);
    }

    /**
     * Returns the signatures of the factories with the given return type, without the array parameter of the overloads
     * that fill an array.
     */
    private static Set<String> signatures(Class<?> returned) {
        return Arrays.stream(Init.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == returned)
                .map(InitializerContractTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .filter(type -> type != INDArray.class)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void fillsInPlaceAndReturnsTheSameArray(Row row) {
        INDArray array = row.array(DataType.FLOAT, 'c').assign(Float.NaN);

        assertThat(row.strategy().initialize(array, Generator.seeded(1))).isSameAs(array);
        assertThat(row.fillNow().apply(array)).isSameAs(array);
        assertThat(array.shape()).isEqualTo(row.shape());
        assertThat(array.isNaN().any()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theFillingOverloadUsesTheSeedOfNd4j(Row row) {
        Nd4j.getRandom().setSeed(7);
        INDArray now = row.fillNow().apply(row.array(DataType.FLOAT, 'c'));
        Nd4j.getRandom().setSeed(7);
        INDArray later = row.strategy().initialize(row.array(DataType.FLOAT, 'c'));
        INDArray next = row.strategy().initialize(row.array(DataType.FLOAT, 'c'));

        assertThat(later).isEqualTo(now);
        assertThat(next.equals(now)).isNotEqualTo(row.isRandom());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valuesDependOnTheSeedAndThePositionInTheSequence(Row row) {
        Generator generator = Generator.seeded(5);
        INDArray first = row.strategy().initialize(row.array(DataType.FLOAT, 'c'), generator);
        INDArray second = row.strategy().initialize(row.array(DataType.FLOAT, 'c'), generator);

        assertThat(first).isEqualTo(row.filled(DataType.FLOAT, 'c', 5));
        assertThat(second.equals(first)).isNotEqualTo(row.isRandom());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valuesDependOnTheLogicalIndexAndNotOnTheMemoryLayout(Row row) {
        INDArray expected = row.filled(DataType.DOUBLE, 'c', 3);
        assertThat(row.filled(DataType.DOUBLE, 'f', 3)).isEqualTo(expected);

        long[] larger = Arrays.stream(row.shape()).map(size -> 2 * size + 3).toArray();
        INDArray view = Nd4j.create(DataType.DOUBLE, larger, 'c')
                .get(Arrays.stream(row.shape())
                        .mapToObj(size -> NDArrayIndex.interval(1, 2, 2 * size + 1))
                        .toArray(INDArrayIndex[]::new));
        assertThat(view.shape()).isEqualTo(row.shape());
        assertThat(row.strategy().initialize(view, Generator.seeded(3))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sixteenBitValuesAreFloatsRoundedOnce(Row row) {
        float[] floats = row.filled(DataType.FLOAT, 'c', 9).data().asFloat();
        float[] halves = row.filled(DataType.FLOAT16, 'c', 9).data().asFloat();
        float[] bfloats = row.filled(DataType.BFLOAT16, 'c', 9).data().asFloat();
        // values of uniform(0, 1) that would round to 1 are the largest below 1, so the interval remains half-open
        float largestHalf = row.signature().equals("uniform()") ? 1 - 0x1p-11f : Float.MAX_VALUE;
        float largestBfloat = row.signature().equals("uniform()") ? 1 - 0x1p-8f : Float.MAX_VALUE;

        for (int i = 0; i < floats.length; i++) {
            assertThat(halves[i]).isEqualTo(Math.min(largestHalf, Half.value(Half.bits(floats[i]))));
            assertThat(bfloats[i]).isEqualTo(Math.min(largestBfloat, BFloat16.value(BFloat16.bits(floats[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doublesAgreeWithFloatsToFloatPrecision(Row row) {
        INDArray floats = row.filled(DataType.FLOAT, 'c', 4).castTo(DataType.DOUBLE);
        INDArray doubles = row.filled(DataType.DOUBLE, 'c', 4);
        double scale = doubles.amaxNumber().doubleValue();

        // A float is computed from 23 or 24 bits of u. For normal values, the error is largest relative to |z| at the
        // limit of the tail, where it is at most 17.7e-6 (see ValueKind) and |z| is 3.297.
        boolean isNormal = row.signature().matches("(?i)sparse.*|.*orthogonal.*|.*(?<!trunc)normal.*");
        assertThat(floats.sub(doubles).amaxNumber().doubleValue())
                .isLessThanOrEqualTo((isNormal ? 5.4e-6 : 1e-6) * scale);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void emptyArraysAreUnchangedAndNothingIsDrawn(Row row) {
        Nd4j.getRandom().setSeed(7);
        long expected = Nd4j.getRandom().nextLong();
        long[] shape = row.shape().clone();
        shape[shape.length - 1] = 0;
        INDArray empty = Nd4j.create(DataType.FLOAT, shape);
        INDArray scalar = Nd4j.empty(DataType.FLOAT);

        Nd4j.getRandom().setSeed(7);
        assertThat(row.fillNow().apply(empty)).isSameAs(empty);
        assertThat(row.fillNow().apply(scalar)).isSameAs(scalar);
        assertThat(Nd4j.getRandom().nextLong()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void parseIsTheInverseOfToString(Row row) {
        Initializer parsed = Initializer.parse(row.strategy().toString());

        assertThat(parsed).isEqualTo(row.strategy()).hasSameHashCodeAs(row.strategy());
        assertThat(parsed).hasToString(row.strategy().toString());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void serializedCopiesAreEqual(Row row) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(row.strategy());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(row.strategy());
        }
    }

    @Test
    void initializersWithDifferentParametersAreNotEqual() {
        List<Initializer> distinct = rows().map(Row::strategy).distinct().toList();

        assertThat(distinct).hasSize((int) rows().count());
        assertThat(Init.normal(0, 1)).isEqualTo(Init.normal()).isNotEqualTo(Init.normal(0, 2));
    }

    /** Tolerance of sample moments in standard errors: each of 86 comparisons fails by chance once in 5e8 seeds. */
    private static final double SIGMAS = 6;

    @ParameterizedTest
    @MethodSource("rows")
    void sampleMomentsMatchTheComputedMoments(Row row) {
        long[] shape = row.shape().clone();
        // there are at least 9600 values, usually 200000; with 200000, an error of 1 % in std is 6 standard errors
        shape[0] *= 32;
        INDArray values = row.strategy().initialize(Nd4j.create(DataType.DOUBLE, shape, 'c'), Generator.seeded(11));
        Moments moments = row.strategy().moments(shape, Layout.OUT_IN);
        INDArray squares = values.mul(values);
        double mean = values.meanNumber().doubleValue();
        double square = squares.meanNumber().doubleValue();
        double fourth = squares.mul(squares).meanNumber().doubleValue();
        double expected = moments.std() * moments.std() + moments.mean() * moments.mean();
        double sigmas = row.isRandom() ? SIGMAS / Math.sqrt((double) values.length()) : 0;

        double rounding = 1e-12;
        assertThat(mean).isCloseTo(moments.mean(), within(rounding + sigmas * moments.std()));
        assertThat(square)
                .isCloseTo(expected, within(rounding + sigmas * Math.sqrt(Math.max(0, fourth - square * square))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void integerArraysAreRejectedAndUnchanged(Row row) {
        INDArray integers = row.array(DataType.INT32, 'c').assign(5);

        assertThatThrownBy(() -> row.strategy().initialize(integers, Generator.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("received an array of INT")
                .hasMessageContaining("FLOAT, DOUBLE, HALF and BFLOAT16");
        assertThat(integers).isEqualTo(row.array(DataType.INT32, 'c').assign(5));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void checkThrowsTheSameExceptionsWithoutWritingOrDrawing(Row row) {
        INDArray array = row.array(DataType.FLOAT, 'c').assign(5);
        INDArray integers = row.array(DataType.INT32, 'c');
        Nd4j.getRandom().setSeed(7);
        long expected = Nd4j.getRandom().nextLong();

        Nd4j.getRandom().setSeed(7);
        row.strategy().check(array, Layout.OUT_IN);
        row.strategy().check(Nd4j.empty(DataType.FLOAT), Layout.OUT_IN);
        assertThat(array).isEqualTo(row.array(DataType.FLOAT, 'c').assign(5));
        assertThat(Nd4j.getRandom().nextLong()).isEqualTo(expected);
        assertThatThrownBy(() -> row.strategy().check(integers, Layout.OUT_IN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("received an array of INT");
        assertThatThrownBy(() -> row.strategy().check(null, Layout.OUT_IN))
                .hasMessageContaining("array must not be null");
        assertThatThrownBy(() -> row.strategy().check(array, null)).hasMessageContaining("layout must not be null");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void messagesContainTheNameOfANullArgument(Row row) {
        INDArray array = row.array(DataType.FLOAT, 'c');
        Initializer strategy = row.strategy();
        Generator generator = Generator.seeded(1);

        assertThatThrownBy(() -> strategy.initialize(null, generator)).hasMessageContaining("array must not be null");
        assertThatThrownBy(() -> strategy.initialize(array, null, generator))
                .hasMessageContaining("layout must not be null");
        assertThatThrownBy(() -> strategy.initialize(array, Layout.OUT_IN, null))
                .hasMessageContaining("generator must not be null");
        assertThatThrownBy(() -> row.fillNow().apply(null)).isInstanceOf(NullPointerException.class);
    }
}
