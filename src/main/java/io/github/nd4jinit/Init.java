package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.strategy.Constant;
import io.github.nd4jinit.internal.strategy.DeltaOrthogonal;
import io.github.nd4jinit.internal.strategy.Dirac;
import io.github.nd4jinit.internal.strategy.Eye;
import io.github.nd4jinit.internal.strategy.FanInUniform;
import io.github.nd4jinit.internal.strategy.Kaiming;
import io.github.nd4jinit.internal.strategy.Lecun;
import io.github.nd4jinit.internal.strategy.Normal;
import io.github.nd4jinit.internal.strategy.Ones;
import io.github.nd4jinit.internal.strategy.Orthogonal;
import io.github.nd4jinit.internal.strategy.PriorBias;
import io.github.nd4jinit.internal.strategy.Sparse;
import io.github.nd4jinit.internal.strategy.TruncNormal;
import io.github.nd4jinit.internal.strategy.Uniform;
import io.github.nd4jinit.internal.strategy.VarianceScaling;
import io.github.nd4jinit.internal.strategy.Xavier;
import io.github.nd4jinit.internal.strategy.Zeros;
import io.github.nd4jinit.random.Generator;
import java.io.Serial;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All initializers, each in two forms. The form with an array fills that array in place and returns it. The form without
 * one returns an {@link Initializer}, which fills any array, in any {@linkplain Layout layout}, with the random numbers of
 * any {@linkplain io.github.nd4jinit.random.Generator generator}. Names and defaults are those of {@code torch.nn.init}.
 *
 * <pre>{@code
 * Init.xavierUniform(w);
 * Initializer xavier = Init.xavierUniform();
 * }</pre>
 *
 * <p>The form with an array calls {@link Initializer#initialize(INDArray)}: the layout is {@link Layout#OUT_IN}, and the
 * seed comes from {@code Nd4j.getRandom()}. It throws the exceptions of {@link Initializer#initialize(INDArray, Layout,
 * io.github.nd4jinit.random.Generator)}, before anything is written. All methods throw an {@link IllegalArgumentException}
 * if a parameter is not finite or is outside its documented range.
 *
 * <p>Below, U is a uniform and N a normal distribution given by its <em>standard deviation</em>, and n is the fan of a
 * {@link FanMode}.
 */
public final class Init {

    /** The standard deviation of a sparse matrix's entries in Martens (2010) and in torch. */
    private static final double SPARSE_STD = 0.01;

    private Init() {}

    /**
     * U[0, 1): {@link #uniform(double, double)} with the defaults of {@code torch.nn.init.uniform_}.
     *
     * @return the initializer
     */
    public static Initializer uniform() {
        return uniform(0, 1);
    }

    /**
     * U[low, high): equals {@code torch.nn.init.uniform_(w, low, high)} and Keras' {@code RandomUniform(low, high)}. Every
     * element is at least {@code low}, rounded to the element type, and less than {@code high}: {@code uniform(0, 1)} never
     * yields 1, not even in HALF and BFLOAT16. If the type has no value between the bounds, every element is {@code low}.
     * (A value that rounds up to {@code high} becomes {@code low} with {@code Generator.torch} and stays {@code high} with
     * {@code Generator.jax}, as in those libraries.)
     *
     * @param low lower bound, finite
     * @param high upper bound, finite, at least {@code low}
     * @return the initializer
     */
    public static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /**
     * Fills an array with {@link #uniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray uniform(INDArray array) {
        return uniform().initialize(array);
    }

    /**
     * Fills an array with {@link #uniform(double, double)}.
     *
     * @param array the array to fill
     * @param low lower bound, finite
     * @param high upper bound, finite, at least {@code low}
     * @return the same array
     */
    public static INDArray uniform(INDArray array, double low, double high) {
        return uniform(low, high).initialize(array);
    }

    /**
     * N(0, 1): {@link #normal(double, double)} with the defaults of {@code torch.nn.init.normal_}.
     *
     * @return the initializer
     */
    public static Initializer normal() {
        return normal(0, 1);
    }

    /**
     * N(mean, std), not truncated: equals {@code torch.nn.init.normal_(w, mean, std)} and Keras' {@code RandomNormal(mean,
     * std)}. The tails extend beyond 6.5 std in FLOAT, HALF and BFLOAT16, and beyond 8 std in DOUBLE.
     *
     * @param mean the mean, finite
     * @param std the standard deviation, finite, not negative
     * @return the initializer
     */
    public static Initializer normal(double mean, double std) {
        return new Normal(mean, std);
    }

    /**
     * Fills an array with {@link #normal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray normal(INDArray array) {
        return normal().initialize(array);
    }

    /**
     * Fills an array with {@link #normal(double, double)}.
     *
     * @param array the array to fill
     * @param mean the mean, finite
     * @param std the standard deviation, finite, not negative
     * @return the same array
     */
    public static INDArray normal(INDArray array, double mean, double std) {
        return normal(mean, std).initialize(array);
    }

    /**
     * N(0, 1) conditioned on [-2, 2]: {@link #truncNormal(double, double, double, double)} with the defaults of
     * {@code torch.nn.init.trunc_normal_}.
     *
     * @return the initializer
     */
    public static Initializer truncNormal() {
        return truncNormal(0, 1, -2, 2);
    }

    /**
     * N(mean, std) conditioned on [a, b]: equals {@code torch.nn.init.trunc_normal_(w, mean, std, a, b)}. Every element
     * lies between a and b, both rounded to the element type.
     *
     * <p>Two common mistakes. The bounds are <em>absolute</em>: with std 0.02, torch's bounds of -2 and 2 lie at 100 std
     * and truncate nothing. The bounds of JAX and Keras, 2 std from the mean, are {@code truncNormal(mean, std, mean - 2 *
     * std, mean + 2 * std)}. And std is the standard deviation of the <em>parent</em>, the normal distribution before
     * truncation; that of the values is smaller, 0.8796 std for bounds at 2 std. {@link #varianceScaling(double, FanMode,
     * Distribution)} compensates for this.
     *
     * @param mean the parent's mean, finite
     * @param std the parent's standard deviation, positive and finite
     * @param a lower bound, absolute, finite
     * @param b upper bound, absolute, finite, above {@code a}; [a, b] must reach to within 36 std of the mean
     * @return the initializer
     */
    public static Initializer truncNormal(double mean, double std, double a, double b) {
        return new TruncNormal(mean, std, a, b);
    }

    /**
     * Fills an array with {@link #truncNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray truncNormal(INDArray array) {
        return truncNormal().initialize(array);
    }

    /**
     * Fills an array with {@link #truncNormal(double, double, double, double)}.
     *
     * @param array the array to fill
     * @param mean the parent's mean, finite
     * @param std the parent's standard deviation, positive and finite
     * @param a lower bound, absolute, finite
     * @param b upper bound, absolute, finite, above {@code a}; [a, b] must reach to within 36 std of the mean
     * @return the same array
     */
    public static INDArray truncNormal(INDArray array, double mean, double std, double a, double b) {
        return truncNormal(mean, std, a, b).initialize(array);
    }

    /**
     * Every element is {@code value}: equals {@code torch.nn.init.constant_(w, value)}.
     *
     * @param value the value, finite
     * @return the initializer
     */
    public static Initializer constant(double value) {
        return new Constant(value);
    }

    /**
     * Fills an array with {@link #constant(double)}.
     *
     * @param array the array to fill
     * @param value the value, finite
     * @return the same array
     */
    public static INDArray constant(INDArray array, double value) {
        return constant(value).initialize(array);
    }

    /**
     * Every element is log(π / (1 - π)): the bias with which a sigmoid output predicts the probability π before training.
     * Used for rare classes, because their many negative examples would otherwise dominate the first steps. Lin and others, <a
     * href="https://arxiv.org/abs/1708.02002">Focal loss for dense object detection</a>, 2017, with π = 0.01.
     *
     * @param probability π, above 0 and below 1
     * @return the initializer
     */
    public static Initializer priorBias(double probability) {
        return new PriorBias(probability);
    }

    /**
     * Fills an array with {@link #priorBias(double)}.
     *
     * @param array the array to fill
     * @param probability π, above 0 and below 1
     * @return the same array
     */
    public static INDArray priorBias(INDArray array, double probability) {
        return priorBias(probability).initialize(array);
    }

    /**
     * Zeros: equals {@code torch.nn.init.zeros_}.
     *
     * @return the initializer
     */
    public static Initializer zeros() {
        return new Zeros();
    }

    /**
     * Fills an array with {@link #zeros()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray zeros(INDArray array) {
        return zeros().initialize(array);
    }

    /**
     * Ones: equals {@code torch.nn.init.ones_}.
     *
     * @return the initializer
     */
    public static Initializer ones() {
        return new Ones();
    }

    /**
     * Fills an array with {@link #ones()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray ones(INDArray array) {
        return ones().initialize(array);
    }

    /**
     * The identity matrix, square or rectangular: 1 where the row index equals the column index, 0 elsewhere. Equals {@code
     * torch.nn.init.eye_}. If the layout has batch axes, groups or packed parts, each of their matrices is an identity
     * matrix; a layout with receptive axes is refused.
     *
     * @return the initializer
     */
    public static Initializer eye() {
        return new Eye();
    }

    /**
     * Fills an array with {@link #eye()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray eye(INDArray array) {
        return eye().initialize(array);
    }

    /**
     * The identity convolution: {@link #dirac(long)} with the groups of the layout.
     *
     * @return the initializer
     */
    public static Initializer dirac() {
        return dirac(1);
    }

    /**
     * The identity convolution: in each group, the first min(out / groups, in) output channels copy the first input
     * channels, through a 1 in the middle of the receptive field (index k/2, rounded down). Equals {@code
     * torch.nn.init.dirac_(w, groups)}. Needs one to three receptive axes.
     *
     * @param groups number of groups, at least 1; divides the out axis
     * @return the initializer
     */
    public static Initializer dirac(long groups) {
        return new Dirac(groups);
    }

    /**
     * Fills an array with {@link #dirac()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray dirac(INDArray array) {
        return dirac().initialize(array);
    }

    /**
     * Fills an array with {@link #dirac(long)}.
     *
     * @param array the array to fill
     * @param groups number of groups, at least 1; divides the out axis
     * @return the same array
     */
    public static INDArray dirac(INDArray array, long groups) {
        return dirac(groups).initialize(array);
    }

    /**
     * A random semi-orthogonal matrix: {@link #orthogonal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer orthogonal() {
        return orthogonal(1);
    }

    /**
     * A random semi-orthogonal matrix times a gain, distributed by the Haar measure, which prefers no direction. The rows
     * are the output channels and the columns are all other axes, as in {@code torch.nn.init.orthogonal_(w, gain)} for
     * {@link Layout#OUT_IN} and in Keras' {@code Orthogonal(gain)} and JAX's {@code orthogonal(gain)} for {@link
     * Layout#IN_OUT}. The rows are orthonormal if there are at most as many rows as columns; otherwise the columns are.
     * Each group, batch element and packed part has its own matrix.
     *
     * <p>The largest entry of |QᵀQ - I| is below 5e-6 in FLOAT and 1e-13 in DOUBLE; HALF and BFLOAT16 values are computed
     * in FLOAT and rounded once. Values are reproducible to 1e-6 |gain|, and to one unit in the last place in the
     * sixteen-bit types, but not to the bit: large matrices need matrix products, whose order of summation and threads are
     * those of ND4J's BLAS. A tensor has at most 2³¹ - 1 elements. Filling it, or a slice of it, needs temporary memory of
     * twice the tensor in FLOAT, three times if it is tall and thin. The algorithm is by Stewart, <a
     * href="https://doi.org/10.1137/0717034">The efficient generation of random orthogonal matrices</a>,
     * 1980. The benefit for training is analysed by Saxe, McClelland and Ganguli, <a
     * href="https://arxiv.org/abs/1312.6120">Exact solutions to the nonlinear dynamics of learning in deep linear neural
     * networks</a>, 2014.
     *
     * @param gain factor, finite
     * @return the initializer
     */
    public static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /**
     * Fills an array with {@link #orthogonal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray orthogonal(INDArray array) {
        return orthogonal().initialize(array);
    }

    /**
     * Fills an array with {@link #orthogonal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite
     * @return the same array
     */
    public static INDArray orthogonal(INDArray array, double gain) {
        return orthogonal(gain).initialize(array);
    }

    /**
     * A convolution that preserves the norm: {@link #deltaOrthogonal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer deltaOrthogonal() {
        return deltaOrthogonal(1);
    }

    /**
     * A convolution with a random orthogonal matrix in the middle of its receptive field (index (k - 1)/2, rounded down)
     * and zeros around it, times a gain: with gain 1 it preserves the norm of its input. Equals JAX's {@code
     * delta_orthogonal(gain)} for {@link Layout#IN_OUT}. Needs one to three receptive axes, and at least as many output
     * channels as input channels. Values are as reproducible as those of {@link #orthogonal(double)} are. Xiao and others,
     * <a href="https://arxiv.org/abs/1806.05393">Dynamical Isometry and a Mean Field Theory of CNNs</a>, 2018.
     *
     * @param gain factor, finite
     * @return the initializer
     */
    public static Initializer deltaOrthogonal(double gain) {
        return new DeltaOrthogonal(gain);
    }

    /**
     * Fills an array with {@link #deltaOrthogonal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray deltaOrthogonal(INDArray array) {
        return deltaOrthogonal().initialize(array);
    }

    /**
     * Fills an array with {@link #deltaOrthogonal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite
     * @return the same array
     */
    public static INDArray deltaOrthogonal(INDArray array, double gain) {
        return deltaOrthogonal(gain).initialize(array);
    }

    /**
     * A sparse matrix: {@link #sparse(double, double)} with std 0.01.
     *
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @return the initializer
     */
    public static Initializer sparse(double sparsity) {
        return sparse(sparsity, SPARSE_STD);
    }

    /**
     * A matrix with exactly ⌈sparsity · rows⌉ zeros in each column, at random rows, and N(0, std) elsewhere. Equals {@code
     * torch.nn.init.sparse_(w, sparsity, std)}, except that the generator also determines the positions of the zeros. Axis
     * 0 holds the rows and axis 1 the columns, in every layout. (Values that HALF rounds to zero add to the count.) Filling
     * the matrix needs temporary memory of one bit for each element. Martens, <a
     * href="https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf">Deep learning via Hessian-free optimization</a>,
     * 2010.
     *
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @param std standard deviation of the other entries, finite, not negative
     * @return the initializer
     */
    public static Initializer sparse(double sparsity, double std) {
        return new Sparse(sparsity, std);
    }

    /**
     * Fills an array with {@link #sparse(double)}.
     *
     * @param array the array to fill
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @return the same array
     */
    public static INDArray sparse(INDArray array, double sparsity) {
        return sparse(sparsity).initialize(array);
    }

    /**
     * Fills an array with {@link #sparse(double, double)}.
     *
     * @param array the array to fill
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @param std standard deviation of the other entries, finite, not negative
     * @return the same array
     */
    public static INDArray sparse(INDArray array, double sparsity, double std) {
        return sparse(sparsity, std).initialize(array);
    }

    /**
     * Values of mean 0 and variance scale / n: equals JAX's {@code variance_scaling(scale, mode, distribution)} and Keras'
     * {@code VarianceScaling} (whose {@code "normal"} is truncated). The <em>result</em> has that variance for every
     * distribution: the std of a truncated normal's parent is enlarged to compensate for the truncation.
     *
     * @param scale factor on the variance, positive and finite
     * @param mode which fan n is
     * @param distribution the shape of the distribution
     * @return the initializer
     */
    public static Initializer varianceScaling(double scale, FanMode mode, Distribution distribution) {
        return new VarianceScaling(scale, mode, distribution);
    }

    /**
     * Fills an array with {@link #varianceScaling(double, FanMode, Distribution)}.
     *
     * @param array the array to fill
     * @param scale factor on the variance, positive and finite
     * @param mode which fan n is
     * @param distribution the shape of the distribution
     * @return the same array
     */
    public static INDArray varianceScaling(INDArray array, double scale, FanMode mode, Distribution distribution) {
        return varianceScaling(scale, mode, distribution).initialize(array);
    }

    /**
     * Xavier (Glorot) uniform: {@link #xavierUniform(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer xavierUniform() {
        return xavierUniform(1);
    }

    /**
     * U[-a, a] with a = gain √(6 / (fan in + fan out)): equals {@code torch.nn.init.xavier_uniform_(w, gain)}; with gain 1
     * also Keras' and JAX's {@code glorot_uniform}, in the layout {@link Layout#IN_OUT}, and DL4J's XAVIER_UNIFORM. Glorot
     * and Bengio, <a href="https://proceedings.mlr.press/v9/glorot10a.html">Understanding the difficulty of training deep
     * feedforward neural networks</a>, 2010.
     *
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the initializer
     */
    public static Initializer xavierUniform(double gain) {
        return new Xavier(gain, Distribution.UNIFORM);
    }

    /**
     * Fills an array with {@link #xavierUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray xavierUniform(INDArray array) {
        return xavierUniform().initialize(array);
    }

    /**
     * Fills an array with {@link #xavierUniform(double)}.
     *
     * @param array the array to fill
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the same array
     */
    public static INDArray xavierUniform(INDArray array, double gain) {
        return xavierUniform(gain).initialize(array);
    }

    /**
     * Xavier (Glorot) normal: {@link #xavierNormal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer xavierNormal() {
        return xavierNormal(1);
    }

    /**
     * N(0, std) with std = gain √(2 / (fan in + fan out)), not truncated: equals {@code torch.nn.init.xavier_normal_(w, gain)}
     * and, with gain 1, DL4J's XAVIER. Keras' and JAX's {@code glorot_normal} is truncated: {@code
     * varianceScaling(1, FAN_AVG, TRUNCATED_NORMAL)}. Glorot and Bengio, <a
     * href="https://proceedings.mlr.press/v9/glorot10a.html">Understanding the difficulty of training deep feedforward neural
     * networks</a>, 2010.
     *
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the initializer
     */
    public static Initializer xavierNormal(double gain) {
        return new Xavier(gain, Distribution.NORMAL);
    }

    /**
     * Fills an array with {@link #xavierNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray xavierNormal(INDArray array) {
        return xavierNormal().initialize(array);
    }

    /**
     * Fills an array with {@link #xavierNormal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the same array
     */
    public static INDArray xavierNormal(INDArray array, double gain) {
        return xavierNormal(gain).initialize(array);
    }

    /**
     * Kaiming (He) uniform: {@link #kaimingUniform(FanMode, Nonlinearity)} with fan in and the gain of ReLU, √2.
     *
     * @return the initializer
     */
    public static Initializer kaimingUniform() {
        return kaimingUniform(FanMode.FAN_IN, Nonlinearity.RELU);
    }

    /**
     * U[-a, a] with a = gain √(3 / n), where gain is that of the nonlinearity. Equals {@code torch.nn.init.kaiming_uniform_(w,
     * mode=mode, nonlinearity=nonlinearity)}; with fan in and ReLU also {@code he_uniform} of Keras and JAX, in the layout
     * {@link Layout#IN_OUT}, and DL4J's RELU_UNIFORM. He and others, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param mode which fan n is
     * @param nonlinearity the activation function of the layer
     * @return the initializer
     */
    public static Initializer kaimingUniform(FanMode mode, Nonlinearity nonlinearity) {
        return new Kaiming(mode, nonlinearity, Distribution.UNIFORM);
    }

    /**
     * Fills an array with {@link #kaimingUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray kaimingUniform(INDArray array) {
        return kaimingUniform().initialize(array);
    }

    /**
     * Fills an array with {@link #kaimingUniform(FanMode, Nonlinearity)}.
     *
     * @param array the array to fill
     * @param mode which fan n is
     * @param nonlinearity the activation function of the layer
     * @return the same array
     */
    public static INDArray kaimingUniform(INDArray array, FanMode mode, Nonlinearity nonlinearity) {
        return kaimingUniform(mode, nonlinearity).initialize(array);
    }

    /**
     * Kaiming (He) normal: {@link #kaimingNormal(FanMode, Nonlinearity)} with fan in and the gain of ReLU, √2.
     *
     * @return the initializer
     */
    public static Initializer kaimingNormal() {
        return kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU);
    }

    /**
     * N(0, std) with std = gain / √n, where gain is that of the nonlinearity; not truncated. Equals {@code
     * torch.nn.init.kaiming_normal_(w, mode=mode, nonlinearity=nonlinearity)} and, with fan in and ReLU, DL4J's RELU.
     * {@code he_normal} of Keras and JAX is truncated: {@code varianceScaling(2, FAN_IN, TRUNCATED_NORMAL)}. He and others, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param mode which fan n is
     * @param nonlinearity the activation function of the layer
     * @return the initializer
     */
    public static Initializer kaimingNormal(FanMode mode, Nonlinearity nonlinearity) {
        return new Kaiming(mode, nonlinearity, Distribution.NORMAL);
    }

    /**
     * Fills an array with {@link #kaimingNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray kaimingNormal(INDArray array) {
        return kaimingNormal().initialize(array);
    }

    /**
     * Fills an array with {@link #kaimingNormal(FanMode, Nonlinearity)}.
     *
     * @param array the array to fill
     * @param mode which fan n is
     * @param nonlinearity the activation function of the layer
     * @return the same array
     */
    public static INDArray kaimingNormal(INDArray array, FanMode mode, Nonlinearity nonlinearity) {
        return kaimingNormal(mode, nonlinearity).initialize(array);
    }

    /**
     * U[-a, a] with a = √(3 / fan in): equals Keras' and JAX's {@code lecun_uniform}, in the layout {@link Layout#IN_OUT}.
     * DL4J's LECUN_UNIFORM has a = 3/√(fan in), which is too wide by a factor of √3. LeCun and others, <a
     * href="https://doi.org/10.1007/3-540-49430-8_2">Efficient BackProp</a>, 1998.
     *
     * @return the initializer
     */
    public static Initializer lecunUniform() {
        return new Lecun(Distribution.UNIFORM);
    }

    /**
     * Fills an array with {@link #lecunUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray lecunUniform(INDArray array) {
        return lecunUniform().initialize(array);
    }

    /**
     * A truncated normal with std 1/√(fan in): equals Keras' and JAX's {@code lecun_normal}, in the layout {@link
     * Layout#IN_OUT}. DL4J's LECUN_NORMAL is not truncated: {@code varianceScaling(1, FAN_IN, NORMAL)}. LeCun and others,
     * <a href="https://doi.org/10.1007/3-540-49430-8_2">Efficient BackProp</a>, 1998.
     *
     * @return the initializer
     */
    public static Initializer lecunNormal() {
        return new Lecun(Distribution.TRUNCATED_NORMAL);
    }

    /**
     * Fills an array with {@link #lecunNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray lecunNormal(INDArray array) {
        return lecunNormal().initialize(array);
    }

    /**
     * U[-1/√(fan in), 1/√(fan in)]: the default of {@code torch.nn.Linear} and {@code torch.nn.Conv2d}, for weights and
     * biases, written there as {@code kaiming_uniform_(w, a=math.sqrt(5))}. Its std is 1/√(3 fan in), smaller than LeCun's
     * by a factor of √3. DL4J calls it UNIFORM.
     *
     * @return the initializer
     */
    public static Initializer fanInUniform() {
        return new FanInUniform();
    }

    /**
     * U[-1/√(fan in), 1/√(fan in)) with given fans: for a bias, which has no fans of its own and uses those of its weight.
     *
     * @param fans the fans of the weight, see {@link Fans#of(long[], Layout)}; fan in is positive
     * @return the initializer
     */
    public static Initializer fanInUniform(Fans fans) {
        double bound = bound(fans);
        return uniform(-bound, bound);
    }

    /**
     * Fills an array with {@link #fanInUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray fanInUniform(INDArray array) {
        return fanInUniform().initialize(array);
    }

    /**
     * Fills an array with {@link #fanInUniform(Fans)}.
     *
     * @param array the array to fill
     * @param fans the fans of the weight, see {@link Fans#of(long[], Layout)}; fan in is positive
     * @return the same array
     */
    public static INDArray fanInUniform(INDArray array, Fans fans) {
        return fanInUniform(fans).initialize(array);
    }

    /** A generator whose seeds come from {@code Nd4j.getRandom()}. */
    static Generator seededByNd4j() {
        return Generator.seededFrom(() -> Nd4j.getRandom().nextLong());
    }

    /** An initializer with a name, which is all that it does not leave to the initializer. */
    record Named(String text, Initializer initializer) implements Initializer {

        Named {
            String who = "Initializer.named";
            Check.notNull(who, "initializer", initializer);
            if (Check.notNull(who, "text", text).isBlank() || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "%s: text must not be blank and must have one line, but was \"%s\"; pass a name"
                                .formatted(who, text));
            }
        }

        @Override
        public INDArray initializeSlice(
                INDArray slice, long[] shape, long[] begin, Layout layout, Generator generator) {
            return initializer.initializeSlice(slice, shape, begin, layout, generator);
        }

        @Override
        public Initializer withFans(Fans fans) {
            return new Named(text, initializer.withFans(fans));
        }

        @Override
        public Initializer scaled(double factor) {
            return initializer.scaled(factor);
        }

        @Override
        public Initializer withZeroRow(long row) {
            return initializer.withZeroRow(row);
        }

        @Override
        public Moments moments(long[] shape, Layout layout) {
            return initializer.moments(shape, layout);
        }

        @Serial
        private Object writeReplace() {
            return SerialForm.of(this);
        }

        @Override
        public INDArray initialize(INDArray array, Layout layout, Generator generator) {
            return initializer.initialize(array, layout, generator);
        }

        @Override
        public void check(INDArray array, Layout layout) {
            initializer.check(array, layout);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static double bound(Fans fans) {
        String name = "fan_in_uniform";
        double fanIn = Check.notNull(name, "fans", fans).fanIn();
        return 1 / Math.sqrt(Check.positive(name, "fan in", fanIn));
    }
}
