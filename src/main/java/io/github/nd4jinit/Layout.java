package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.text.LayoutText;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The meaning of a weight's axes. One character names each axis:
 *
 * <ul>
 *   <li>{@code O}: output channels (units),
 *   <li>{@code I}: input channels,
 *   <li>{@code B}: batch, independent tensors stacked along the axis, which contributes to neither fan,
 *   <li>{@code D H W K X Y Z L} or a digit: an axis of the receptive field,
 *   <li>{@code *}, at most once: any number of receptive axes, or none.
 * </ul>
 *
 * <pre>{@code
 * Layout.OUT_IN                         // OI*:  torch; DL4J's convolutions
 * Layout.IN_OUT                         // *IO:  Keras, JAX; DL4J's and SameDiff's dense layers
 * Layout.of("OHWI").groups(4)           // a grouped convolution, channels last
 * Layout.OUT_IN.transposed().strided(2, 2)
 * Layout.of("HWBO")                     // Keras' depthwise kernel: one filter bank for each input channel
 * Layout.of("BOI")                      // a stack of matrices
 * Layout.OUT_IN.packed(3)               // query, key and value in one [3E, E] weight
 * }</pre>
 *
 * <p>A letter may occur more than once: {@code IOO} is a projection of shape [features, heads, head size]. A missing {@code
 * I} or {@code O} counts as one channel. Layouts are immutable values; {@code Layout.parse(layout.toString())} equals the
 * layout, and the Java serial form of a layout is that text.
 *
 * <p>The names of activation formats are refused: {@code NCHW} describes activations; a convolution's weight is {@code
 * OIHW}.
 */
public final class Layout implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Axis 0 is out, axis 1 is in, the others are receptive ({@code OI*}): torch, DL4J's convolutions. The default. */
    public static final Layout OUT_IN = of("OI*");

    /** The last axis is out, the one before it is in, the others are receptive ({@code *IO}): Keras, JAX, DL4J's dense layers. */
    public static final Layout IN_OUT = of("*IO");

    private final transient String letters;
    private final transient Direction direction;
    private final transient long groups;
    private final transient List<Long> strides;
    private final transient long packedParts;

    /** The lengths of the packed parts along the out axis; empty if the parts have equal lengths. */
    private final transient List<Long> packedSizes;

    private enum Direction {
        FORWARD,
        TRANSPOSED
    }

    private Layout(
            String letters,
            Direction direction,
            long groups,
            List<Long> strides,
            long packedParts,
            List<Long> packedSizes) {
        this.letters = letters;
        this.direction = direction;
        this.groups = groups;
        this.strides = strides;
        this.packedParts = packedParts;
        this.packedSizes = packedSizes;
    }

    /**
     * The layout that gives each axis the meaning of its letter.
     *
     * @param letters one character for each axis, letters in either case; {@code *} for any number of receptive axes
     * @return the layout
     * @throws IllegalArgumentException if a character has no meaning for a weight, {@code *} occurs twice, or there are
     *     more than 32 characters or none
     */
    public static Layout of(String letters) {
        String checked = LayoutText.checkedLetters(Check.notNull("Layout.of", "letters", letters));
        return new Layout(checked, Direction.FORWARD, 1, List.of(), 1, List.of());
    }

    /**
     * The layout of a text: the inverse of {@link #toString}.
     *
     * @param text letters and modifiers, each modifier at most once: {@code OHWI.groups(4).strided(2, 2)}; {@code out_in} and
     *     {@code in_out} are read as {@code OI*} and {@code *IO}
     * @return the layout
     * @throws IllegalArgumentException if the text does not have that form, or repeats a modifier
     */
    public static Layout parse(String text) {
        return LayoutText.parse(Check.notNull("Layout.parse", "text", text));
    }

    /**
     * The layout of the transposed convolution: the in and out axes are exchanged, as in {@code torch.nn.ConvTranspose2d},
     * whose weight is [in, out / groups, ...]. Groups then split the in axis, and strides divide the fan in.
     *
     * @return the layout
     */
    public Layout transposed() {
        String swapped = letters.replace('O', ' ').replace('I', 'O').replace(' ', 'I');
        Direction other = isTransposed() ? Direction.FORWARD : Direction.TRANSPOSED;
        return new Layout(swapped, other, groups, strides, packedParts, packedSizes);
    }

    /**
     * The layout of a grouped convolution: the fans are those within one group. As in every framework, the in axis holds
     * the channels of one group and the out axis those of all groups; for a transposed convolution, the in axis holds those
     * of all groups. A depthwise convolution has as many groups as input channels.
     *
     * @param groups number of groups; divides the axis that it splits
     * @return the layout
     * @throws IllegalArgumentException if {@code groups < 1}
     */
    public Layout groups(long groups) {
        Check.positive("Layout.groups", "groups", groups);
        return new Layout(letters, direction, groups, strides, packedParts, packedSizes);
    }

    /**
     * The layout of a convolution with strides, whose product divides the fan out, or the fan in of a transposed
     * convolution. DL4J takes strides into account; torch and Keras do not.
     *
     * @param strides the stride along each receptive axis
     * @return the layout
     * @throws IllegalArgumentException if a stride is below 1
     */
    public Layout strided(long... strides) {
        for (long stride : Check.notNull("Layout.strided", "strides", strides)) {
            Check.positive("Layout.strided", "each stride", stride);
        }
        List<Long> each = Arrays.stream(strides).boxed().toList();
        return new Layout(letters, direction, groups, each, packedParts, packedSizes);
    }

    /**
     * The layout of several weights packed along the (first) out axis, such as query, key and value in one [3E, E] matrix
     * or the gates of an LSTM. Each part has its own fans, and an orthogonal initializer gives each part its own matrix.
     *
     * @param parts number of parts of equal length; divides the out axis
     * @return the layout
     * @throws IllegalArgumentException if {@code parts < 1}
     */
    public Layout packed(long parts) {
        Check.positive("Layout.packed", "parts", parts);
        return new Layout(letters, direction, groups, strides, parts, List.of());
    }

    /**
     * The layout of several weights of different lengths packed along the out axis, such as the queries, keys and values of
     * grouped-query attention.
     *
     * @param sizes the lengths of the parts along the out axis; their sum is the axis' length
     * @return the layout
     * @throws IllegalArgumentException if there is no length, one is below 1, or their sum exceeds 2<sup>63</sup> - 1
     */
    public Layout packedSizes(long... sizes) {
        String who = "Layout.packedSizes";
        Check.positive(who, "the number of sizes", Check.notNull(who, "sizes", sizes).length);
        long sum = 0;
        for (long size : sizes) {
            Check.positive(who, "each size", size);
            if (size > Long.MAX_VALUE - sum) {
                throw new IllegalArgumentException(
                        "%s: the sizes must sum to at most 2^63 - 1, but reach %s + %s; pass the lengths along one axis"
                                .formatted(who, sum, size));
            }
            sum += size;
        }
        List<Long> each = Arrays.stream(sizes).boxed().toList();
        return new Layout(letters, direction, groups, strides, sizes.length, each);
    }

    /**
     * The meaning of each axis: one letter for each, {@code *} for any number of receptive axes. In the layout of a
     * transposed convolution {@code O} is the axis of its outputs.
     *
     * @return the letters, in upper case
     */
    public String letters() {
        return letters;
    }

    /**
     * Whether the weight is that of a transposed convolution.
     *
     * @return whether {@link #transposed()} was called an odd number of times
     */
    public boolean isTransposed() {
        return direction == Direction.TRANSPOSED;
    }

    /**
     * The number of groups.
     *
     * @return the number of groups, 1 if the convolution is not grouped
     */
    public long groups() {
        return groups;
    }

    /**
     * The strides of the convolution.
     *
     * @return the stride along each receptive axis; empty if none was given, which means 1 everywhere
     */
    public long[] strides() {
        return lengths(strides);
    }

    /**
     * The number of weights that are packed along the out axis.
     *
     * @return the number of parts, 1 if the weight is not packed
     */
    public long packedParts() {
        return packedParts;
    }

    /**
     * The lengths of the packed parts.
     *
     * @return the length of each part along the out axis; empty if the parts have equal lengths
     */
    public long[] packedPartSizes() {
        return lengths(packedSizes);
    }

    private static long[] lengths(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layout that
                && letters.equals(that.letters)
                && direction == that.direction
                && groups == that.groups
                && strides.equals(that.strides)
                && packedParts == that.packedParts
                && packedSizes.equals(that.packedSizes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(letters, direction, groups, strides, packedParts, packedSizes);
    }

    /** {@return the letters and the modifiers, as in {@code OHWI.groups(4)}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isTransposed() ? transposed().letters + ".transposed()" : letters);
        if (groups != 1) {
            text.append(".groups(").append(groups).append(')');
        }
        if (!strides.isEmpty()) {
            text.append(".strided(").append(joined(strides)).append(')');
        }
        if (!packedSizes.isEmpty()) {
            text.append(".packedSizes(").append(joined(packedSizes)).append(')');
        } else if (packedParts != 1) {
            text.append(".packed(").append(packedParts).append(')');
        }
        return text.toString();
    }

    private static String joined(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(SerialForm.CoreType.LAYOUT, toString());
    }

    @Serial
    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw SerialForm.required();
    }
}
