package io.github.nd4jinit;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import io.github.nd4jinit.random.Generator;
import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value that, given an array, what its axes mean, and a source of randomness, fills the array in place.
 *
 * <ul>
 *   <li><i>A value</i>: {@link Init}'s initializers are immutable, serializable, equal if their parameters are, and one
 *       with their text: {@code Initializer.parse(he.toString()).equals(he)}.
 *   <li><i>An array</i>: FLOAT, DOUBLE, HALF or BFLOAT16, of any rank, order and stride, view or not. Nothing outside it
 *       changes; an array with an axis of length zero is left as it is. Faults are found before anything is written.
 *   <li><i>What its axes mean</i>: a {@link Layout}, of which only initializers that ask for fans, rows and columns take
 *       notice.
 *   <li><i>A source of randomness</i>: a {@link Generator}. Where none is given, the values are those of a generator
 *       seeded with {@code Nd4j.getRandom().nextLong()}, so that ND4J's seed governs these too.
 * </ul>
 *
 * <p>A lambda is an initializer as well, though one without text:
 *
 * <pre>{@code
 * Initializer half = (array, layout, generator) -> array.assign(0.5);
 * }</pre>
 */
@FunctionalInterface
public interface Initializer extends Serializable {

    /**
     * Fills an array.
     *
     * @param array the array
     * @param layout what its axes mean
     * @param generator where random numbers come from; its sequence moves on by one tensor if any are needed
     * @return the same array
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the array's element type, shape or layout is one that this initializer cannot
     *     fill, or a parameter is too large for the element type
     * @throws IllegalStateException if the array is closed or compressed, or its memory is not its own
     * @throws UnsupportedOperationException if the generator gives another library's numbers, and that library has no such
     *     initializer
     */
    INDArray initialize(INDArray array, Layout layout, Generator generator);

    /**
     * Fills an array in the default layout, {@link Layout#OUT_IN}, by ND4J's seed.
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
     * @param generator where random numbers come from
     * @return the same array
     */
    default INDArray initialize(INDArray array, Generator generator) {
        return initialize(array, Layout.OUT_IN, generator);
    }

    /**
     * Fills an array by ND4J's seed.
     *
     * @param array the array
     * @param layout what its axes mean
     * @return the same array
     */
    default INDArray initialize(INDArray array, Layout layout) {
        return initialize(array, layout, Init.byNd4jsSeed());
    }

    /**
     * Fills a part of a tensor that is too large for one array, or one machine: every element gets the value that it has
     * in the whole, whose fans count.
     *
     * <pre>{@code
     * // rows 25000 ... of an embedding of 50257 rows
     * normal.initializeSlice(shard, new long[] {50257, 768}, new long[] {25000, 0}, Layout.OUT_IN, Generator.seeded(42));
     * }</pre>
     *
     * @param slice the array that holds the part
     * @param shape the whole tensor's shape, of the slice's rank
     * @param begin where in it the slice's first element lies
     * @param layout what the axes mean
     * @param generator where random numbers come from
     * @return the same array
     * @throws IllegalArgumentException also if the slice does not lie within the shape
     * @throws UnsupportedOperationException if this initializer, a lambda, knows of whole tensors only, or
     *     if the generator gives another library's numbers, and that library has no such initializer
     */
    default INDArray initializeSlice(INDArray slice, long[] shape, long[] begin, Layout layout, Generator generator) {
        throw new UnsupportedOperationException(
                this + ": fills whole tensors only; initialize the whole, or use one of Init's initializers");
    }

    /**
     * Finds the faults that {@link #initialize} would find in an array and its layout, and writes nothing.
     *
     * @param array the array
     * @param layout what its axes mean
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #initialize} does
     * @throws IllegalStateException as {@link #initialize} does
     */
    default void check(INDArray array, Layout layout) {
        Check.notNull("check", "layout", layout);
        ArrayWriter.check("check", array);
    }

    /**
     * This initializer for a tensor that has no fans of its own and takes those of another, as a bias takes its weight's.
     * Initializers that do not ask for fans stay as they are.
     *
     * @param fans the fans, positive
     * @return an initializer of the same distribution for tensors of any shape
     */
    default Initializer withFans(Fans fans) {
        Check.notNull("withFans", "fans", fans);
        return this;
    }

    /**
     * This initializer's values times a factor. Of HALF and BFLOAT16 it is the products that are rounded, and only these.
     *
     * @param factor the factor, finite; of an array whose element type cannot hold the values, no factor makes one that can
     * @return an initializer whose text is {@code scaled(factor, this)}
     * @throws UnsupportedOperationException if this initializer is a lambda, which has no values before it has written them
     */
    default Initializer scaled(double factor) {
        throw new UnsupportedOperationException(
                this + ": only Init's initializers can be scaled; multiply the array within the lambda");
    }

    /**
     * This initializer with zeros in one row, such as that of an embedding's padding token. All other rows are what they
     * were.
     *
     * @param row index along the first axis
     * @return an initializer whose text is {@code zero_row(row, this)}
     * @throws UnsupportedOperationException if this initializer is a lambda, which has no values before it has written them
     */
    default Initializer withZeroRow(long row) {
        throw new UnsupportedOperationException(
                this + ": only Init's initializers can leave out a row; write the zeros within the lambda");
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
     * @param layout what its axes mean
     * @return the moments; {@link Moments#UNKNOWN} for lambdas and for shapes without elements
     * @throws IllegalArgumentException if this initializer cannot fill that shape
     */
    default Moments moments(long[] shape, Layout layout) {
        return Moments.UNKNOWN;
    }

    /**
     * Whether this initializer is one with its text, and so can be written to a file and read again.
     *
     * @return whether {@code parse(toString())} equals this; false of lambdas
     */
    default boolean hasText() {
        try {
            return parse(toString()).equals(this);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * The initializer of a text: the inverse of {@code toString}, and besides the names that other frameworks use.
     *
     * <p>A name stands alone or with arguments, named or in order: {@code xavier_uniform}, {@code normal(0, 0.02)}, {@code
     * kaiming_normal_(mode='fan_out', nonlinearity=leaky_relu(0.2))}. Case does not matter, nor torch's final underscore.
     * The names of torch.nn.init, of JAX and Keras (snake case or class names, such as {@code HeNormal}), and of DL4J's
     * {@code WeightInit}, but for DISTRIBUTION, are known. Where systems disagree about a name, {@code torch.}, {@code
     * keras.}, {@code jax.} or {@code dl4j.} before it tells whose is meant; elsewhere that changes nothing. The bare name
     * means:
     *
     * <ul>
     *   <li>{@code xavier_normal}, {@code kaiming_normal}: torch's, plain normals (JAX truncates them);
     *   <li>{@code glorot_normal}, {@code he_normal}, {@code lecun_normal}: JAX's and Keras', truncated (DL4J's LECUN_NORMAL
     *       is plain);
     *   <li>{@code uniform}, {@code normal}: torch's, on [0, 1) and of std 1 (DL4J's depend on fan in, Keras' and JAX's have
     *       other defaults).
     * </ul>
     *
     * @param text the text
     * @return the initializer
     * @throws IllegalArgumentException if the text is not of that form, an argument is unknown or bad, or the name is
     *     unknown; the message lists the near ones
     */
    static Initializer parse(String text) {
        return Names.parse(text);
    }
}
