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
 * The meaning of the axes of a weight. A layout has one character for each axis:
 *
 * <ul>
 *   <li>{@code O}: output channels (units),
 *   <li>{@code I}: input channels,
 *   <li>{@code B}: batch, an axis that stacks independent tensors and contributes to neither fan,
 *   <li>{@code D H W K X Y Z L} or a digit: an axis of the receptive field,
 *   <li>{@code *}, at most once: zero or more receptive axes.
 * </ul>
 *
 * <pre>{@code
 * Layout.OUT_IN                            // OI*: torch; convolutions of DL4J
 * Layout.IN_OUT                            // *IO: Keras, JAX; dense layers of DL4J and SameDiff
 * Layout.of("OHWI").groups(4)              // a grouped convolution, channels last
 * Layout.OUT_IN.transposed().strided(2, 2) // a transposed convolution
 * Layout.of("HWBO")                        // a depthwise kernel in Keras: one filter bank for each input channel
 * Layout.of("BOI")                         // a stack of matrices
 * Layout.OUT_IN.packed(3)                  // query, key and value in one [3E, E] weight
 * }</pre>
 *
 * <p>A letter may occur more than once: {@code IOO} is a projection of shape [features, heads, head size]. A weight
 * without an {@code I} or {@code O} axis has one input or output channel, respectively. Layouts are immutable values;
 * {@code Layout.parse(layout.toString())} equals the layout, and the Java serial form of a layout is that text.
 *
 * <p>Formats of activations, such as {@code NCHW}, are not layouts; the layout of the corresponding convolution weight
 * is {@code OIHW}.
 */
public final class Layout implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final long[] NONE = {};

    /**
     * Axis 0 is the output axis, axis 1 is the input axis, and all other axes are receptive ({@code OI*}): torch and
     * DL4J's convolutions. The default layout.
     */
    public static final Layout OUT_IN = of("OI*");

    /**
     * The last axis is the output axis, the second-to-last axis is the input axis, and all other axes are receptive
     * ({@code *IO}): Keras, JAX and DL4J's dense layers.
     */
    public static final Layout IN_OUT = of("*IO");

    private final transient String letters;
    private final transient Direction direction;
    private final transient long groups;
    private final transient List<Long> strides;
    private final transient long packedParts;

    /** Lengths of the packed parts along the output axis; empty if the parts have equal lengths. */
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
     * Returns the layout in which each axis has the meaning of its letter.
     *
     * @param letters one character for each axis, in upper or lower case; {@code *} for zero or more receptive axes
     * @return the layout
     * @throws NullPointerException if {@code letters} is null
     * @throws IllegalArgumentException if {@code letters} is empty, has more than 32 characters, contains a character
     *     that has no meaning for weights, or contains {@code *} more than once
     */
    public static Layout of(String letters) {
        String checked = LayoutText.checkedLetters(Check.notNull("Layout.of", "letters", letters));
        return new Layout(checked, Direction.FORWARD, 1, List.of(), 1, List.of());
    }

    /**
     * Parses the text of a layout. This method is the inverse of {@link #toString}.
     *
     * @param text letters and modifiers, each modifier at most once: {@code OHWI.groups(4).strided(2, 2)}; {@code
     *     out_in} and {@code in_out} are also accepted for {@code OI*} and {@code *IO}
     * @return the layout
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if the text is malformed, or repeats a modifier
     */
    public static Layout parse(String text) {
        return LayoutText.parse(Check.notNull("Layout.parse", "text", text));
    }

    /**
     * Returns the layout of a transposed convolution: the input and output axes are exchanged, as in {@code
     * torch.nn.ConvTranspose2d}, whose weight has the shape [in, out / groups, ...]. In this layout, the input axis is
     * split into groups, and the fan in is divided by the strides.
     *
     * @return the layout
     */
    public Layout transposed() {
        String swapped = letters.replace('O', ' ').replace('I', 'O').replace(' ', 'I');
        Direction other = isTransposed() ? Direction.FORWARD : Direction.TRANSPOSED;
        return new Layout(swapped, other, groups, strides, packedParts, packedSizes);
    }

    /**
     * Returns the layout of a grouped convolution, whose fans are those of one group. As in every framework, the input
     * axis holds the channels of one group and the output axis holds the channels of all groups; for a transposed
     * convolution, the input axis holds the channels of all groups. A depthwise convolution has as many groups as input
     * channels.
     *
     * @param groups number of groups; must divide the length of the axis that holds all groups
     * @return the layout
     * @throws IllegalArgumentException if {@code groups < 1}
     */
    public Layout groups(long groups) {
        Check.positive("Layout.groups", "groups", groups);
        return new Layout(letters, direction, groups, strides, packedParts, packedSizes);
    }

    /**
     * Returns the layout of a convolution with strides. The fan out is divided by the product of the strides; for a
     * transposed convolution, the fan in is divided instead. DL4J divides by the strides as well; torch, Keras and JAX
     * do not.
     *
     * @param strides the stride along each receptive axis
     * @return the layout
     * @throws NullPointerException if {@code strides} is null
     * @throws IllegalArgumentException if a stride is less than 1
     */
    public Layout strided(long... strides) {
        for (long stride : Check.notNull("Layout.strided", "strides", strides)) {
            Check.positive("Layout.strided", "each stride", stride);
        }
        List<Long> each = Arrays.stream(strides).boxed().toList();
        return new Layout(letters, direction, groups, each, packedParts, packedSizes);
    }

    /**
     * Returns the layout of several weights of equal size that are packed along the (first) output axis, such as query,
     * key and value in one [3E, E] matrix, or the gates of an LSTM. Each part has its own fans, and an orthogonal
     * initializer gives each part its own matrix.
     *
     * @param parts number of parts; must divide the length of the output axis
     * @return the layout
     * @throws IllegalArgumentException if {@code parts < 1}
     */
    public Layout packed(long parts) {
        Check.positive("Layout.packed", "parts", parts);
        return new Layout(letters, direction, groups, strides, parts, List.of());
    }

    /**
     * Returns the layout of several weights of different lengths that are packed along the output axis, such as
     * queries, keys and values in grouped-query attention.
     *
     * @param sizes the lengths of the parts along the output axis; their sum must be the length of the axis
     * @return the layout
     * @throws NullPointerException if {@code sizes} is null
     * @throws IllegalArgumentException if {@code sizes} is empty, a length is less than 1, or their sum exceeds
     *     2<sup>63</sup> - 1
     */
    public Layout packedSizes(long... sizes) {
        String context = "Layout.packedSizes";
        Check.positive(context, "the number of sizes", Check.notNull(context, "sizes", sizes).length);
        long sum = 0;
        for (long size : sizes) {
            Check.positive(context, "each size", size);
            if (size > Long.MAX_VALUE - sum) {
                throw new IllegalArgumentException(
                        "%s: the sum of the sizes must be at most 2^63 - 1, but was at least %s + %s; pass the lengths along one axis"
                                .formatted(context, sum, size));
            }
            sum += size;
        }
        List<Long> each = Arrays.stream(sizes).boxed().toList();
        return new Layout(letters, direction, groups, strides, sizes.length, each);
    }

    /**
     * Returns the letters: one for each axis, and {@code *} for zero or more receptive axes. In the layout of a
     * transposed convolution, {@code O} is the axis of its outputs.
     *
     * @return the letters, in upper case
     */
    public String letters() {
        return letters;
    }

    /**
     * Returns whether this is the layout of a transposed convolution.
     *
     * @return whether {@link #transposed()} was called an odd number of times
     */
    public boolean isTransposed() {
        return direction == Direction.TRANSPOSED;
    }

    /**
     * Returns the number of groups.
     *
     * @return the number of groups, 1 if the convolution is not grouped
     */
    public long groups() {
        return groups;
    }

    /**
     * Returns the strides of the convolution.
     *
     * @return the stride along each receptive axis; empty if no strides were given, which means 1 along every axis
     */
    public long[] strides() {
        return lengths(strides);
    }

    /**
     * Returns the number of weights that are packed along the output axis.
     *
     * @return the number of parts, 1 if the weight is not packed
     */
    public long packedParts() {
        return packedParts;
    }

    /**
     * Returns the lengths of the packed parts.
     *
     * @return the length of each part along the output axis; empty if the parts have equal lengths
     */
    public long[] packedPartSizes() {
        return lengths(packedSizes);
    }

    private static long[] lengths(List<Long> list) {
        return list.isEmpty() ? NONE : list.stream().mapToLong(Long::longValue).toArray();
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

    /** {@return the letters and the modifiers, such as {@code OHWI.groups(4)}} */
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
