package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of other frameworks mean what those frameworks draw. */
class ParseTest {

    private static final FanMode IN = FanMode.FAN_IN;
    private static final FanMode OUT = FanMode.FAN_OUT;
    private static final FanMode AVG = FanMode.FAN_AVG;
    private static final Distribution TRUNCATED = Distribution.TRUNCATED_NORMAL;
    private static final Distribution NORMAL = Distribution.NORMAL;
    private static final Distribution UNIFORM = Distribution.UNIFORM;

    static Stream<Arguments> names() {
        return Stream.of(
                // torch.nn.init
                Arguments.of("uniform_", Init.uniform()),
                Arguments.of("uniform_(a=-0.1, b=0.1)", Init.uniform(-0.1, 0.1)),
                Arguments.of("normal_(0, 0.02)", Init.normal(0, 0.02)),
                Arguments.of("normal_(std=1e-3)", Init.normal(0, 1e-3)),
                Arguments.of("trunc_normal_", Init.truncNormal()),
                Arguments.of("trunc_normal_(std=.02, a=-.04, b=.04)", Init.truncNormal(0, 0.02, -0.04, 0.04)),
                Arguments.of("constant_(0.3)", Init.constant(0.3)),
                Arguments.of("constant_(val=0.3)", Init.constant(0.3)),
                Arguments.of("zeros_", Init.zeros()),
                Arguments.of("ones_()", Init.ones()),
                Arguments.of("eye_", Init.eye()),
                Arguments.of("dirac_(groups=2)", Init.dirac(2)),
                Arguments.of("orthogonal_(gain=1.4)", Init.orthogonal(1.4)),
                Arguments.of("sparse_(0.9)", Init.sparse(0.9)),
                Arguments.of("sparse_(sparsity=0.9, std=0.1)", Init.sparse(0.9, 0.1)),
                Arguments.of("xavier_uniform_", Init.xavierUniform()),
                Arguments.of("torch.nn.init.xavier_normal_(gain=2)", Init.xavierNormal(2)),
                Arguments.of("kaiming_uniform_", Init.kaimingUniform()),
                Arguments.of("kaiming_normal_", Init.kaimingNormal()),
                Arguments.of(
                        "kaiming_uniform_(a=2.23606797749979)",
                        Init.kaimingUniform(IN, Nonlinearity.leakyRelu(Math.sqrt(5)))),
                Arguments.of(
                        "kaiming_normal_(mode='fan_out', nonlinearity='relu')",
                        Init.kaimingNormal(OUT, Nonlinearity.RELU)),
                Arguments.of(
                        "kaiming_normal_(a=0.1, mode=\"fan_out\", nonlinearity='leaky_relu')",
                        Init.kaimingNormal(OUT, Nonlinearity.leakyRelu(0.1))),
                Arguments.of("nn.init.xavier_uniform_", Init.xavierUniform()),
                Arguments.of("kaiming_normal_(0.2, 'fan_out')", Init.kaimingNormal(OUT, Nonlinearity.leakyRelu(0.2))),
                Arguments.of("dirac_(9007199254740993)", Init.dirac(9007199254740993L)),
                // Keras and JAX
                Arguments.of("glorot_uniform", Init.xavierUniform()),
                Arguments.of("GlorotUniform", Init.xavierUniform()),
                Arguments.of("glorot_normal", Init.varianceScaling(1, AVG, TRUNCATED)),
                Arguments.of("HeNormal", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("he_normal", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("he_uniform", Init.varianceScaling(2, IN, UNIFORM)),
                Arguments.of("LecunNormal", Init.lecunNormal()),
                Arguments.of("lecun_uniform", Init.lecunUniform()),
                Arguments.of("RandomNormal", Init.normal(0, 0.05)),
                Arguments.of("random_uniform(minval=-1, maxval=1)", Init.uniform(-1, 1)),
                Arguments.of("keras.uniform", Init.uniform(-0.05, 0.05)),
                Arguments.of("TruncatedNormal", Init.truncNormal(0, 0.05, -0.1, 0.1)),
                Arguments.of("tf.keras.initializers.HeNormal", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("keras.VarianceScaling(distribution='normal')", Init.varianceScaling(1, IN, TRUNCATED)),
                Arguments.of(
                        "keras.VarianceScaling(2, 'fan_out', 'untruncated_normal')",
                        Init.varianceScaling(2, OUT, NORMAL)),
                Arguments.of("variance_scaling(2, fan_in, normal)", Init.varianceScaling(2, IN, NORMAL)),
                Arguments.of("keras.TruncatedNormal", Init.truncNormal(0, 0.05, -0.1, 0.1)),
                Arguments.of("truncated_normal(stddev=0.5)", Init.truncNormal(0, 0.5, -1, 1)),
                Arguments.of(
                        "VarianceScaling(scale=2.0, mode='fan_out', distribution='truncated_normal')",
                        Init.varianceScaling(2, OUT, TRUNCATED)),
                Arguments.of("variance_scaling", Init.varianceScaling(1, IN, TRUNCATED)),
                Arguments.of("Identity", Init.eye()),
                Arguments.of("Zeros", Init.zeros()),
                Arguments.of("one", Init.ones()),
                Arguments.of("Orthogonal", Init.orthogonal()),
                Arguments.of("delta_orthogonal(scale=2)", Init.deltaOrthogonal(2)),
                Arguments.of("jax.nn.initializers.normal", Init.normal(0, 0.01)),
                Arguments.of("jax.uniform(0.5)", Init.uniform(0, 0.5)),
                Arguments.of("jax.truncated_normal(0.5, -1, 3)", Init.truncNormal(0, 0.5, -0.5, 1.5)),
                Arguments.of("jax.xavier_normal", Init.varianceScaling(1, AVG, TRUNCATED)),
                Arguments.of("jax.kaiming_normal", Init.varianceScaling(2, IN, TRUNCATED)),
                // DL4J
                Arguments.of("WeightInit.XAVIER", Init.xavierNormal()),
                Arguments.of("XAVIER", Init.xavierNormal()),
                Arguments.of("XAVIER_UNIFORM", Init.xavierUniform()),
                Arguments.of("XAVIER_FAN_IN", Init.varianceScaling(1, IN, NORMAL)),
                Arguments.of("XAVIER_LEGACY", Init.varianceScaling(0.5, AVG, NORMAL)),
                Arguments.of("RELU", Init.kaimingNormal(IN, Nonlinearity.RELU)),
                Arguments.of("RELU_UNIFORM", Init.kaimingUniform(IN, Nonlinearity.RELU)),
                Arguments.of("SIGMOID_UNIFORM", Init.xavierUniform(4)),
                Arguments.of("LECUN_NORMAL", Init.lecunNormal()),
                Arguments.of("dl4j.LECUN_NORMAL", Init.varianceScaling(1, IN, NORMAL)),
                Arguments.of("LECUN_UNIFORM", Init.lecunUniform()),
                Arguments.of("ZERO", Init.zeros()),
                Arguments.of("ONES", Init.ones()),
                Arguments.of("IDENTITY", Init.eye()),
                Arguments.of("dl4j.UNIFORM", Init.fanInUniform()),
                Arguments.of("dl4j.NORMAL", Init.varianceScaling(1, IN, NORMAL)),
                Arguments.of("VAR_SCALING_NORMAL_FAN_IN", Init.varianceScaling(1, IN, TRUNCATED)),
                Arguments.of("VAR_SCALING_NORMAL_FAN_OUT", Init.varianceScaling(1, OUT, TRUNCATED)),
                Arguments.of("VAR_SCALING_UNIFORM_FAN_AVG", Init.varianceScaling(1, AVG, UNIFORM)),
                // this library's
                Arguments.of(" fan_in_uniform ", Init.fanInUniform()),
                Arguments.of(
                        "scaled(0.5, normal(0, 0.02))", Init.normal(0, 0.02).scaled(0.5)),
                Arguments.of(
                        "Scaled(initializer=HeNormal, factor=-1e-3)",
                        Init.varianceScaling(2, IN, TRUNCATED).scaled(-1e-3)),
                Arguments.of("zero_row(1, keras.normal)", Init.normal(0, 0.05).withZeroRow(1)),
                Arguments.of("zero_row(row=0, initializer='ones')", Init.ones().withZeroRow(0)),
                Arguments.of(
                        "scaled(2, zero_row(9007199254740993, scaled(3, kaiming_normal(nonlinearity=leaky_relu(0.2)))))",
                        Init.kaimingNormal(IN, Nonlinearity.leakyRelu(0.2))
                                .scaled(3)
                                .withZeroRow(9007199254740993L)
                                .scaled(2)),
                Arguments.of("Normal( Mean = 1 , STD = 2 )", Init.normal(1, 2)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameMeansWhatItsSystemDraws(String text, Initializer expected) {
        assertThat(Initializer.parse(text)).isEqualTo(expected);
        assertThat(Initializer.parse(expected.toString())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "he_norml | received the unknown name \"he_norml\"; near ones are he_normal",
                "xaviar_uniform_ | near ones are xavier_uniform",
                "normal(mean=0, sigma=2) | normal takes no such argument as sigma, or not twice; leave it out",
                "zeros(1) | zeros takes no such argument as 1, or not twice; leave it out",
                "normal(std=wide) | std must be a number, received \"wide\"",
                "constant | value is missing; say it, as in constant(value=0.5)",
                "sparse | sparsity is missing",
                "variance_scaling(mode=fan_sum) | mode must be one of [fan_in, fan_out, fan_avg, fan_geo_avg], received \"fan_sum\"",
                "kaiming_normal(nonlinearity=geluu) | near ones are gelu",
                "normal(0, 1 | at character 12 should have a comma or a closing parenthesis",
                "normal(0,, 1) | at character 10 should have a name or a number",
                "normal(0) 1 | at character 11 should have the end",
                "kaiming_normal(mode='fan_in) | should have a closing quote",
                "dirac(groups=1.5) | groups must be a whole number, received \"1.5\"",
                "dirac(groups=0) | groups must be at least 1, received 0",
                "normal(std=-1) | std must not be negative, received -1.0",
                "orthogonal(gain=NaN) | gain must be finite, received NaN",
                "normal(0(junk), 1) | 0 takes no such argument as junk",
                "kaiming_normal(mode=fan_in(3)) | fan_in takes no such argument as 3",
                "normal(1d) | mean must be a number, received \"1d\"",
                "normal(mean=1, mean=2) | normal takes no such argument as mean, or not twice; leave it out",
                "a(a(a(a(a(a(a(a(a(a(a(a(a(a(a(a(a(1))))))))))))))))) | at character 35 should have no call so deep in others",
                "scaled | factor is missing; say it, as in scaled(factor=0.5)",
                "scaled(2) | initializer is missing; say it, as in scaled(initializer=zeros)",
                "scaled(normal, 2) | factor must be a number, received \"normal\"",
                "scaled(NaN, normal) | scaled: factor must be finite, received NaN",
                "scaled(2, he_norml) | received the unknown name \"he_norml\"",
                "scaled(2, normal, 3) | scaled takes no such argument as 3",
                "scaled(2, normal(0, -1)) | normal: std must not be negative",
                "zero_row(normal) | row must be a whole number, received \"normal\"",
                "zero_row(1) | initializer is missing; say it, as in zero_row(initializer=zeros)",
                "zero_row(-1, normal) | zero_row: row must not be negative, received -1; pass 0 or more",
                "zero_row(1.5, normal) | row must be a whole number, received \"1.5\"",
                "dirac(1e300) | groups must be a whole number",
                "distribution | received the unknown name",
            })
    void badTextSaysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Initializer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"''", "'  '", "'()'", "normal((0)"})
    void textWithoutANameIsRefused(String text) {
        assertThatThrownBy(() -> Initializer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Initializer.parse: received \"" + text + "\"");
    }
}
