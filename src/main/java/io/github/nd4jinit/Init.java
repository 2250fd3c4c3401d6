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
 * All initializers, each in two forms. A method that takes an array fills that array in place and returns it. A method
 * that takes no array returns an {@link Initializer}, a value that fills any array, in any {@linkplain Layout layout},
 * with the random numbers of any {@linkplain Generator generator}. Names and defaults are those of {@code
 * torch.nn.init}.
 *
 * <pre>{@code
 * Init.kaimingNormal(w);                 // fills w
 *
 * Initializer he = Init.kaimingNormal(); // fills other arrays later
 * he.initialize(kernel, Layout.of("HWIO"), Generator.seeded(42));
 * }</pre>
 *
 * <p>A method that takes an array calls {@link Initializer#initialize(INDArray)}: the layout is {@link Layout#OUT_IN},
 * the seed comes from {@code Nd4j.getRandom()}, and the exceptions are those of {@link Initializer#initialize(INDArray,
 * Layout, Generator)}. They are thrown before any element is written.
 *
 * <p>In the descriptions, U(a, b) is the uniform distribution between a and b, and N(μ, σ²) is the normal distribution
 * with mean μ and standard deviation σ. <em>Fan in</em> and <em>fan out</em> are the {@link Fans} of the array, and n
 * is the fan that a {@link FanMode} selects. <em>Equivalent to</em> a function of another library means the same
 * distribution; with {@link Generator#torch} or {@link Generator#jax}, the values are also those of torch or JAX.
 */
public final class Init {

    /** Standard deviation of the nonzero entries of a sparse matrix in Martens (2010) and in torch. */
    private static final double SPARSE_STD = 0.01;

    private Init() {}

    /**
     * Returns an initializer that draws from U(0, 1): {@link #uniform(double, double)} with the defaults of {@code
     * torch.nn.init.uniform_}.
     *
     * @return the initializer
     */
    public static Initializer uniform() {
        return uniform(0, 1);
    }

    /**
     * Returns an initializer that draws from U(low, high), where {@code low} is included and {@code high} is excluded.
     * The initializer is equivalent to {@code torch.nn.init.uniform_(w, low, high)} and to {@code RandomUniform(low,
     * high)} in Keras.
     *
     * <p>Every element is at least {@code low}, rounded to the element type, and less than {@code high}: {@code
     * uniform(0, 1)} never yields 1, not even in HALF and BFLOAT16. If the element type has no value between the
     * bounds, every element is {@code low}. With {@link Generator#torch}, a value that rounds up to {@code high}
     * becomes {@code low}; with {@link Generator#jax} it remains {@code high}, as in those libraries.
     *
     * @param low lower bound, finite
     * @param high upper bound, finite, at least {@code low}
     * @return the initializer
     * @throws IllegalArgumentException if a bound is not finite, {@code low > high}, or {@code high - low} is infinite
     */
    public static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /**
     * Fills an array with values from U(0, 1); see {@link #uniform()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the element type is not a floating-point type
     */
    public static INDArray uniform(INDArray array) {
        return uniform().initialize(array);
    }

    /**
     * Fills an array with values from U(low, high); see {@link #uniform(double, double)}.
     *
     * @param array the array to fill
     * @param low lower bound, finite
     * @param high upper bound, finite, at least {@code low}
     * @return the same array
     * @throws IllegalArgumentException if a bound is not finite, {@code low > high}, {@code high - low} is infinite,
     *     or the element type is not a floating-point type
     */
    public static INDArray uniform(INDArray array, double low, double high) {
        return uniform(low, high).initialize(array);
    }

    /**
     * Returns an initializer that draws from N(0, 1): {@link #normal(double, double)} with the defaults of {@code
     * torch.nn.init.normal_}.
     *
     * @return the initializer
     */
    public static Initializer normal() {
        return normal(0, 1);
    }

    /**
     * Returns an initializer that draws from N(mean, std²), not truncated. The initializer is equivalent to {@code
     * torch.nn.init.normal_(w, mean, std)} and to {@code RandomNormal(mean, std)} in Keras. The tails extend beyond
     * 6.5 std in FLOAT, HALF and BFLOAT16, and beyond 8 std in DOUBLE.
     *
     * @param mean the mean, finite
     * @param std the standard deviation, finite, not negative
     * @return the initializer
     * @throws IllegalArgumentException if {@code mean} or {@code std} is not finite, or {@code std} is negative
     */
    public static Initializer normal(double mean, double std) {
        return new Normal(mean, std);
    }

    /**
     * Fills an array with values from N(0, 1); see {@link #normal()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the element type is not a floating-point type
     */
    public static INDArray normal(INDArray array) {
        return normal().initialize(array);
    }

    /**
     * Fills an array with values from N(mean, std²); see {@link #normal(double, double)}.
     *
     * @param array the array to fill
     * @param mean the mean, finite
     * @param std the standard deviation, finite, not negative
     * @return the same array
     * @throws IllegalArgumentException if {@code mean} or {@code std} is not finite, {@code std} is negative, or the
     *     element type is not a floating-point type
     */
    public static INDArray normal(INDArray array, double mean, double std) {
        return normal(mean, std).initialize(array);
    }

    /**
     * Returns an initializer that draws from N(0, 1) truncated to [-2, 2]: {@link #truncNormal(double, double, double,
     * double)} with the defaults of {@code torch.nn.init.trunc_normal_}.
     *
     * @return the initializer
     */
    public static Initializer truncNormal() {
        return truncNormal(0, 1, -2, 2);
    }

    /**
     * Returns an initializer that draws from N(mean, std²) conditioned on [a, b]. Every element is between a and b,
     * both rounded to the element type. The initializer is equivalent to {@code torch.nn.init.trunc_normal_(w, mean,
     * std, a, b)}.
     *
     * <p>The bounds are <em>absolute</em>, not multiples of std. JAX and Keras truncate at 2 std from the mean:
     *
     * <pre>{@code
     * Init.truncNormal(0, 0.02, -0.04, 0.04); // truncated at 2 std, as in JAX and Keras
     * Init.truncNormal(0, 0.02, -2, 2);       // bounds at 100 std, which truncate nothing
     * }</pre>
     *
     * <p>std is the standard deviation of the <em>parent</em>, the normal distribution before truncation. The standard
     * deviation of the values is smaller: 0.8796 std for bounds at 2 std. {@link #varianceScaling(double, FanMode,
     * Distribution)} compensates for this.
     *
     * @param mean the parent's mean, finite
     * @param std the parent's standard deviation, positive and finite
     * @param a lower bound, absolute, finite
     * @param b upper bound, absolute, finite, greater than {@code a}; [a, b] must be at most 36 std from the mean
     * @return the initializer
     * @throws IllegalArgumentException if a parameter is not finite, {@code std} is not positive, {@code a >= b}, or
     *     [a, b] is more than 36 std from the mean
     */
    public static Initializer truncNormal(double mean, double std, double a, double b) {
        return new TruncNormal(mean, std, a, b);
    }

    /**
     * Fills an array with values from N(0, 1) truncated to [-2, 2]; see {@link #truncNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the element type is not a floating-point type
     */
    public static INDArray truncNormal(INDArray array) {
        return truncNormal().initialize(array);
    }

    /**
     * Fills an array with values from N(mean, std²) truncated to [a, b]; see {@link #truncNormal(double, double,
     * double, double)}.
     *
     * @param array the array to fill
     * @param mean the parent's mean, finite
     * @param std the parent's standard deviation, positive and finite
     * @param a lower bound, absolute, finite
     * @param b upper bound, absolute, finite, greater than {@code a}; [a, b] must be at most 36 std from the mean
     * @return the same array
     * @throws IllegalArgumentException if a parameter is not finite, {@code std} is not positive, {@code a >= b}, [a,
     *     b] is more than 36 std from the mean, or the element type is not a floating-point type
     */
    public static INDArray truncNormal(INDArray array, double mean, double std, double a, double b) {
        return truncNormal(mean, std, a, b).initialize(array);
    }

    /**
     * Returns an initializer that sets every element to {@code value}. The initializer is equivalent to {@code
     * torch.nn.init.constant_(w, value)}.
     *
     * @param value the value, finite
     * @return the initializer
     * @throws IllegalArgumentException if {@code value} is not finite
     */
    public static Initializer constant(double value) {
        return new Constant(value);
    }

    /**
     * Sets every element of an array to a value.
     *
     * @param array the array to fill
     * @param value the value, finite
     * @return the same array
     * @throws IllegalArgumentException if {@code value} is not finite, or the element type is not a floating-point
     *     type
     */
    public static INDArray constant(INDArray array, double value) {
        return constant(value).initialize(array);
    }

    /**
     * Returns an initializer that sets every element to log(π / (1 - π)): the bias with which a sigmoid output
     * predicts the probability π before training.
     *
     * <pre>{@code
     * Init.priorBias(bias, 0.01); // -4.595
     * }</pre>
     *
     * <p>This bias is used for rare classes, whose many negative examples would otherwise dominate the loss in the
     * first steps. See Lin and others, <a href="https://arxiv.org/abs/1708.02002">Focal loss for dense object
     * detection</a>, 2017, with π = 0.01.
     *
     * @param probability π, greater than 0 and less than 1
     * @return the initializer
     * @throws IllegalArgumentException if {@code probability} is not between 0 and 1
     */
    public static Initializer priorBias(double probability) {
        return new PriorBias(probability);
    }

    /**
     * Sets every element of an array to log(π / (1 - π)); see {@link #priorBias(double)}.
     *
     * @param array the array to fill
     * @param probability π, greater than 0 and less than 1
     * @return the same array
     * @throws IllegalArgumentException if {@code probability} is not between 0 and 1, or the element type is not a
     *     floating-point type
     */
    public static INDArray priorBias(INDArray array, double probability) {
        return priorBias(probability).initialize(array);
    }

    /**
     * Returns an initializer that sets every element to 0. The initializer is equivalent to {@code
     * torch.nn.init.zeros_}.
     *
     * @return the initializer
     */
    public static Initializer zeros() {
        return new Zeros();
    }

    /**
     * Sets every element of an array to 0.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the element type is not a floating-point type
     */
    public static INDArray zeros(INDArray array) {
        return zeros().initialize(array);
    }

    /**
     * Returns an initializer that sets every element to 1. The initializer is equivalent to {@code
     * torch.nn.init.ones_}.
     *
     * @return the initializer
     */
    public static Initializer ones() {
        return new Ones();
    }

    /**
     * Sets every element of an array to 1.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the element type is not a floating-point type
     */
    public static INDArray ones(INDArray array) {
        return ones().initialize(array);
    }

    /**
     * Returns an initializer that writes the identity matrix, square or rectangular: 1 where the row index equals the
     * column index, 0 elsewhere. The initializer is equivalent to {@code torch.nn.init.eye_}. If the layout has batch
     * axes, groups or packed parts, each of the matrices is an identity matrix. The array must not have receptive axes.
     *
     * @return the initializer
     */
    public static Initializer eye() {
        return new Eye();
    }

    /**
     * Fills a matrix with the identity matrix; see {@link #eye()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array does not have 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray eye(INDArray array) {
        return eye().initialize(array);
    }

    /**
     * Returns an initializer that writes the identity convolution: {@link #dirac(long)} with the groups of the layout.
     *
     * @return the initializer
     */
    public static Initializer dirac() {
        return dirac(1);
    }

    /**
     * Returns an initializer that writes the identity convolution: in each group, the first min(out / groups, in)
     * output channels copy the first input channels, through a 1 in the middle of the receptive field (at index k/2,
     * rounded down). The initializer is equivalent to {@code torch.nn.init.dirac_(w, groups)}. The array must have one
     * to three receptive axes.
     *
     * @param groups number of groups, at least 1; must divide the length of the output axis
     * @return the initializer
     * @throws IllegalArgumentException if {@code groups < 1}
     */
    public static Initializer dirac(long groups) {
        return new Dirac(groups);
    }

    /**
     * Fills a convolution kernel with the identity convolution; see {@link #dirac()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array does not have 3 to 5 axes or the element type is not a
     *     floating-point type
     */
    public static INDArray dirac(INDArray array) {
        return dirac().initialize(array);
    }

    /**
     * Fills a grouped convolution kernel with the identity convolution; see {@link #dirac(long)}.
     *
     * @param array the array to fill
     * @param groups number of groups, at least 1; must divide the length of the output axis
     * @return the same array
     * @throws IllegalArgumentException if {@code groups} does not divide the length of axis 0, the array does not have
     *     3 to 5 axes, or the element type is not a floating-point type
     */
    public static INDArray dirac(INDArray array, long groups) {
        return dirac(groups).initialize(array);
    }

    /**
     * Returns an initializer that draws a random semi-orthogonal matrix: {@link #orthogonal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer orthogonal() {
        return orthogonal(1);
    }

    /**
     * Returns an initializer that draws gain · Q, where Q is a random semi-orthogonal matrix with the Haar
     * distribution, which is invariant under rotations. The rows of Q are orthonormal if there are at most as many
     * rows as columns; otherwise the columns are.
     *
     * <pre>{@code
     * Init.orthogonal(w, Nonlinearity.RELU.gain());
     * Init.orthogonal().initialize(recurrent, Layout.IN_OUT.packed(4)); // one matrix for each gate of an LSTM
     * }</pre>
     *
     * <p>The rows are the output channels and the columns are all other axes. The initializer is equivalent to {@code
     * torch.nn.init.orthogonal_(w, gain)} for {@link Layout#OUT_IN}, and to {@code Orthogonal(gain)} in Keras and
     * {@code orthogonal(gain)} in JAX for {@link Layout#IN_OUT}. Each group, batch element and packed part has its own
     * matrix.
     *
     * <p>The largest entry of |QᵀQ - I| is below 5e-6 in FLOAT and below 1e-13 in DOUBLE. HALF and BFLOAT16 values are
     * computed in FLOAT and rounded once. Values are reproducible to 1e-6 |gain|, and to one unit in the last place in
     * HALF and BFLOAT16, but not bit for bit: large matrices need matrix products, whose order of summation depends on
     * ND4J's BLAS and its threads. A tensor has at most 2³¹ - 1 elements. Filling it, or a slice of it, needs temporary
     * memory of twice the size of the tensor in FLOAT, or three times its size if the matrix is tall and thin.
     *
     * <p>The algorithm is due to Stewart, <a href="https://doi.org/10.1137/0717034">The efficient generation of random
     * orthogonal matrices</a>, 1980. The benefit for training was analyzed by Saxe, McClelland and Ganguli, <a
     * href="https://arxiv.org/abs/1312.6120">Exact solutions to the nonlinear dynamics of learning in deep linear
     * neural networks</a>, 2014.
     *
     * @param gain factor, finite
     * @return the initializer
     * @throws IllegalArgumentException if {@code gain} is not finite
     */
    public static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /**
     * Fills an array with a random semi-orthogonal matrix; see {@link #orthogonal(double)}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray orthogonal(INDArray array) {
        return orthogonal().initialize(array);
    }

    /**
     * Fills an array with a random semi-orthogonal matrix times a gain; see {@link #orthogonal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite
     * @return the same array
     * @throws IllegalArgumentException if {@code gain} is not finite, the array has fewer than 2 axes, or the element
     *     type is not a floating-point type
     */
    public static INDArray orthogonal(INDArray array, double gain) {
        return orthogonal(gain).initialize(array);
    }

    /**
     * Returns an initializer that draws a norm-preserving convolution: {@link #deltaOrthogonal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer deltaOrthogonal() {
        return deltaOrthogonal(1);
    }

    /**
     * Returns an initializer for convolution kernels that writes gain · Q, where Q is a random orthogonal matrix, to
     * the middle of the receptive field (at index (k - 1)/2, rounded down), and zeros elsewhere. With gain 1, the
     * convolution preserves the norm of its input. The initializer is equivalent to {@code delta_orthogonal(gain)} in
     * JAX for {@link Layout#IN_OUT}.
     *
     * <p>The array must have one to three receptive axes, and at least as many output channels as input channels.
     * Values are reproducible to the same tolerance as those of {@link #orthogonal(double)}. See Xiao and others, <a
     * href="https://arxiv.org/abs/1806.05393">Dynamical Isometry and a Mean Field Theory of CNNs</a>, 2018.
     *
     * @param gain factor, finite
     * @return the initializer
     * @throws IllegalArgumentException if {@code gain} is not finite
     */
    public static Initializer deltaOrthogonal(double gain) {
        return new DeltaOrthogonal(gain);
    }

    /**
     * Fills a convolution kernel with an orthogonal matrix in the middle of the receptive field; see {@link
     * #deltaOrthogonal(double)}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array does not have 3 to 5 axes, it has fewer output channels than input
     *     channels, or the element type is not a floating-point type
     */
    public static INDArray deltaOrthogonal(INDArray array) {
        return deltaOrthogonal().initialize(array);
    }

    /**
     * Fills a convolution kernel with an orthogonal matrix times a gain in the middle of the receptive field; see
     * {@link #deltaOrthogonal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite
     * @return the same array
     * @throws IllegalArgumentException if {@code gain} is not finite, the array does not have 3 to 5 axes, it has
     *     fewer output channels than input channels, or the element type is not a floating-point type
     */
    public static INDArray deltaOrthogonal(INDArray array, double gain) {
        return deltaOrthogonal(gain).initialize(array);
    }

    /**
     * Returns an initializer that draws a sparse matrix: {@link #sparse(double, double)} with std 0.01.
     *
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @return the initializer
     * @throws IllegalArgumentException if {@code sparsity} is not in [0, 1]
     */
    public static Initializer sparse(double sparsity) {
        return sparse(sparsity, SPARSE_STD);
    }

    /**
     * Returns an initializer that draws a matrix with exactly ⌈sparsity · rows⌉ zeros in each column, in random rows,
     * and values from N(0, std²) elsewhere. The initializer is equivalent to {@code torch.nn.init.sparse_(w, sparsity,
     * std)}, except that the generator also determines the positions of the zeros. In every layout, axis 0 holds the
     * rows and axis 1 holds the columns.
     *
     * <p>Values that round to zero in HALF are additional zeros. Filling the matrix needs temporary memory of one bit
     * per element. See Martens, <a href="https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf">Deep learning
     * via Hessian-free optimization</a>, 2010.
     *
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @param std standard deviation of the other entries, finite, not negative
     * @return the initializer
     * @throws IllegalArgumentException if {@code sparsity} is not in [0, 1], or {@code std} is negative or not finite
     */
    public static Initializer sparse(double sparsity, double std) {
        return new Sparse(sparsity, std);
    }

    /**
     * Fills a matrix with values from N(0, 0.01²) and zeros; see {@link #sparse(double, double)}.
     *
     * @param array the array to fill
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @return the same array
     * @throws IllegalArgumentException if {@code sparsity} is not in [0, 1], the array does not have 2 axes, or the
     *     element type is not a floating-point type
     */
    public static INDArray sparse(INDArray array, double sparsity) {
        return sparse(sparsity).initialize(array);
    }

    /**
     * Fills a matrix with values from N(0, std²) and zeros; see {@link #sparse(double, double)}.
     *
     * @param array the array to fill
     * @param sparsity fraction of zeros in each column, in [0, 1]
     * @param std standard deviation of the other entries, finite, not negative
     * @return the same array
     * @throws IllegalArgumentException if {@code sparsity} is not in [0, 1], {@code std} is negative or not finite,
     *     the array does not have 2 axes, or the element type is not a floating-point type
     */
    public static INDArray sparse(INDArray array, double sparsity, double std) {
        return sparse(sparsity, std).initialize(array);
    }

    /**
     * Returns an initializer that draws values with mean 0 and variance scale / n. The initializer is equivalent to
     * {@code variance_scaling(scale, mode, distribution)} in JAX and to {@code VarianceScaling} in Keras, whose {@code
     * "normal"} is truncated.
     *
     * <pre>{@code
     * Init.varianceScaling(2, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL); // he_normal of Keras and JAX
     * }</pre>
     *
     * <p>The <em>drawn values</em> have that variance for every distribution: the standard deviation of a truncated
     * normal's parent is enlarged to compensate for the truncation.
     *
     * @param scale factor on the variance, positive and finite
     * @param mode the mode that selects the fan n
     * @param distribution the shape of the distribution
     * @return the initializer
     * @throws NullPointerException if {@code mode} or {@code distribution} is null
     * @throws IllegalArgumentException if {@code scale} is not positive and finite
     */
    public static Initializer varianceScaling(double scale, FanMode mode, Distribution distribution) {
        return new VarianceScaling(scale, mode, distribution);
    }

    /**
     * Fills an array with values that have mean 0 and variance scale / n; see {@link #varianceScaling(double, FanMode,
     * Distribution)}.
     *
     * @param array the array to fill
     * @param scale factor on the variance, positive and finite
     * @param mode the mode that selects the fan n
     * @param distribution the shape of the distribution
     * @return the same array
     * @throws NullPointerException if {@code mode} or {@code distribution} is null
     * @throws IllegalArgumentException if {@code scale} is not positive and finite, the array has fewer than 2 axes,
     *     or the element type is not a floating-point type
     */
    public static INDArray varianceScaling(INDArray array, double scale, FanMode mode, Distribution distribution) {
        return varianceScaling(scale, mode, distribution).initialize(array);
    }

    /**
     * Returns the Xavier (Glorot) uniform initializer: {@link #xavierUniform(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer xavierUniform() {
        return xavierUniform(1);
    }

    /**
     * Returns an initializer that draws from U(-a, a) with a = gain · √(6 / (fan in + fan out)): Xavier (Glorot)
     * uniform.
     *
     * <pre>{@code
     * Init.xavierUniform(w, Nonlinearity.TANH.gain());
     * }</pre>
     *
     * <p>The initializer is equivalent to {@code torch.nn.init.xavier_uniform_(w, gain)}; with gain 1, it is also
     * equivalent to {@code glorot_uniform} in Keras and JAX, for {@link Layout#IN_OUT}, and to DL4J's XAVIER_UNIFORM.
     * See Glorot and Bengio, <a href="https://proceedings.mlr.press/v9/glorot10a.html">Understanding the difficulty of
     * training deep feedforward neural networks</a>, 2010.
     *
     * @param gain factor, finite, not negative; see {@link Nonlinearity#gain()}
     * @return the initializer
     * @throws IllegalArgumentException if {@code gain} is negative or not finite
     */
    public static Initializer xavierUniform(double gain) {
        return new Xavier(gain, Distribution.UNIFORM);
    }

    /**
     * Fills an array with values from U(-a, a), a = √(6 / (fan in + fan out)); see {@link #xavierUniform(double)}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray xavierUniform(INDArray array) {
        return xavierUniform().initialize(array);
    }

    /**
     * Fills an array with values from U(-a, a), a = gain · √(6 / (fan in + fan out)); see {@link
     * #xavierUniform(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite, not negative; see {@link Nonlinearity#gain()}
     * @return the same array
     * @throws IllegalArgumentException if {@code gain} is negative or not finite, the array has fewer than 2 axes, or
     *     the element type is not a floating-point type
     */
    public static INDArray xavierUniform(INDArray array, double gain) {
        return xavierUniform(gain).initialize(array);
    }

    /**
     * Returns the Xavier (Glorot) normal initializer: {@link #xavierNormal(double)} with gain 1.
     *
     * @return the initializer
     */
    public static Initializer xavierNormal() {
        return xavierNormal(1);
    }

    /**
     * Returns an initializer that draws from N(0, std²) with std = gain · √(2 / (fan in + fan out)), not truncated:
     * Xavier (Glorot) normal.
     *
     * <p>The initializer is equivalent to {@code torch.nn.init.xavier_normal_(w, gain)} and, with gain 1, to DL4J's
     * XAVIER. {@code glorot_normal} in Keras and JAX is truncated; it is {@code varianceScaling(1, FAN_AVG,
     * TRUNCATED_NORMAL)}. See Glorot and Bengio, <a
     * href="https://proceedings.mlr.press/v9/glorot10a.html">Understanding the difficulty of training deep feedforward
     * neural networks</a>, 2010.
     *
     * @param gain factor, finite, not negative; see {@link Nonlinearity#gain()}
     * @return the initializer
     * @throws IllegalArgumentException if {@code gain} is negative or not finite
     */
    public static Initializer xavierNormal(double gain) {
        return new Xavier(gain, Distribution.NORMAL);
    }

    /**
     * Fills an array with values from N(0, std²), std = √(2 / (fan in + fan out)); see {@link #xavierNormal(double)}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray xavierNormal(INDArray array) {
        return xavierNormal().initialize(array);
    }

    /**
     * Fills an array with values from N(0, std²), std = gain · √(2 / (fan in + fan out)); see {@link
     * #xavierNormal(double)}.
     *
     * @param array the array to fill
     * @param gain factor, finite, not negative; see {@link Nonlinearity#gain()}
     * @return the same array
     * @throws IllegalArgumentException if {@code gain} is negative or not finite, the array has fewer than 2 axes, or
     *     the element type is not a floating-point type
     */
    public static INDArray xavierNormal(INDArray array, double gain) {
        return xavierNormal(gain).initialize(array);
    }

    /**
     * Returns the Kaiming (He) uniform initializer: {@link #kaimingUniform(FanMode, Nonlinearity)} with fan in and the
     * gain of ReLU, √2.
     *
     * @return the initializer
     */
    public static Initializer kaimingUniform() {
        return kaimingUniform(FanMode.FAN_IN, Nonlinearity.RELU);
    }

    /**
     * Returns an initializer that draws from U(-a, a) with a = gain · √(3 / n), where gain is the gain of the
     * nonlinearity: Kaiming (He) uniform.
     *
     * <p>The initializer is equivalent to {@code torch.nn.init.kaiming_uniform_(w, mode=mode,
     * nonlinearity=nonlinearity)}; with fan in and ReLU, it is also equivalent to {@code he_uniform} in Keras and JAX,
     * for {@link Layout#IN_OUT}, and to DL4J's RELU_UNIFORM. See He and others, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param mode the mode that selects the fan n
     * @param nonlinearity the activation function that follows the layer
     * @return the initializer
     * @throws NullPointerException if {@code mode} or {@code nonlinearity} is null
     */
    public static Initializer kaimingUniform(FanMode mode, Nonlinearity nonlinearity) {
        return new Kaiming(mode, nonlinearity, Distribution.UNIFORM);
    }

    /**
     * Fills an array with values from U(-a, a), a = √(6 / fan in); see {@link #kaimingUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray kaimingUniform(INDArray array) {
        return kaimingUniform().initialize(array);
    }

    /**
     * Fills an array with values from U(-a, a), a = gain · √(3 / n); see {@link #kaimingUniform(FanMode,
     * Nonlinearity)}.
     *
     * @param array the array to fill
     * @param mode the mode that selects the fan n
     * @param nonlinearity the activation function that follows the layer
     * @return the same array
     * @throws NullPointerException if {@code mode} or {@code nonlinearity} is null
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray kaimingUniform(INDArray array, FanMode mode, Nonlinearity nonlinearity) {
        return kaimingUniform(mode, nonlinearity).initialize(array);
    }

    /**
     * Returns the Kaiming (He) normal initializer: {@link #kaimingNormal(FanMode, Nonlinearity)} with fan in and the
     * gain of ReLU, √2.
     *
     * @return the initializer
     */
    public static Initializer kaimingNormal() {
        return kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU);
    }

    /**
     * Returns an initializer that draws from N(0, std²), not truncated, with std = gain / √n, where gain is the gain of
     * the nonlinearity: Kaiming (He) normal.
     *
     * <pre>{@code
     * Init.kaimingNormal(w, FanMode.FAN_OUT, Nonlinearity.leakyRelu(0.2));
     * }</pre>
     *
     * <p>The initializer is equivalent to {@code torch.nn.init.kaiming_normal_(w, mode=mode,
     * nonlinearity=nonlinearity)} and, with fan in and ReLU, to DL4J's RELU. {@code he_normal} in Keras and JAX is
     * truncated; it is {@code varianceScaling(2, FAN_IN, TRUNCATED_NORMAL)}. See He and others, <a
     * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015.
     *
     * @param mode the mode that selects the fan n
     * @param nonlinearity the activation function that follows the layer
     * @return the initializer
     * @throws NullPointerException if {@code mode} or {@code nonlinearity} is null
     */
    public static Initializer kaimingNormal(FanMode mode, Nonlinearity nonlinearity) {
        return new Kaiming(mode, nonlinearity, Distribution.NORMAL);
    }

    /**
     * Fills an array with values from N(0, std²), std = √(2 / fan in); see {@link #kaimingNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray kaimingNormal(INDArray array) {
        return kaimingNormal().initialize(array);
    }

    /**
     * Fills an array with values from N(0, std²), std = gain / √n; see {@link #kaimingNormal(FanMode, Nonlinearity)}.
     *
     * @param array the array to fill
     * @param mode the mode that selects the fan n
     * @param nonlinearity the activation function that follows the layer
     * @return the same array
     * @throws NullPointerException if {@code mode} or {@code nonlinearity} is null
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray kaimingNormal(INDArray array, FanMode mode, Nonlinearity nonlinearity) {
        return kaimingNormal(mode, nonlinearity).initialize(array);
    }

    /**
     * Returns an initializer that draws from U(-a, a) with a = √(3 / fan in). The initializer is equivalent to {@code
     * lecun_uniform} in Keras and JAX, for {@link Layout#IN_OUT}. DL4J's LECUN_UNIFORM has a = 3 / √(fan in), which is
     * too large by a factor of √3. See LeCun and others, <a href="https://doi.org/10.1007/3-540-49430-8_2">Efficient
     * BackProp</a>, 1998.
     *
     * @return the initializer
     */
    public static Initializer lecunUniform() {
        return new Lecun(Distribution.UNIFORM);
    }

    /**
     * Fills an array with values from U(-a, a), a = √(3 / fan in); see {@link #lecunUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray lecunUniform(INDArray array) {
        return lecunUniform().initialize(array);
    }

    /**
     * Returns an initializer that draws from a truncated normal distribution with mean 0 and standard deviation 1 /
     * √(fan in) after truncation. The initializer is equivalent to {@code lecun_normal} in Keras and JAX, for {@link
     * Layout#IN_OUT}. DL4J's LECUN_NORMAL is not truncated; it is {@code varianceScaling(1, FAN_IN, NORMAL)}. See LeCun
     * and others, <a href="https://doi.org/10.1007/3-540-49430-8_2">Efficient BackProp</a>, 1998.
     *
     * @return the initializer
     */
    public static Initializer lecunNormal() {
        return new Lecun(Distribution.TRUNCATED_NORMAL);
    }

    /**
     * Fills an array with truncated normal values that have standard deviation 1 / √(fan in); see {@link
     * #lecunNormal()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray lecunNormal(INDArray array) {
        return lecunNormal().initialize(array);
    }

    /**
     * Returns an initializer that draws from U(-1/√(fan in), 1/√(fan in)): the default of {@code torch.nn.Linear} and
     * {@code torch.nn.Conv2d} for weights and biases; torch implements it as {@code kaiming_uniform_(w,
     * a=math.sqrt(5))}. The standard deviation is 1 / √(3 · fan in), smaller than that of {@link #lecunUniform()} by a
     * factor of √3. The name of this initializer in DL4J is UNIFORM.
     *
     * @return the initializer
     */
    public static Initializer fanInUniform() {
        return new FanInUniform();
    }

    /**
     * Returns an initializer that draws from U(-1/√(fan in), 1/√(fan in)) with the given fans. Use it for a bias, which
     * has no fans of its own and takes the fans of its weight:
     *
     * <pre>{@code
     * Init.fanInUniform(bias, Fans.of(weight.shape()));
     * }</pre>
     *
     * @param fans the fans of the weight (see {@link Fans#of(long[], Layout)}); fan in must be positive
     * @return the initializer
     * @throws NullPointerException if {@code fans} is null
     * @throws IllegalArgumentException if fan in is not positive and finite
     */
    public static Initializer fanInUniform(Fans fans) {
        double bound = bound(fans);
        return uniform(-bound, bound);
    }

    /**
     * Fills an array with values from U(-1/√(fan in), 1/√(fan in)); see {@link #fanInUniform()}.
     *
     * @param array the array to fill
     * @return the same array
     * @throws IllegalArgumentException if the array has fewer than 2 axes or the element type is not a floating-point
     *     type
     */
    public static INDArray fanInUniform(INDArray array) {
        return fanInUniform().initialize(array);
    }

    /**
     * Fills an array with values from U(-1/√(fan in), 1/√(fan in)) with the given fans; see {@link
     * #fanInUniform(Fans)}.
     *
     * @param array the array to fill
     * @param fans the fans of the weight (see {@link Fans#of(long[], Layout)}); fan in must be positive
     * @return the same array
     * @throws NullPointerException if {@code fans} is null
     * @throws IllegalArgumentException if fan in is not positive and finite, or the element type is not a
     *     floating-point type
     */
    public static INDArray fanInUniform(INDArray array, Fans fans) {
        return fanInUniform(fans).initialize(array);
    }

    /** Returns a generator whose seeds come from {@code Nd4j.getRandom()}. */
    static Generator seededByNd4j() {
        return Generator.seededFrom(() -> Nd4j.getRandom().nextLong());
    }

    /** Delegates to another initializer, except that {@code toString} returns the given text. */
    record Named(String text, Initializer initializer) implements Initializer {

        Named {
            String context = "Initializer.named";
            Check.notNull(context, "initializer", initializer);
            if (Check.notNull(context, "text", text).isBlank() || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "%s: text must be one line and not blank, but was \"%s\"; pass a name"
                                .formatted(context, text));
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
