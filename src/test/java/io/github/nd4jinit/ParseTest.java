package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that names from other libraries have the same meaning as in those libraries. */
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
                Arguments.of("keras.truncated_normal(stddev=0.5)", Init.truncNormal(0, 0.5, -1, 1)),
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
                Arguments.of("LECUN_NORMAL", Init.varianceScaling(1, IN, NORMAL)),
                Arguments.of("NORMAL", Init.varianceScaling(1, IN, NORMAL)),
                Arguments.of("UNIFORM", Init.fanInUniform()),
                Arguments.of("dl4j.Xavier", Init.xavierNormal()),
                Arguments.of("dl4j.xavier", Init.xavierNormal()),
                Arguments.of("dl4j.WeightInitVarScalingNormalFanOut", Init.varianceScaling(1, OUT, TRUNCATED)),
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
                // this library
                Arguments.of(" fan_in_uniform ", Init.fanInUniform()),
                Arguments.of(
                        "scaled(0.5, normal(0, 0.02))", Init.normal(0, 0.02).scaled(0.5)),
                Arguments.of(
                        "scaled(initializer=HeNormal, factor=-1e-3)",
                        Init.varianceScaling(2, IN, TRUNCATED).scaled(-1e-3)),
                Arguments.of("zero_row(1, keras.normal)", Init.normal(0, 0.05).withZeroRow(1)),
                Arguments.of("zero_row(row=0, initializer='ones')", Init.ones().withZeroRow(0)),
                Arguments.of(
                        "scaled(2, zero_row(9007199254740993, scaled(3, kaiming_normal(nonlinearity=leaky_relu(0.2)))))",
                        Init.kaimingNormal(IN, Nonlinearity.leakyRelu(0.2))
                                .scaled(3)
                                .withZeroRow(9007199254740993L)
                                .scaled(2)),
                Arguments.of("normal( mean = 1 , std = 2 )", Init.normal(1, 2)),
                Arguments.of("prior_bias(0.01)", Init.priorBias(0.01)),
                Arguments.of("prior_bias(probability=0.01)", Init.priorBias(0.01)),
                Arguments.of("uniform(-0.1, 0.1)", Init.uniform(-0.1, 0.1)),
                // every library with its prefix, in every spelling
                Arguments.of("torch.normal(0.02)", Init.normal(0.02, 1)),
                Arguments.of("normal_(0.02)", Init.normal(0.02, 1)),
                Arguments.of("torch.XavierUniform", Init.xavierUniform()),
                Arguments.of("torch.KAIMING_NORMAL", Init.kaimingNormal()),
                Arguments.of("keras.he_normal", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("keras.HE_NORMAL", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("jax.HeNormal", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("jax.normal(0.02)", Init.normal(0, 0.02)),
                Arguments.of("keras.normal(0.02)", Init.normal(0.02, 0.05)),
                Arguments.of("keras.Constant", Init.constant(0)),
                Arguments.of("keras.Identity(gain=2)", Init.eye().scaled(2)),
                Arguments.of("hk.RandomNormal(0.02)", Init.normal(0, 0.02)),
                Arguments.of("hk.RandomNormal(0.02, 1)", Init.normal(1, 0.02)),
                Arguments.of("hk.random_normal", Init.normal(0, 1)),
                Arguments.of("hk.TruncatedNormal(0.5, 1)", Init.truncNormal(1, 0.5, 0, 2)),
                Arguments.of("hk.TruncatedNormal(stddev=0.5, lower=-1, upper=3)", Init.truncNormal(0, 0.5, -0.5, 1.5)),
                Arguments.of("hk.RandomUniform", Init.uniform(0, 1)),
                Arguments.of("hk.VarianceScaling(2.0, 'fan_in', 'normal')", Init.varianceScaling(2, IN, NORMAL)),
                Arguments.of("hk.UniformScaling(2)", Init.varianceScaling(4, IN, UNIFORM)),
                Arguments.of("hk.Orthogonal(scale=2)", Init.orthogonal(2)),
                Arguments.of("paddle.KaimingNormal", Init.kaimingNormal()),
                Arguments.of(
                        "paddle.KaimingUniform(negative_slope=0.2, nonlinearity='leaky_relu', mode='fan_out')",
                        Init.kaimingUniform(OUT, Nonlinearity.leakyRelu(0.2))),
                Arguments.of("paddle.XavierNormal(gain=2)", Init.xavierNormal(2)),
                Arguments.of("paddle.Uniform", Init.uniform(-1, 1)),
                Arguments.of("paddle.normal(0.5, 0.1)", Init.normal(0.5, 0.1)),
                Arguments.of("paddle.TruncatedNormal(std=0.02)", Init.truncNormal(0, 0.02, -2, 2)),
                Arguments.of("mxnet.Normal(0.02)", Init.normal(0, 0.02)),
                Arguments.of("mxnet.normal", Init.normal(0, 0.01)),
                Arguments.of("mxnet.Uniform", Init.uniform(-0.07, 0.07)),
                Arguments.of("mxnet.Xavier", Init.varianceScaling(1, AVG, UNIFORM)),
                Arguments.of("mxnet.Xavier('gaussian', 'in', 2)", Init.varianceScaling(2, IN, NORMAL)),
                Arguments.of("mxnet.MSRAPrelu(slope=0)", Init.varianceScaling(2, AVG, NORMAL)),
                Arguments.of("mxnet.Orthogonal(rand_type='normal')", Init.orthogonal(1.414)),
                // names of classes that exist in exactly one library other than Keras
                Arguments.of("KaimingNormal", Init.kaimingNormal()),
                Arguments.of("WeightInitXavier", Init.xavierNormal()),
                Arguments.of("WeightInitVarScalingUniformFanAvg", Init.varianceScaling(1, AVG, UNIFORM)),
                Arguments.of("Xavier", Init.varianceScaling(1, AVG, UNIFORM)),
                Arguments.of("XavierUniform(gain=2)", Init.xavierUniform(2)),
                Arguments.of("UniformScaling", Init.varianceScaling(1, IN, UNIFORM)),
                Arguments.of("MSRAPrelu", Init.varianceScaling(2 / 1.0625, AVG, NORMAL)),
                // code copied from a program
                Arguments.of("init.xavier_uniform_", Init.xavierUniform()),
                Arguments.of(
                        "nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))",
                        Init.kaimingUniform(IN, Nonlinearity.leakyRelu(Math.sqrt(5)))),
                Arguments.of(
                        "torch.nn.init.kaiming_normal_(m.weight, mode='fan_out', nonlinearity='relu')",
                        Init.kaimingNormal(OUT, Nonlinearity.RELU)),
                Arguments.of("nn.init.normal_(w, 0, 0.02)", Init.normal(0, 0.02)),
                Arguments.of("nn.init.constant_(m.bias, 0)", Init.constant(0)),
                Arguments.of("init.trunc_normal_(w, std=.02, generator=None)", Init.truncNormal(0, 0.02, -2, 2)),
                Arguments.of(
                        "nn.init.xavier_uniform_(w, gain=nn.init.calculate_gain('tanh'))", Init.xavierUniform(5.0 / 3)),
                Arguments.of(
                        "xavier_uniform_(gain=calculate_gain('leaky_relu', 0.2))",
                        Init.xavierUniform(Math.sqrt(2 / (1 + 0.2 * 0.2)))),
                Arguments.of("nn.initializers.lecun_normal()", Init.lecunNormal()),
                Arguments.of("jax.nn.initializers.truncated_normal(0.5)", Init.truncNormal(0, 0.5, -1, 1)),
                Arguments.of("jax.nn.initializers.normal(stddev=math.sqrt(2))", Init.normal(0, Math.sqrt(2))),
                Arguments.of("flax.linen.initializers.he_normal()", Init.varianceScaling(2, IN, TRUNCATED)),
                Arguments.of("tf.keras.initializers.GlorotUniform(seed=None)", Init.xavierUniform()),
                Arguments.of("keras.initializers.RandomNormal(mean=0., stddev=1., seed=None)", Init.normal(0, 1)),
                Arguments.of("hk.initializers.TruncatedNormal(1. )", Init.truncNormal(0, 1, -2, 2)),
                Arguments.of("hk.initializers.TruncatedNormal(stddev=1 , mean=0.)", Init.truncNormal(0, 1, -2, 2)),
                Arguments.of(
                        "paddle.nn.initializer.XavierUniform(fan_in=None, fan_out=None, name=None)",
                        Init.xavierUniform()),
                Arguments.of("mx.init.Xavier(magnitude=2.24)", Init.varianceScaling(2.24 / 3, AVG, UNIFORM)),
                Arguments.of("sparse_(w, sparsity=0.1)", Init.sparse(0.1)),
                Arguments.of("nn.init.normal_(\n    w,\n    std=0.02,\n)", Init.normal(0, 0.02)),
                Arguments.of("nn.init.normal_(tensor=w, std=0.02)", Init.normal(0, 0.02)),
                Arguments.of("nn.init.zeros_(layers[0].bias)", Init.zeros()),
                Arguments.of("nn.initializers.zeros_init()", Init.zeros()),
                Arguments.of("RandomNormal(0, 0.02, None)", Init.normal(0, 0.02)),
                Arguments.of("jax.truncated_normal(0.02, jnp.float32, -1, 3)", Init.truncNormal(0, 0.02, -0.02, 0.06)),
                Arguments.of("paddle.XavierNormal(None, None, 2.0)", Init.xavierNormal(2)),
                Arguments.of(
                        "paddle.KaimingNormal(None, 0.2, 'leaky_relu')",
                        Init.kaimingNormal(IN, Nonlinearity.leakyRelu(0.2))),
                Arguments.of("WeightInitConstant(0.5)", Init.constant(0.5)),
                Arguments.of("uniform(-sqrt(3), np.sqrt(3))", Init.uniform(-Math.sqrt(3), Math.sqrt(3))));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesHaveTheSameMeaningAsInTheirLibrary(String text, Initializer expected) {
        assertThat(Initializer.parse(text)).isEqualTo(expected);
        assertThat(Initializer.parse(expected.toString())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "he_norml | received \"he_norml\", which is an unknown name; did you mean he_normal, he_uniform",
                "xaviar_uniform_ | which is an unknown name; did you mean xavier_uniform_, xavier_uniform",
                "normal(mean=0, sigma=2) | normal has no parameter for the argument sigma; leave it out, or use one of the parameters mean, std, stddev",
                "zeros(1) | zeros has no parameter for the argument 1; leave it out",
                "normal(std=wide) | std must be a number, but was \"wide\"; write a number such as 0.5, 1e-3 or sqrt(5)",
                "constant | value is missing; add it, as in constant(value=0.5)",
                "sparse | sparsity is missing; add it, as in sparse(sparsity=0.5)",
                "variance_scaling(mode=fan_sum) | mode must be one of [fan_in, fan_out, fan_avg, fan_geo_avg], but was \"fan_sum\"",
                "kaiming_normal(nonlinearity=geluu) | received the unknown name \"geluu\"; did you mean gelu",
                "normal(0, 1 | but expected a comma or a closing parenthesis at character 12; write the text in the form kaiming_normal(mode=fan_out, nonlinearity=relu)",
                "normal(0,, 1) | but expected a name or a number at character 10",
                "normal(0, 1) 1 | but expected the end of the text at character 14",
                "kaiming_normal(mode='fan_in) | but expected a closing quote at character 29",
                "dirac(groups=1.5) | groups must be a whole number, but was \"1.5\"",
                "dirac(groups=0) | groups must be at least 1, but was 0",
                "normal(std=-1) | std must not be negative, but was -1.0",
                "orthogonal(gain=NaN) | gain must be finite, but was NaN",
                "normal(0(junk), 1) | 0 has no parameter for the argument junk",
                "kaiming_normal(mode=fan_in(3)) | fan_in has no parameter for the argument 3",
                "normal(mean=1d) | mean must be a number, but was \"1d\"",
                "normal(mean=1, mean=2) | normal received mean twice; remove one of them",
                "scaled | factor is missing; add it, as in scaled(0.5, normal(0, 0.02))",
                "scaled(2) | initializer is missing; add it, as in scaled(0.5, normal(0, 0.02))",
                "scaled(normal, 2) | factor must be a number, but was \"normal\"",
                "scaled(NaN, normal) | scaled: factor must be finite, but was NaN",
                "scaled(2, he_norml) | received \"he_norml\" in \"scaled(2, he_norml)\", which is an unknown name",
                "scaled(2, normal, 3) | scaled has no parameter for the argument 3",
                "scaled(2, normal(0, -1)) | normal: std must not be negative",
                "zero_row(normal) | row must be a whole number, but was \"normal\"",
                "zero_row(1) | initializer is missing; add it, as in zero_row(0, normal(0, 0.02))",
                "zero_row(-1, normal) | zero_row: row must not be negative, but was -1; pass 0 or more",
                "zero_row(1.5, normal) | row must be a whole number, but was \"1.5\"",
                "dirac(1e300) | groups must be a whole number",
                "prior_bias | probability is missing; add it, as in prior_bias(probability=0.5)",
                "prior_bias(1) | prior_bias: probability must be greater than 0 and less than 1, but was 1.0",
                // order of arguments
                "normal(std=0.02, 1) | in which the positional argument 1 follows an argument with a key; give it a key",
                "kaiming_normal(mode=fan_out, relu) | the positional argument relu follows an argument with a key",
                // spellings
                "distribution | which needs a prefix; did you mean dl4j.distribution",
                "DISTRIBUTION | DISTRIBUTION refers to a distribution that is configured separately; write that distribution, as in normal(mean=0, std=0.01)",
                "relu | which needs a prefix; did you mean dl4j.relu",
                "xavier | which needs a prefix; did you mean dl4j.xavier, mxnet.xavier",
                "KAIMING_NORMAL | which is an unknown name; did you mean kaiming_normal",
                "He_Normal | which is an unknown name; did you mean",
                "xavierUniform | which is an unknown name; did you mean",
                "he_normal_ | which is an unknown name",
                "Xavier_uniform_ | which is an unknown name",
                "DeltaOrthogonal | which is an unknown name",
                "NORMAL(0, 1) | NORMAL has no parameter for the argument 0",
                // ambiguity
                "truncated_normal | which has different meanings in different libraries; add a prefix: keras.truncated_normal is trunc_normal(mean=0.0, std=0.05, a=-0.1, b=0.1), jax.truncated_normal is",
                "truncated_normal(0.02) | which has different meanings in different libraries",
                "truncated_normal(stddev=0.5) | which has different meanings in different libraries",
                "Normal(0.02) | which has different meanings in different libraries; add a prefix: paddle.Normal is normal(mean=0.0, std=1.0), mxnet.Normal is normal(mean=0.0, std=0.01)",
                "Uniform | which has different meanings in different libraries; add a prefix: paddle.Uniform is uniform(low=-1.0, high=1.0), mxnet.Uniform is",
                "normal(0.02) | in which 0.02 could be a mean or a standard deviation; write one of normal(mean=0, std=0.02), normal(mean=0.02, std=1), torch.normal(0.02), jax.normal(0.02)",
                "normal(-1) | write one of normal(mean=-1.0, std=1), torch.normal(-1.0)",
                "scaled(2, normal(0.02)) | in which 0.02 could be a mean or a standard deviation",
                "uniform(0.1) | in which 0.1 could be a lower or an upper bound; write one of uniform(low=-0.1, high=0.1), uniform(low=0, high=0.1)",
                "uniform(-0.1) | write one of uniform(low=-0.1, high=1), uniform(low=-0.1, high=0), torch.uniform(-0.1)",
                // prefixes
                "torch.he_normal | or from another library keras.he_normal, jax.he_normal",
                "dl4j.orthogonal | or from another library torch.orthogonal, keras.orthogonal, jax.orthogonal",
                "keras.kaiming_normal | or from another library torch.kaiming_normal, jax.kaiming_normal, paddle.kaiming_normal",
                "jax.sparse | or from another library torch.sparse",
                "keras.he_norml | but keras has no such initializer; did you mean keras.he_normal",
                "jax.fan_in_uniform | but jax has no such initializer",
                "init.Xavier() | or from another library dl4j.Xavier, mxnet.Xavier",
                "foo.normal | whose prefix is unknown; use one of the prefixes torch. keras. jax. dl4j. hk. paddle. mxnet., or no prefix",
                "torch. | but torch has no such initializer",
                // parameters of other libraries
                "HeNormal(seed=42) | HeNormal has no parameter for the argument seed; leave it out and pass Generator.seeded(42) to initialize",
                "jax.he_normal(in_axis=0) | leave it out and pass a Layout to initialize",
                "jax.normal(0.1, jnp.float32) | has no parameter for the argument jnp.float32",
                "jax.normal(0.1, dtype=float32) | leave it out: the array has its own element type",
                "paddle.XavierNormal(fan_in=3) | leave it out and call withFans(new Fans(fanIn, fanOut))",
                "zeros(foo=None) | has no parameter for the argument foo",
                "torch.uniform(low=-1) | has no parameter for the argument low",
                "mxnet.Xavier(rnd_type='normal') | rnd_type must be one of [uniform, gaussian], but was \"normal\"",
                "mxnet.Orthogonal(rand_type='gaussian') | rand_type must be one of [uniform, normal], but was \"gaussian\"",
                "normal(std=1/3) | with the operator / at character 13; write the result, because only numbers and square roots such as sqrt(5) are supported",
                "normal(0, 0.02/math.sqrt(24)) | with the operator / at character 15",
                "normal(0, -2*.02) | with the operator * at character 13",
                "normal(0.02, mean=1) | normal received mean twice; remove one of them",
                "normal(0.02, seed=None) | in which 0.02 could be a mean or a standard deviation",
                "uniform(0.1, name=None) | in which 0.1 could be a lower or an upper bound",
                "jax.normal(std=0.02) | use one of the parameters stddev",
                "torch.normal(stddev=0.02) | use one of the parameters mean, std",
                "paddle.XavierNormal(64) | has no parameter for the argument 64",
                "kaiming_normal_(w, mode=fan_avg) | torch has only the modes fan_in and fan_out, but mode was fan_avg; write kaiming_normal(mode=fan_avg) for the initializer of this library",
                "Zeros_ | which is an unknown name",
                "ZEROS_ | which is an unknown name",
                "keras.Normal | but keras has no such initializer; did you mean keras.normal",
                "normal(std=sqrt(-1)) | std must be finite, but was NaN",
                "normal(std=sqrt()) | x is missing; add it, as in sqrt(5)",
            })
    void invalidTextIsRejectedWithTheReason(String text, String message) {
        assertThatThrownBy(() -> Initializer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"''", "'  '", "'()'", "normal((0)"})
    void textWithoutANameIsRejected(String text) {
        assertThatThrownBy(() -> Initializer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Initializer.parse: received \"" + text + "\"");
    }

    @Test
    void lowerCaseNamesOfThisLibraryKeepTheirMeaning() {
        for (Initializer own : List.of(
                Init.uniform(),
                Init.normal(),
                Init.truncNormal(),
                Init.orthogonal(),
                Init.varianceScaling(1, IN, NORMAL))) {
            assertThat(Initializer.parse(own.toString())).isEqualTo(own);
        }
        assertThat(Initializer.parse("variance_scaling(1, fan_in, normal)"))
                .isEqualTo(Init.varianceScaling(1, IN, NORMAL));
        assertThat(Initializer.parse("kaiming_normal")).isEqualTo(Init.kaimingNormal());
        assertThat(Initializer.parse("normal")).isEqualTo(Init.normal());
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 10_001, 1_000_000})
    void longTextIsRejectedInLinearTimeWithAShortMessage(int length) {
        for (String text :
                List.of("a".repeat(length), "(".repeat(length), "scaled(2,".repeat(length / 9), "9".repeat(length))) {
            assertThatThrownBy(() -> Initializer.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(600));
        }
    }

    @Test
    void initializersCanBeNestedOnlyAsDeeplyAsTheirTextCanBeParsed() {
        Initializer nested = Init.zeros();
        for (int i = 0; i < 64; i++) {
            nested = nested.scaled(2);
        }
        assertThat(Initializer.parse(nested.toString())).isEqualTo(nested);

        Initializer deepest = nested;
        assertThatThrownBy(() -> deepest.scaled(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scaled: initializers must not be nested more than 64 levels deep");
        assertThatThrownBy(() -> deepest.withZeroRow(0))
                .hasMessageStartingWith("zero_row: initializers must not be nested");
    }
}
