package io.github.nd4jinit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What the axes of a weight mean. One letter names each axis:
 *
 * <ul>
 *   <li>{@code O} output channels (units),
 *   <li>{@code I} input channels,
 *   <li>{@code B} batch: independent tensors stacked along the axis, which counts for neither fan,
 *   <li>any other letter: an axis of the receptive field, such as {@code H}, {@code W}, {@code D},
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
 * <p>A letter may occur more than once: {@code IOO} is a [features, heads, size] projection. A missing {@code I} or
 * {@code O} counts as one channel. Layouts are immutable values.
 */
public final class Layout {

    /** Axis 0 out, axis 1 in, the rest receptive field ({@code OI*}): torch, DL4J's convolutions. The default. */
    public static final Layout OUT_IN = of("OI*");

    /** Last axis out, the one before it in, the rest receptive field ({@code *IO}): Keras, JAX, dense layers of DL4J. */
    public static final Layout IN_OUT = of("*IO");

    private static final char ANY_FIELD = '*';

    /** What is said beside the letters: a name and whole numbers. */
    private static final Pattern CALL = Pattern.compile("([A-Za-z]+)\\(((?:\\d+(?:,\\d+)*)?)\\)");

    private final String letters;
    private final Convolution convolution;
    private final Packing packing;

    /** How the out axis is divided into weights of their own: equal parts, or parts of given sizes. */
    private record Packing(long parts, List<Long> sizes) {

        static final Packing NONE = new Packing(1, List.of());

        List<Long> sizes(String who, long length) {
            if (sizes.isEmpty()) {
                Check.divides(who, "packed parts", parts, "out axis", (double) length);
                return LongStream.range(0, parts).mapToObj(i -> length / parts).toList();
            }
            long sum = sizes.stream().mapToLong(Long::longValue).sum();
            if (sum != length) {
                throw new IllegalArgumentException(
                        "%s: packed sizes %s sum to %s, received an out axis of %s; the parts must cover the axis"
                                .formatted(who, sizes, sum, length));
            }
            return sizes;
        }

        @Override
        public String toString() {
            if (!sizes.isEmpty()) {
                return ".packedSizes(" + sizes.toString().replaceAll("[\\[\\]]", "") + ")";
            }
            return parts == 1 ? "" : ".packed(" + parts + ")";
        }
    }

    private Layout(String letters, Convolution convolution, Packing packing) {
        this.letters = letters;
        this.convolution = convolution;
        this.packing = packing;
    }

    /**
     * The layout that gives each axis the meaning of its letter.
     *
     * @param letters one letter an axis, in either case; {@code *} for any number of receptive axes
     * @return the layout
     * @throws IllegalArgumentException if there is another character than letters and one {@code *}, or none
     */
    public static Layout of(String letters) {
        Check.notNull("Layout.of", "letters", letters);
        if (!letters.matches("[A-Za-z]*\\*?[A-Za-z]*") || letters.isEmpty()) {
            throw new IllegalArgumentException(
                    "Layout.of: received \"%s\"; name each axis by one letter (O out, I in, B batch, any other receptive), at most one * for any number of receptive axes, as in \"HWIO\""
                            .formatted(letters));
        }
        return new Layout(letters.toUpperCase(Locale.ROOT), Convolution.PLAIN, Packing.NONE);
    }

    /**
     * The layout of a text: the inverse of {@link #toString}.
     *
     * @param text letters, and what is said beside them: {@code OHWI.groups(4).strided(2, 2)}; or {@code out_in}, {@code in_out}
     * @return the layout
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Layout parse(String text) {
        Check.notNull("Layout.parse", "text", text);
        String[] words = text.replaceAll("\\s", "").split("\\.", -1);
        Layout layout = switch (words[0].toLowerCase(Locale.ROOT)) {
            case "out_in" -> OUT_IN;
            case "in_out" -> IN_OUT;
            default -> of(words[0]);
        };
        for (int i = 1; i < words.length; i++) {
            layout = layout.with(words[i], text);
        }
        return layout;
    }

    /** This layout, and what a word says beside its letters. */
    private Layout with(String word, String text) {
        Matcher call = CALL.matcher(word);
        String name = call.matches() ? call.group(1) : "";
        long[] numbers = call.matches() ? numbers(call.group(2), text) : new long[0];
        if (name.equals("transposed") && numbers.length == 0) {
            return transposed();
        }
        if (name.equals("groups") && numbers.length == 1) {
            return groups(numbers[0]);
        }
        if (name.equals("packed") && numbers.length == 1) {
            return packed(numbers[0]);
        }
        if (name.equals("strided") && numbers.length > 0) {
            return strided(numbers);
        }
        if (name.equals("packedSizes") && numbers.length > 0) {
            return packedSizes(numbers);
        }
        throw new IllegalArgumentException(
                "Layout.parse: received \"%s\" in \"%s\"; after the letters there may be .transposed(), .groups(4), .strided(2, 2), .packed(3) or .packedSizes(6, 2, 2)"
                        .formatted(word, text));
    }

    private static long[] numbers(String list, String text) {
        try {
            return list.isEmpty()
                    ? new long[0]
                    : Arrays.stream(list.split(",", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException(
                    "Layout.parse: received \"%s\", of which a number is larger than 2^63 - 1; write a smaller one"
                            .formatted(text),
                    tooLarge);
        }
    }

    /**
     * The same axes, of a transposed convolution: in and out change places, as in {@code torch.nn.ConvTranspose2d}, whose
     * weight is [in, out / groups, ...]. Groups then split the in axis, and strides divide the fan in.
     *
     * @return the layout
     */
    public Layout transposed() {
        String swapped =
                letters.replace(Part.OUT, ' ').replace(Part.IN, Part.OUT).replace(' ', Part.IN);
        return new Layout(swapped, convolution.transposed(), packing);
    }

    /**
     * The layout of a grouped convolution: the fans are those within one group. As in every framework the in axis already
     * holds one group's channels and the out axis those of all groups; in a transposed convolution it is the other way
     * round. A depthwise convolution has as many groups as input channels.
     *
     * @param groups number of groups; divides the axis that it splits
     * @return the layout
     * @throws IllegalArgumentException if {@code groups < 1}
     */
    public Layout groups(long groups) {
        Check.positive("Layout.groups", "groups", groups);
        return new Layout(letters, convolution.groups(groups), packing);
    }

    /**
     * The layout of a convolution with strides: fan out is divided by their product, for a transposed convolution fan in.
     * torch and Keras leave strides out of account, DL4J does not.
     *
     * @param strides the stride along each receptive axis
     * @return the layout
     * @throws IllegalArgumentException if a stride is below 1
     */
    public Layout strided(long... strides) {
        for (long stride : Check.notNull("Layout.strided", "strides", strides)) {
            Check.positive("Layout.strided", "each stride", stride);
        }
        List<Long> along = Arrays.stream(strides).boxed().toList();
        return new Layout(letters, convolution.strided(along), packing);
    }

    /**
     * The layout of several weights packed along the (first) out axis, such as query, key and value in one [3E, E] matrix or the
     * gates of an LSTM. Each part has its own fans, and is orthogonal on its own.
     *
     * @param parts number of parts of equal size; divides the out axis
     * @return the layout
     * @throws IllegalArgumentException if {@code parts < 1}
     */
    public Layout packed(long parts) {
        Check.positive("Layout.packed", "parts", parts);
        return new Layout(letters, convolution, new Packing(parts, List.of()));
    }

    /**
     * The layout of several weights of different sizes packed along the out axis, such as the queries, keys and values of
     * grouped-query attention.
     *
     * @param sizes the parts' lengths along the out axis, which they cover
     * @return the layout
     * @throws IllegalArgumentException if there is no size, or one below 1
     */
    public Layout packedSizes(long... sizes) {
        Check.positive(
                "Layout.packedSizes",
                "the number of sizes",
                Check.notNull("Layout.packedSizes", "sizes", sizes).length);
        for (long size : sizes) {
            Check.positive("Layout.packedSizes", "each size", size);
        }
        return new Layout(
                letters,
                convolution,
                new Packing(sizes.length, Arrays.stream(sizes).boxed().toList()));
    }

    /**
     * What each axis means: one letter an axis, {@code *} for any number of receptive ones. Of a transposed convolution O is
     * what it puts out.
     *
     * @return the letters
     */
    public String letters() {
        return letters;
    }

    /** This layout with so many groups, if it does not have others. */
    Layout regrouped(String who, long groups) {
        if (convolution.groups() != 1 && convolution.groups() != groups) {
            throw new IllegalArgumentException(
                    "%s: received %s groups and the layout %s; say the groups once".formatted(who, groups, this));
        }
        return groups(groups);
    }

    /** The fans of a tensor whose packed parts, if any, are of one size. */
    Fans fans(String who, long[] shape) {
        List<Fans> fans = parts(who, shape).stream()
                .map(part -> part.fans(who))
                .distinct()
                .toList();
        if (fans.size() > 1) {
            throw new IllegalArgumentException(
                    "%s: the packed parts have different fans, %s; ask for those of each part's own shape"
                            .formatted(who, fans));
        }
        return fans.get(0);
    }

    /** The packed parts of a tensor, of which matrices rather than fans are wanted. */
    List<Part> matrices(String who, long[] shape) {
        if (shape.length < 2 && letters.indexOf(ANY_FIELD) >= 0) {
            throw new IllegalArgumentException(
                    "%s: needs at least 2 axes, received shape %s (rank %s); reshape it, or pass a Layout that names the axes"
                            .formatted(who, Arrays.toString(shape), shape.length));
        }
        return parts(who, shape);
    }

    /** The packed parts of a tensor, one if it is not packed. */
    List<Part> parts(String who, long[] shape) {
        String roles = roles(who, shape);
        int out = roles.indexOf(Part.OUT);
        if (packing.equals(Packing.NONE)) {
            return List.of(new Part(roles, new long[shape.length], shape, convolution));
        }
        if (out < 0) {
            throw new IllegalArgumentException(
                    "%s: layout %s packs parts along an out axis and names none; name it O".formatted(who, this));
        }
        List<Part> parts = new ArrayList<>();
        long begin = 0;
        for (long size : packing.sizes(who, shape[out])) {
            long[] begins = new long[shape.length];
            long[] lengths = shape.clone();
            begins[out] = begin;
            lengths[out] = size;
            parts.add(new Part(roles, begins, lengths, convolution));
            begin += size;
        }
        return parts;
    }

    /** The letter of each axis of a shape. */
    private String roles(String who, long[] shape) {
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "%s: lengths must not be negative, received shape %s; pass an array's own shape()"
                                .formatted(who, Arrays.toString(shape)));
            }
        }
        int star = letters.indexOf(ANY_FIELD);
        int named = star < 0 ? letters.length() : letters.length() - 1;
        if (shape.length < named || (star < 0 && shape.length > named)) {
            String received = "received shape %s (rank %s)".formatted(Arrays.toString(shape), shape.length);
            throw new IllegalArgumentException(
                    star >= 0 && named == 2
                            ? "%s: fans need at least 2 axes, %s; use normal(std), or a Layout that names the axes"
                                    .formatted(who, received)
                            : "%s: layout %s names %s%s axes, %s; name each axis of the array"
                                    .formatted(who, this, star < 0 ? "" : "at least ", named, received));
        }
        return letters.replace("*", String.valueOf(Part.FIELD).repeat(shape.length - named));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layout that
                && letters.equals(that.letters)
                && convolution.equals(that.convolution)
                && packing.equals(that.packing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(letters, convolution, packing);
    }

    /** {@return the letters, and what was said beside them: {@code OHWI.groups(4)}} */
    @Override
    public String toString() {
        return (convolution.isTransposed() ? transposed().letters : letters) + convolution + packing;
    }
}
