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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every initializer, twice: with an array first, a method fills it now, in place, and returns it; without, it returns the
 * {@link Initializer} to keep, which fills arrays of other {@linkplain Layout layouts} and from other {@linkplain
 * io.github.nd4jinit.random.Generator generators} too. Names and defaults are those of {@code torch.nn.init}.
 *
 * <pre>{@code
 * Init.xavierUniform(w);
 * Initializer xavier = Init.xavierUniform();
 * }</pre>
 *
 * <p>Filling now is {@link Initializer#initialize(INDArray)} of the strategy: in the layout {@link Layout#OUT_IN}, by the
 * seed of {@code Nd4j.getRandom()}. It throws what {@link Initializer#initialize(INDArray, Layout,
 * io.github.nd4jinit.random.Generator)} throws, before anything is written. Parameters that are not finite, or not in the
 * range that is said, are an {@link IllegalArgumentException} of every method here.
 *
 * <p>Below, U is a uniform and N a normal distribution given by its <em>standard deviation</em>, and n is the fan of a
 * {@link FanMode}.
 */
public final class Init {

    /** torch's and Martens' (2010) standard deviation of a sparse matrix's entries. */
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
     * U[low, high): equals {@code torch.nn.init.uniform_(w, low, high)} and Keras' {@code RandomUniform(low, high)}. Stored
     * values lie from {@code low}, as it is stored, to the last one below {@code high}: {@code uniform(0, 1)} never is 1, in
     * HALF and BFLOAT16 neither. If there is none between, all are {@code low}. ({@code Generator.torch} has {@code low} where a
     * value rounds up to {@code high}, and {@code Generator.jax} has {@code high}, as those libraries do.)
     *
     * @param low lower bound, finite
     * @param high upper bound, finite, at least {@code low}
     * @return the initializer
     */
    public static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /**
     * Fills an array now: {@link #uniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray uniform(INDArray array) {
        return uniform().initialize(array);
    }

    /**
     * Fills an array now: {@link #uniform(double, double)}.
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
     * std)}. Its tails are honest: beyond 6.5 std for FLOAT, HALF and BFLOAT16, beyond 8 for DOUBLE.
     *
     * @param mean the mean, finite
     * @param std the standard deviation, finite, not negative
     * @return the initializer
     */
    public static Initializer normal(double mean, double std) {
        return new Normal(mean, std);
    }

    /**
     * Fills an array now: {@link #normal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray normal(INDArray array) {
        return normal().initialize(array);
    }

    /**
     * Fills an array now: {@link #normal(double, double)}.
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
     * N(mean, std) conditioned on [a, b]: equals {@code torch.nn.init.trunc_normal_(w, mean, std, a, b)}. Every stored value
     * lies between a and b, as these are stored.
     *
     * <p>Two traps. The bounds are <em>absolute</em>: with std 0.02 and torch's bounds of -2 and 2, nothing is truncated until
     * 100 std; JAX's and Keras' bounds, in std, are {@code truncNormal(mean, std, mean - 2 * std, mean + 2 * std)}. And std is
     * that of the <em>parent</em>, the normal distribution before truncation; the values' own is smaller, 0.8796 std for bounds
     * at two std. {@link #varianceScaling(double, FanMode, Distribution)} corrects for that.
     *
     * @param mean the parent's mean, finite
     * @param std the parent's standard deviation, positive and finite
     * @param a lower bound, absolute, finite
     * @param b upper bound, absolute, finite, above {@code a}; [a, b] comes within 36 std of the mean
     * @return the initializer
     */
    public static Initializer truncNormal(double mean, double std, double a, double b) {
        return new TruncNormal(mean, std, a, b);
    }

    /**
     * Fills an array now: {@link #truncNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray truncNormal(INDArray array) {
        return truncNormal().initialize(array);
    }

    /**
     * Fills an array now: {@link #truncNormal(double, double, double, double)}.
     *
     * @param array the array to fill
     * @param mean the parent's mean, finite
     * @param std the parent's standard deviation, positive and finite
     * @param a lower bound, absolute, finite
     * @param b upper bound, absolute, finite, above {@code a}; [a, b] comes within 36 std of the mean
     * @return the same array
     */
    public static INDArray truncNormal(INDArray array, double mean, double std, double a, double b) {
        return truncNormal(mean, std, a, b).initialize(array);
    }

    /**
     * The same value everywhere: equals {@code torch.nn.init.constant_(w, value)}.
     *
     * @param value the value, finite
     * @return the initializer
     */
    public static Initializer constant(double value) {
        return new Constant(value);
    }

    /**
     * Fills an array now: {@link #constant(double)}.
     *
     * @param array the array to fill
     * @param value the value, finite
     * @return the same array
     */
    public static INDArray constant(INDArray array, double value) {
        return constant(value).initialize(array);
    }

    /**
     * log(π / (1 - π)) everywhere: the bias of a sigmoid output that predicts probability π before training. For rare classes,
     * whose many negative examples would otherwise dominate the first steps. Lin and others, <a
     * href="https://arxiv.org/abs/1708.02002">Focal loss for dense object detection</a>, 2017, with π = 0.01.
     *
     * @param probability π, above 0 and below 1
     * @return the initializer
     */
    public static Initializer priorBias(double probability) {
        return new PriorBias(probability);
    }

    /**
     * Fills an array now: {@link #priorBias(double)}.
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
     * Fills an array now: {@link #zeros()}.
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
     * Fills an array now: {@link #ones()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray ones(INDArray array) {
        return ones().initialize(array);
    }

    /**
     * The identity matrix, rectangular too: ones where the row's index is the column's, zeros elsewhere. Equals {@code
     * torch.nn.init.eye_}. With a layout that has batch axes, groups or packed parts, each of their matrices is the identity;
     * receptive axes are refused.
     *
     * @return the initializer
     */
    public static Initializer eye() {
        return new Eye();
    }

    /**
     * Fills an array now: {@link #eye()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray eye(INDArray array) {
        return eye().initialize(array);
    }

    /**
     * The convolution that changes nothing: {@link #dirac(long)} with one group, or those of the layout.
     *
     * @return the initializer
     */
    public static Initializer dirac() {
        return dirac(1);
    }

    /**
     * The convolution that changes nothing: in each group, the min(out / groups, in) first output channels are the first input
     * channels, by a one in the middle of the receptive field (index k/2, rounded down). Equals {@code
     * torch.nn.init.dirac_(w, groups)}. Needs one to three receptive axes.
     *
     * @param groups number of groups, at least 1; divides the out axis
     * @return the initializer
     */
    public static Initializer dirac(long groups) {
        return new Dirac(groups);
    }

    /**
     * Fills an array now: {@link #dirac()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray dirac(INDArray array) {
        return dirac().initialize(array);
    }

    /**
     * Fills an array now: {@link #dirac(long)}.
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
     * A random semi-orthogonal matrix times a gain, of the Haar measure: no direction is preferred. Rows are output channels,
     * columns everything else, as {@code torch.nn.init.orthogonal_(w, gain)} has it for {@link Layout#OUT_IN} and Keras' {@code
     * Orthogonal(gain)} and JAX's {@code orthogonal(gain)} for {@link Layout#IN_OUT}: the rows are orthonormal if there are at
     * most as many as columns, else the columns are. Each group, batch element and packed part has a matrix of its own.
     *
     * <p>The largest entry of |QᵀQ - I| stays below 5e-6 in FLOAT and 1e-13 in DOUBLE; HALF and BFLOAT16 are computed as FLOAT and
     * rounded once. Values are promised to 1e-6 |gain|, in the sixteen-bit types to a unit in the last place, not to the bit: large
     * matrices are made by matrix products, whose order, and whose threads, are those of ND4J's BLAS. Meanwhile a tensor, of at
     * most 2³¹ - 1 elements, takes the memory of two more like it in FLOAT, of three if it is long and thin; so does a slice of
     * it. The algorithm is
     * Stewart's, <a href="https://doi.org/10.1137/0717034">The efficient generation of random orthogonal matrices</a>, 1980; what
     * it is good for: Saxe, McClelland and Ganguli, <a
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
     * Fills an array now: {@link #orthogonal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray orthogonal(INDArray array) {
        return orthogonal().initialize(array);
    }

    /**
     * Fills an array now: {@link #orthogonal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite
     * @return the same array
     */
    public static INDArray orthogonal(INDArray array, double gain) {
        return orthogonal(gain).initialize(array);
    }

    /**
     * A convolution that keeps the norm: {@link #deltaOrthogonal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer deltaOrthogonal() {
        return deltaOrthogonal(1);
    }

    /**
     * A convolution that is a random orthogonal matrix in the middle of its receptive field (index (k - 1)/2, rounded down) and
     * zero around it, times a gain: it keeps the norm of what passes. Equals JAX's {@code delta_orthogonal(gain)} for {@link
     * Layout#IN_OUT}. Needs one to three receptive axes, and at least as many output as input channels. Values are promised as those
     * of {@link #orthogonal(double)} are. Xiao and others, <a
     * href="https://arxiv.org/abs/1806.05393">Dynamical Isometry and a Mean Field Theory of CNNs</a>, 2018.
     *
     * @param gain factor, finite
     * @return the initializer
     */
    public static Initializer deltaOrthogonal(double gain) {
        return new DeltaOrthogonal(gain);
    }

    /**
     * Fills an array now: {@link #deltaOrthogonal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray deltaOrthogonal(INDArray array) {
        return deltaOrthogonal().initialize(array);
    }

    /**
     * Fills an array now: {@link #deltaOrthogonal(double)}.
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
     * @param sparsity share of zeros in each column, in [0, 1]
     * @return the initializer
     */
    public static Initializer sparse(double sparsity) {
        return sparse(sparsity, SPARSE_STD);
    }

    /**
     * A matrix with exactly ⌈sparsity · rows⌉ zeros in each column, at random rows, and N(0, std) elsewhere: equals {@code
     * torch.nn.init.sparse_(w, sparsity, std)}, but for one thing: here the generator decides where the zeros are, too. Rows are
     * axis 0, columns axis 1, in every layout. (Values that HALF cannot tell from zero add to the count.) While the matrix is
     * filled, a bit for each of its elements is kept. Martens, <a
     * href="https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf">Deep learning via Hessian-free optimization</a>,
     * 2010.
     *
     * @param sparsity share of zeros in each column, in [0, 1]
     * @param std standard deviation of the other entries, finite, not negative
     * @return the initializer
     */
    public static Initializer sparse(double sparsity, double std) {
        return new Sparse(sparsity, std);
    }

    /**
     * Fills an array now: {@link #sparse(double)}.
     *
     * @param array the array to fill
     * @param sparsity share of zeros in each column, in [0, 1]
     * @return the same array
     */
    public static INDArray sparse(INDArray array, double sparsity) {
        return sparse(sparsity).initialize(array);
    }

    /**
     * Fills an array now: {@link #sparse(double, double)}.
     *
     * @param array the array to fill
     * @param sparsity share of zeros in each column, in [0, 1]
     * @param std standard deviation of the other entries, finite, not negative
     * @return the same array
     */
    public static INDArray sparse(INDArray array, double sparsity, double std) {
        return sparse(sparsity, std).initialize(array);
    }

    /**
     * Values of mean 0 and variance scale / n: equals JAX's {@code variance_scaling(scale, mode, distribution)} and Keras'
     * {@code VarianceScaling} (whose {@code "normal"} is truncated). The <em>result</em> has that variance whichever the
     * distribution is: a truncated normal's parent is as much wider as the truncation takes away.
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
     * Fills an array now: {@link #varianceScaling(double, FanMode, Distribution)}.
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
     * Xavier, also Glorot, uniform: {@link #xavierUniform(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer xavierUniform() {
        return xavierUniform(1);
    }

    /**
     * U[-a, a] with a = gain √(6 / (fan in + fan out)): equals {@code torch.nn.init.xavier_uniform_(w, gain)}; with gain 1 also
     * Keras' and JAX's {@code glorot_uniform}, in the layout {@link Layout#IN_OUT}, and DL4J's XAVIER_UNIFORM. Glorot and Bengio, <a
     * href="https://proceedings.mlr.press/v9/glorot10a.html">Understanding the difficulty of training deep feedforward neural
     * networks</a>, 2010.
     *
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the initializer
     */
    public static Initializer xavierUniform(double gain) {
        return new Xavier(gain, Distribution.UNIFORM);
    }

    /**
     * Fills an array now: {@link #xavierUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray xavierUniform(INDArray array) {
        return xavierUniform().initialize(array);
    }

    /**
     * Fills an array now: {@link #xavierUniform(double)}.
     *
     * @param array the array to fill
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the same array
     */
    public static INDArray xavierUniform(INDArray array, double gain) {
        return xavierUniform(gain).initialize(array);
    }

    /**
     * Xavier, also Glorot, normal: {@link #xavierNormal(double)} with gain 1.
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
     * Fills an array now: {@link #xavierNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray xavierNormal(INDArray array) {
        return xavierNormal().initialize(array);
    }

    /**
     * Fills an array now: {@link #xavierNormal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, not negative, finite; see {@link Nonlinearity#gain()}
     * @return the same array
     */
    public static INDArray xavierNormal(INDArray array, double gain) {
        return xavierNormal(gain).initialize(array);
    }

    /**
     * Kaiming, also He: {@link #kaimingUniform(FanMode, Nonlinearity)} with fan in and the gain of ReLU, √2.
     *
     * @return the initializer
     */
    public static Initializer kaimingUniform() {
        return kaimingUniform(FanMode.FAN_IN, Nonlinearity.RELU);
    }

    /**
     * U[-a, a] with a = gain √(3 / n), gain being the nonlinearity's: equals {@code torch.nn.init.kaiming_uniform_(w,
     * mode=mode, nonlinearity=nonlinearity)}; with fan in and ReLU also Keras' and JAX's {@code he_uniform}, in the layout
     * {@link Layout#IN_OUT}, and DL4J's RELU_UNIFORM. He and others, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param mode which fan n is
     * @param nonlinearity what follows the layer
     * @return the initializer
     */
    public static Initializer kaimingUniform(FanMode mode, Nonlinearity nonlinearity) {
        return new Kaiming(mode, nonlinearity, Distribution.UNIFORM);
    }

    /**
     * Fills an array now: {@link #kaimingUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray kaimingUniform(INDArray array) {
        return kaimingUniform().initialize(array);
    }

    /**
     * Fills an array now: {@link #kaimingUniform(FanMode, Nonlinearity)}.
     *
     * @param array the array to fill
     * @param mode which fan n is
     * @param nonlinearity what follows the layer
     * @return the same array
     */
    public static INDArray kaimingUniform(INDArray array, FanMode mode, Nonlinearity nonlinearity) {
        return kaimingUniform(mode, nonlinearity).initialize(array);
    }

    /**
     * Kaiming, also He: {@link #kaimingNormal(FanMode, Nonlinearity)} with fan in and the gain of ReLU, √2.
     *
     * @return the initializer
     */
    public static Initializer kaimingNormal() {
        return kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU);
    }

    /**
     * N(0, std) with std = gain / √n, gain being the nonlinearity's, not truncated: equals {@code
     * torch.nn.init.kaiming_normal_(w, mode=mode, nonlinearity=nonlinearity)} and, with fan in and ReLU, DL4J's RELU. Keras' and
     * JAX's {@code he_normal} is truncated: {@code varianceScaling(2, FAN_IN, TRUNCATED_NORMAL)}. He and others, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param mode which fan n is
     * @param nonlinearity what follows the layer
     * @return the initializer
     */
    public static Initializer kaimingNormal(FanMode mode, Nonlinearity nonlinearity) {
        return new Kaiming(mode, nonlinearity, Distribution.NORMAL);
    }

    /**
     * Fills an array now: {@link #kaimingNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray kaimingNormal(INDArray array) {
        return kaimingNormal().initialize(array);
    }

    /**
     * Fills an array now: {@link #kaimingNormal(FanMode, Nonlinearity)}.
     *
     * @param array the array to fill
     * @param mode which fan n is
     * @param nonlinearity what follows the layer
     * @return the same array
     */
    public static INDArray kaimingNormal(INDArray array, FanMode mode, Nonlinearity nonlinearity) {
        return kaimingNormal(mode, nonlinearity).initialize(array);
    }

    /**
     * U[-a, a] with a = √(3 / fan in): equals Keras' and JAX's {@code lecun_uniform}, in the layout {@link Layout#IN_OUT}.
     * DL4J's LECUN_UNIFORM has 3/√(fan in), which is √3 too wide. LeCun and others, <a href="https://doi.org/10.1007/3-540-49430-8_2">Efficient BackProp</a>, 1998.
     *
     * @return the initializer
     */
    public static Initializer lecunUniform() {
        return new Lecun(Distribution.UNIFORM);
    }

    /**
     * Fills an array now: {@link #lecunUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray lecunUniform(INDArray array) {
        return lecunUniform().initialize(array);
    }

    /**
     * A truncated normal of std 1/√(fan in): equals Keras' and JAX's {@code lecun_normal}, in the layout {@link Layout#IN_OUT}.
     * DL4J's LECUN_NORMAL is not truncated: {@code varianceScaling(1, FAN_IN, NORMAL)}. LeCun and others, <a href="https://doi.org/10.1007/3-540-49430-8_2">Efficient BackProp</a>, 1998.
     *
     * @return the initializer
     */
    public static Initializer lecunNormal() {
        return new Lecun(Distribution.TRUNCATED_NORMAL);
    }

    /**
     * Fills an array now: {@link #lecunNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray lecunNormal(INDArray array) {
        return lecunNormal().initialize(array);
    }

    /**
     * U[-1/√(fan in), 1/√(fan in)]: what {@code torch.nn.Linear} and {@code torch.nn.Conv2d} start with, weights and biases;
     * spelled {@code kaiming_uniform_(w, a=math.sqrt(5))} there. Its std is 1/√(3 fan in), √3 below LeCun's. DL4J calls it
     * UNIFORM.
     *
     * @return the initializer
     */
    public static Initializer fanInUniform() {
        return new FanInUniform();
    }

    /**
     * U[-1/√(fan in), 1/√(fan in)) of given fans: for a bias, which has none of its own and takes its weight's.
     *
     * @param fans the weight's fans, as {@link Fans#of(long[], Layout)} gives them; fan in is positive
     * @return the initializer
     */
    public static Initializer fanInUniform(Fans fans) {
        double bound = bound(fans);
        return uniform(-bound, bound);
    }

    /**
     * Fills an array now: {@link #fanInUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     */
    public static INDArray fanInUniform(INDArray array) {
        return fanInUniform().initialize(array);
    }

    /**
     * Fills an array now: {@link #fanInUniform(Fans)}.
     *
     * @param array the array to fill
     * @param fans the weight's fans, as {@link Fans#of(long[], Layout)} gives them; fan in is positive
     * @return the same array
     */
    public static INDArray fanInUniform(INDArray array, Fans fans) {
        return fanInUniform(fans).initialize(array);
    }

    /** A generator whose seeds come from {@code Nd4j.getRandom()}. */
    static Generator seededByNd4j() {
        return Generator.seededFrom(() -> Nd4j.getRandom().nextLong());
    }

    /** A lambda with a name. Its class is nested here, where its name in a serialized stream is not one of an internal package. */
    static Initializer named(String text, Initializer initializer) {
        String who = "Initializer.named";
        if (Check.notNull(who, "text", text).isBlank()) {
            throw new IllegalArgumentException(who + ": text must not be blank, but was \"" + text + "\"; pass a name");
        }
        return new Named(text, Check.notNull(who, "initializer", initializer));
    }

    private record Named(String text, Initializer initializer) implements Initializer {

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
