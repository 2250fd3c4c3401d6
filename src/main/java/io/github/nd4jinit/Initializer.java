package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.internal.text.InitializerNames;
import io.github.nd4jinit.random.Generator;
import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An immutable value that, given an array, the meaning of its axes, and a source of randomness, fills the array in place.
 *
 * <ul>
 *   <li><i>A value</i>: {@link Init}'s initializers are equal by their parameters, and {@code
 *       Initializer.parse(he.toString()).equals(he)}. That text is also their Java serial form.
 *   <li><i>An array</i>: FLOAT, DOUBLE, HALF or BFLOAT16, of any rank, order and stride, view or not. Nothing outside it
 *       changes; an array with an axis of length zero is left as it is. Faults are found before anything is written.
 *   <li><i>The meaning of its axes</i>: a {@link Layout}, used only by initializers that depend on fans or on rows and
 *       columns.
 *   <li><i>A source of randomness</i>: a {@link Generator}. Without one, the values are those of a generator seeded with
 *       {@code Nd4j.getRandom().nextLong()}, so that ND4J's seed governs them too.
 * </ul>
 *
 * <p>A lambda is an initializer too. {@link #named} gives it a name that tables and messages print:
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
     * @param generator the source of random numbers; its sequence advances by one tensor if any are needed
     * @return the same array
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the array's element type, shape or layout is one that this initializer cannot
     *     fill, or a parameter is too large for the element type
     * @throws IllegalStateException if the array is closed or compressed, or its elements share memory
     * @throws UnsupportedOperationException if the generator gives another library's numbers, and that library has no such
     *     initializer
     */
    INDArray initialize(INDArray array, Layout layout, Generator generator);

    /**
     * Fills an array in the default layout, {@link Layout#OUT_IN}; the seed comes from {@code Nd4j.getRandom()}.
     *
     * @param array the array
     * @return the same array
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
     */
    default INDArray initialize(INDArray array, Generator generator) {
        return initialize(array, Layout.OUT_IN, generator);
    }

    /**
     * Fills an array; the seed comes from {@code Nd4j.getRandom()}.
     *
     * @param array the array
     * @param layout the meaning of its axes
     * @return the same array
     */
    default INDArray initialize(INDArray array, Layout layout) {
        return initialize(array, layout, Init.seededByNd4j());
    }

    /**
     * Fills a part of a tensor that is too large for one array, or one machine: every element gets the value that it has
     * in the whole tensor, and the fans are those of the whole tensor.
     *
     * <pre>{@code
     * // rows 25000 ... of an embedding of 50257 rows
     * normal.initializeSlice(shard, new long[] {50257, 768}, new long[] {25000, 0}, Layout.OUT_IN, Generator.seeded(42));
     * }</pre>
     *
     * @param slice the array that holds the part
     * @param shape the whole tensor's shape, of the slice's rank
     * @param begin the index in it of the slice's first element
     * @param layout the meaning of the axes
     * @param generator the source of random numbers
     * @return the same array
     * @throws IllegalArgumentException also if the slice does not lie within the shape
     * @throws UnsupportedOperationException if this initializer is a lambda, which fills whole tensors only, or if the
     *     generator gives another library's numbers, and that library has no such initializer
     */
    default INDArray initializeSlice(INDArray slice, long[] shape, long[] begin, Layout layout, Generator generator) {
        throw new UnsupportedOperationException(
                this + ": fills whole tensors only; initialize the whole, or use one of Init's initializers");
    }

    /**
     * Checks what {@link #initialize} checks about an array and its layout, and writes nothing.
     *
     * @param array the array
     * @param layout the meaning of its axes
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #initialize} does
     * @throws IllegalStateException as {@link #initialize} does
     */
    default void check(INDArray array, Layout layout) {
        Check.notNull("check", "layout", layout);
        ArrayWriter.check("check", array);
    }

    /**
     * This initializer with given fans, for a tensor without fans of its own, such as a bias, which takes those of its weight.
     * Initializers that do not depend on fans are returned unchanged.
     *
     * @param fans the fans, positive
     * @return an initializer of the same distribution for tensors of any shape
     */
    default Initializer withFans(Fans fans) {
        Check.notNull("withFans", "fans", fans);
        return this;
    }

    /**
     * This initializer's values times a factor. For HALF and BFLOAT16 only the products are rounded.
     *
     * @param factor the factor, finite; the element type must hold the values before they are multiplied, too
     * @return an initializer whose text is {@code scaled(factor, this)}
     * @throws IllegalArgumentException if the factor is not finite, or initializers would be nested more than 64 deep
     * @throws UnsupportedOperationException if this initializer is a lambda, whose values are not known before they are written
     */
    default Initializer scaled(double factor) {
        throw new UnsupportedOperationException(
                this + ": only Init's initializers can be scaled; multiply the array within the lambda");
    }

    /**
     * This initializer with zeros in one row, such as that of an embedding's padding token. All other rows keep their values.
     *
     * @param row index along the first axis
     * @return an initializer whose text is {@code zero_row(row, this)}
     * @throws IllegalArgumentException if the row is negative, or initializers would be nested more than 64 deep
     * @throws UnsupportedOperationException if this initializer is a lambda, whose values are not known before they are written
     */
    default Initializer withZeroRow(long row) {
        throw new UnsupportedOperationException(
                this + ": only Init's initializers can have a zero row; write the zeros within the lambda");
    }

    /**
     * The mean and standard deviation to expect of a tensor's values in the default layout, {@link Layout#OUT_IN}.
     *
     * @param shape the tensor's shape
     * @return the moments, as {@link #moments(long[], Layout)} gives them
     * @throws IllegalArgumentException if this initializer cannot fill that shape
     */
    default Moments moments(long... shape) {
        return moments(shape, Layout.OUT_IN);
    }

    /**
     * The mean and standard deviation to expect of a tensor's values, before they are rounded to the element type.
     *
     * @param shape the tensor's shape
     * @param layout the meaning of its axes
     * @return the moments; {@link Moments#UNKNOWN} for lambdas and for shapes without elements
     * @throws IllegalArgumentException if this initializer cannot fill that shape
     */
    default Moments moments(long[] shape, Layout layout) {
        return Moments.UNKNOWN;
    }

    /**
     * Whether this initializer has a text that {@link #parse} reads, and so can be written to a plan file.
     *
     * @return whether {@code parse(toString())} equals this; false for lambdas
     */
    default boolean isParseable() {
        try {
            return parse(toString()).equals(this);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * An initializer that prints as a given text: for lambdas, whose own text says nothing. It does what the initializer does, and has
     * no text that {@link #parse} reads.
     *
     * @param text what {@code toString} returns, in one line
     * @param initializer the initializer, such as a lambda
     * @return an initializer that prints as the text
     * @throws IllegalArgumentException if the text is blank or has a line break or another control character
     */
    static Initializer named(String text, Initializer initializer) {
        return new Init.Named(text, initializer);
    }

    /**
     * The initializer of a text: the inverse of {@code toString}, and the names that other libraries use.
     *
     * <p>A name stands alone or with arguments, in order or by key: {@code xavier_uniform}, {@code normal(0, 0.02)}, {@code
     * kaiming_normal_(mode='fan_out', nonlinearity=leaky_relu(0.2))}. A number may be written {@code sqrt(5)}. The spelling of
     * a name selects its library:
     *
     * <table>
     *   <caption>Spellings</caption>
     *   <tr><th>spelling</th><th>meaning</th></tr>
     *   <tr><td>{@code torch. keras. jax. dl4j. hk. paddle. mxnet.} and a name</td><td>the initializer of that library, in snake
     *       case, as a class or as a constant; also {@code nn.init.}, {@code jax.nn.initializers.}, {@code
     *       tf.keras.initializers.} and other import paths</td></tr>
     *   <tr><td>{@code xavier_uniform_}</td><td>torch's function</td></tr>
     *   <tr><td>{@code xavier_uniform}</td><td>this library's initializer, if it has one of that name: {@code xavier_normal},
     *       {@code kaiming_normal}, {@code normal} and {@code uniform} are torch's, {@code lecun_normal} and {@code
     *       variance_scaling} are JAX'</td></tr>
     *   <tr><td>{@code he_normal}, {@code glorot_uniform}</td><td>other names in lower case that Keras and JAX read
     *       alike</td></tr>
     *   <tr><td>{@code LECUN_NORMAL}</td><td>the constant of DL4J's {@code WeightInit}</td></tr>
     *   <tr><td>{@code HeNormal}</td><td>Keras' class; if Keras has none, that of the one library that has it</td></tr>
     * </table>
     *
     * <p>Errors that list the alternatives: {@code truncated_normal}, which Keras, JAX, Haiku and PaddlePaddle read differently,
     * {@code Normal} and {@code Uniform}, and {@code normal(0.02)} and {@code uniform(0.1)}, whose number is a mean or a lower
     * bound in one library and a standard deviation or an upper bound in another.
     *
     * @param text the text, of at most 10,000 characters
     * @return the initializer
     * @throws IllegalArgumentException if the text does not have that form, an argument is unknown or out of range, or the name is
     *     unknown or ambiguous; the message lists the closest names
     */
    static Initializer parse(String text) {
        return InitializerNames.parse(text);
    }
}
