package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.text.InitializerNames;
import io.github.nd4jinit.random.Generator;
import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An immutable value that, given an array, the meaning of its axes, and a source of randomness, fills the array in
 * place.
 *
 * <pre>{@code
 * Initializer he = Init.kaimingNormal();
 * he.initialize(w); // Layout.OUT_IN, with a seed from Nd4j.getRandom()
 * he.initialize(kernel, Layout.of("HWIO"), Generator.seeded(42));
 * }</pre>
 *
 * <ul>
 *   <li><i>A value</i>: the initializers of {@link Init} are equal if their parameters are equal, and {@code
 *       Initializer.parse(he.toString()).equals(he)}. The text is also their Java serial form.
 *   <li><i>An array</i>: FLOAT, DOUBLE, HALF or BFLOAT16, with any rank, order and strides, whether it is a view or
 *       not. Nothing outside the array changes, and an array with an axis of length zero is left unchanged. All
 *       arguments are checked before anything is written.
 *   <li><i>The meaning of its axes</i>: a {@link Layout}, used only by initializers that depend on fans or on rows and
 *       columns.
 *   <li><i>A source of randomness</i>: a {@link Generator}. If none is passed, each call creates a generator with the
 *       seed {@code Nd4j.getRandom().nextLong()}, so the values depend on ND4J's seed.
 * </ul>
 *
 * <p>A lambda can also be an initializer. {@link #named} gives it a name for tables and messages:
 *
 * <pre>{@code
 * Initializer half = Initializer.named("half", (array, layout, generator) -> array.assign(0.5));
 * }</pre>
 */
@FunctionalInterface
public interface Initializer extends Serializable {

    /**
     * Fills an array.
     *
     * @param array the array
     * @param layout the meaning of its axes
     * @param generator the source of random numbers; its sequence advances by one tensor if random numbers are needed
     * @return the same array
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if this initializer does not support the element type, the shape or the layout,
     *     or if its values may exceed the range of the element type
     * @throws IllegalStateException if the array is closed or compressed, or its elements share memory
     * @throws UnsupportedOperationException if the generator reproduces the random numbers of another library that has
     *     no such initializer
     */
    INDArray initialize(INDArray array, Layout layout, Generator generator);

    /**
     * Fills an array in the default layout, {@link Layout#OUT_IN}. The seed comes from {@code Nd4j.getRandom()}.
     *
     * @param array the array
     * @return the same array
     * @throws IllegalArgumentException under the same conditions as {@link #initialize(INDArray, Layout, Generator)}
     */
    default INDArray initialize(INDArray array) {
        return initialize(array, Layout.OUT_IN);
    }

    /**
     * Fills an array in the default layout, {@link Layout#OUT_IN}.
     *
     * @param array the array
     * @param generator the source of random numbers
     * @return the same array
     * @throws IllegalArgumentException under the same conditions as {@link #initialize(INDArray, Layout, Generator)}
     */
    default INDArray initialize(INDArray array, Generator generator) {
        return initialize(array, Layout.OUT_IN, generator);
    }

    /**
     * Fills an array. The seed comes from {@code Nd4j.getRandom()}.
     *
     * @param array the array
     * @param layout the meaning of its axes
     * @return the same array
     * @throws IllegalArgumentException under the same conditions as {@link #initialize(INDArray, Layout, Generator)}
     */
    default INDArray initialize(INDArray array, Layout layout) {
        return initialize(array, layout, Init.seededByNd4j());
    }

    /**
     * Fills a slice of a tensor that is too large for one array or one machine. Every element gets the value that it
     * has in the whole tensor, and the fans are those of the whole tensor.
     *
     * <pre>{@code
     * // a shard that begins at row 25000 of an embedding with 50257 rows
     * Init.normal(0, 0.02).initializeSlice(
     *         shard, new long[] {50257, 768}, new long[] {25000, 0}, Layout.OUT_IN, Generator.seeded(42));
     * }</pre>
     *
     * @param slice the array that holds the slice
     * @param shape the shape of the whole tensor, with the rank of the slice
     * @param begin the index of the slice's first element in the whole tensor
     * @param layout the meaning of the axes
     * @param generator the source of random numbers
     * @return the same array
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the slice is not within the shape, or under the same conditions as {@link
     *     #initialize(INDArray, Layout, Generator)}
     * @throws IllegalStateException under the same conditions as {@link #initialize(INDArray, Layout, Generator)}
     * @throws UnsupportedOperationException if this initializer is a lambda, which fills whole tensors only, or if the
     *     generator reproduces the random numbers of another library that has no such initializer
     */
    default INDArray initializeSlice(INDArray slice, long[] shape, long[] begin, Layout layout, Generator generator) {
        throw new UnsupportedOperationException(
                this + ": fills whole tensors only; initialize the whole tensor, or use an initializer of Init");
    }

    /**
     * Performs the checks of {@link #initialize} on an array and its layout, without writing.
     *
     * @param array the array
     * @param layout the meaning of its axes
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException under the same conditions as {@link #initialize}
     * @throws IllegalStateException under the same conditions as {@link #initialize}
     */
    default void check(INDArray array, Layout layout) {
        Check.notNull("check", "layout", layout);
        ArrayWriter.check("check", array);
    }

    /**
     * Returns a version of this initializer that uses the given fans, for a tensor that has no fans of its own, such as
     * a bias, which takes the fans of its weight. Initializers that do not depend on fans are returned unchanged.
     *
     * <pre>{@code
     * Init.lecunNormal().withFans(Fans.of(weight.shape())).initialize(bias);
     * }</pre>
     *
     * @param fans the fans, positive
     * @return an initializer with the same distribution for tensors of any shape
     * @throws NullPointerException if {@code fans} is null
     * @throws IllegalArgumentException if the fan that this initializer depends on is not positive and finite
     */
    default Initializer withFans(Fans fans) {
        Check.notNull("withFans", "fans", fans);
        return this;
    }

    /**
     * Returns an initializer that multiplies the values of this one by a factor. In HALF and BFLOAT16, only the
     * products are rounded.
     *
     * <pre>{@code
     * Init.normal(0, 0.02).scaled(1 / Math.sqrt(24)); // output projections of a GPT-2 with 12 layers
     * }</pre>
     *
     * @param factor the factor, finite; the values must also be in the range of the element type before the
     *     multiplication
     * @return an initializer whose text is {@code scaled(factor, this)}
     * @throws IllegalArgumentException if the factor is not finite, or initializers would be nested more than 64 levels
     *     deep
     * @throws UnsupportedOperationException if this initializer is a lambda, which writes its values itself
     */
    default Initializer scaled(double factor) {
        throw new UnsupportedOperationException(
                this + ": only initializers of Init can be scaled; multiply the array within the lambda");
    }

    /**
     * Returns an initializer that writes zeros to one row and the values of this initializer to all other rows. Such an
     * initializer is used for the padding token of an embedding: {@code Init.normal().withZeroRow(0)} is equivalent to
     * {@code torch.nn.Embedding(n, d, padding_idx=0)}.
     *
     * @param row index along the first axis
     * @return an initializer whose text is {@code zero_row(row, this)}
     * @throws IllegalArgumentException if the row is negative, or initializers would be nested more than 64 levels deep
     * @throws UnsupportedOperationException if this initializer is a lambda, which writes its values itself
     */
    default Initializer withZeroRow(long row) {
        throw new UnsupportedOperationException(
                this + ": only initializers of Init can have a zero row; write the zeros within the lambda");
    }

    /**
     * Returns the expected mean and standard deviation of a tensor's values in the default layout, {@link
     * Layout#OUT_IN}.
     *
     * @param shape the shape of the tensor
     * @return the moments, as returned by {@link #moments(long[], Layout)}
     * @throws IllegalArgumentException if this initializer does not support the shape
     */
    default Moments moments(long... shape) {
        return moments(shape, Layout.OUT_IN);
    }

    /**
     * Returns the expected mean and standard deviation of a tensor's values, before they are rounded to the element
     * type.
     *
     * @param shape the shape of the tensor
     * @param layout the meaning of its axes
     * @return the moments; {@link Moments#UNKNOWN} for lambdas and for shapes without elements
     * @throws IllegalArgumentException if this initializer does not support the shape or the layout
     */
    default Moments moments(long[] shape, Layout layout) {
        return Moments.UNKNOWN;
    }

    /**
     * Returns whether {@link #parse} accepts the text of this initializer. Only an initializer whose text is accepted
     * can be written to a plan file.
     *
     * @return whether {@code parse(toString())} equals this initializer; false for lambdas
     */
    default boolean isParseable() {
        try {
            return parse(toString()).equals(this);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * Returns an initializer with the given text. This method is meant for lambdas, which have no readable text. The
     * returned initializer delegates to the given one; {@link #parse} does not accept the text.
     *
     * @param text the value of {@code toString}, a single line
     * @param initializer the initializer, such as a lambda
     * @return an initializer whose {@code toString} returns the text
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the text is blank or contains a line break or another control character
     */
    static Initializer named(String text, Initializer initializer) {
        return new Init.Named(text, initializer);
    }

    /**
     * Parses the text of an initializer. This method is the inverse of {@code toString}, and it also accepts the names
     * of other libraries.
     *
     * <p>The text is a name, optionally followed by arguments by position or by key: {@code xavier_uniform}, {@code
     * normal(0, 0.02)}, {@code kaiming_normal_(mode='fan_out', nonlinearity=leaky_relu(0.2))}. A number may be written
     * as {@code sqrt(5)}. The spelling of a name determines its library:
     *
     * <table>
     *   <caption>Spellings</caption>
     *   <tr><th>spelling</th><th>meaning</th></tr>
     *   <tr><td>a name with a prefix: {@code torch. keras. jax. dl4j. hk. paddle. mxnet.}</td><td>the initializer of
     *       that library, in snake case, as a class or as a constant; import paths such as {@code nn.init.}, {@code
     *       jax.nn.initializers.} and {@code tf.keras.initializers.} are also prefixes</td></tr>
     *   <tr><td>{@code xavier_uniform_}</td><td>the function of torch</td></tr>
     *   <tr><td>{@code xavier_uniform}</td><td>the initializer of this library, if it has one with that name: {@code
     *       xavier_normal}, {@code kaiming_normal}, {@code normal} and {@code uniform} are those of torch, {@code
     *       lecun_normal} and {@code variance_scaling} are those of JAX</td></tr>
     *   <tr><td>{@code he_normal}, {@code glorot_uniform}</td><td>any other name in lower case that has the same
     *       meaning in Keras and JAX</td></tr>
     *   <tr><td>{@code LECUN_NORMAL}</td><td>the constant of DL4J's {@code WeightInit}</td></tr>
     *   <tr><td>{@code HeNormal}</td><td>the class of Keras; if Keras has no such class, the class of the only library
     *       that has one</td></tr>
     * </table>
     *
     * <p>Ambiguous names are errors, and the message lists the alternatives: {@code truncated_normal}, which has
     * different defaults and bounds in Keras, JAX, Haiku and PaddlePaddle; {@code Normal} and {@code Uniform}; and
     * {@code normal(0.02)} and {@code uniform(0.1)}, whose number is a mean or a lower bound in some libraries and a
     * standard deviation or an upper bound in others.
     *
     * @param text the text, at most 10,000 characters
     * @return the initializer
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if the text is malformed, an argument is unknown or out of range, or the name is
     *     unknown or ambiguous; the message lists the closest names
     */
    static Initializer parse(String text) {
        return InitializerNames.parse(text);
    }
}
