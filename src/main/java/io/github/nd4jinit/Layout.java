package io.github.nd4jinit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
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

    private static final char OUT = 'O';
    private static final char IN = 'I';
    private static final char BATCH = 'B';
    private static final char ANY_FIELD = '*';

    /** The letter that {@code *} becomes; as good as any that is none of the above. */
    private static final char FIELD = 'K';

    private final String letters;
    private final Direction direction;
    private final long groups;
    private final long stride;
    private final Packing packing;

    /** Which way a convolution goes decides which of its axes the groups split and which fan its stride divides. */
    private enum Direction {
        FORWARD(OUT),
        TRANSPOSED(IN);

        final char grouped;

        Direction(char grouped) {
            this.grouped = grouped;
        }
    }

    /** How the out axis is divided into weights of their own: equal parts, or parts of given sizes. */
    private record Packing(long parts, List<Long> sizes) {

        static final Packing NONE = new Packing(1, List.of());

        List<Long> sizes(String who, long length) {
            if (sizes.isEmpty()) {
                divide(who, "packed parts", parts, "out axis", length);
                return LongStream.range(0, parts).mapToObj(i -> length / parts).toList();
            }
            long sum = sizes.stream().mapToLong(Long::longValue).sum();
            if (sum != length) {
                throw new IllegalArgumentException(
                        "%s: packed sizes %s sum to %d, received an out axis of %d; the parts must cover the axis"
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

    private Layout(String letters, Direction direction, long groups, long stride, Packing packing) {
        this.letters = letters;
        this.direction = direction;
        this.groups = groups;
        this.stride = stride;
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
        return new Layout(letters.toUpperCase(Locale.ROOT), Direction.FORWARD, 1, 1, Packing.NONE);
    }

    /**
     * The same axes, of a transposed convolution: in and out change places, as in {@code torch.nn.ConvTranspose2d}, whose
     * weight is [in, out / groups, ...]. Groups then split the in axis, and strides divide the fan in.
     *
     * @return the layout
     */
    public Layout transposed() {
        String swapped = letters.replace(OUT, ' ').replace(IN, OUT).replace(' ', IN);
        Direction other = direction == Direction.FORWARD ? Direction.TRANSPOSED : Direction.FORWARD;
        return new Layout(swapped, other, groups, stride, packing);
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
        return new Layout(letters, direction, groups, stride, packing);
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
        long product = 1;
        for (long along : Check.notNull("Layout.strided", "strides", strides)) {
            product *= Check.positive("Layout.strided", "each stride", along);
        }
        return new Layout(letters, direction, groups, product, packing);
    }

    /**
     * The layout of several weights packed along the out axis, such as query, key and value in one [3E, E] matrix or the
     * gates of an LSTM. Each part has its own fans, and is orthogonal on its own.
     *
     * @param parts number of parts of equal size; divides the out axis
     * @return the layout
     * @throws IllegalArgumentException if {@code parts < 1}
     */
    public Layout packed(long parts) {
        Check.positive("Layout.packed", "parts", parts);
        return new Layout(letters, direction, groups, stride, new Packing(parts, List.of()));
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
                direction,
                groups,
                stride,
                new Packing(sizes.length, Arrays.stream(sizes).boxed().toList()));
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

    /** The packed parts of a tensor, one if it is not packed. */
    List<Part> parts(String who, long[] shape) {
        String roles = roles(who, shape);
        int out = roles.indexOf(OUT);
        if (packing.equals(Packing.NONE)) {
            return List.of(new Part(roles, new long[shape.length], shape));
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
            parts.add(new Part(roles, begins, lengths));
            begin += size;
        }
        return parts;
    }

    /** The letter of each axis of a shape. */
    private String roles(String who, long[] shape) {
        int star = letters.indexOf(ANY_FIELD);
        int named = star < 0 ? letters.length() : letters.length() - 1;
        if (shape.length < named || (star < 0 && shape.length > named)) {
            String received = "received shape %s (rank %d)".formatted(Arrays.toString(shape), shape.length);
            throw new IllegalArgumentException(
                    star >= 0 && named == 2
                            ? "%s: fans need at least 2 axes, %s; use normal(std), or a Layout that names the axes"
                                    .formatted(who, received)
                            : "%s: layout %s names %s%d axes, %s; name each axis of the array"
                                    .formatted(who, this, star < 0 ? "" : "at least ", named, received));
        }
        return letters.replace("*", String.valueOf(FIELD).repeat(shape.length - named));
    }

    private static void divide(String who, String what, long divisor, String axis, long length) {
        if (length % divisor != 0) {
            throw new IllegalArgumentException("%s: %d %s do not divide the %s of %d; pass a divisor of %d"
                    .formatted(who, divisor, what, axis, length, length));
        }
    }

    /** One weight of its own within a tensor: the whole, or a packed part. */
    final class Part {

        private final String roles;
        private final long[] begin;
        private final long[] shape;

        private Part(String roles, long[] begin, long[] shape) {
            this.roles = roles;
            this.begin = begin;
            this.shape = shape;
        }

        long[] begin() {
            return begin;
        }

        long[] shape() {
            return shape;
        }

        /** Number of elements along all axes of a role. */
        private long size(char role) {
            long size = 1;
            for (int axis = 0; axis < shape.length; axis++) {
                size *= role(axis) == role ? shape[axis] : 1;
            }
            return size;
        }

        private char role(int axis) {
            char letter = roles.charAt(axis);
            return letter == OUT || letter == IN || letter == BATCH ? letter : FIELD;
        }

        /** Checks that there are between {@code least} and {@code most} receptive axes. */
        void checkFieldAxes(String who, int least, int most, String needed) {
            long axes = IntStream.range(0, shape.length)
                    .filter(axis -> role(axis) == FIELD)
                    .count();
            if (axes < least || axes > most) {
                throw new IllegalArgumentException(
                        "%s: needs %s, received shape %s (rank %d) with %d receptive axes; name its axes by a Layout"
                                .formatted(who, needed, Arrays.toString(shape), shape.length, axes));
            }
        }

        /** Which of a block's receptive positions lies at the given index of every receptive axis. */
        int position(LongUnaryOperator indexOfSize) {
            long position = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                if (role(axis) == FIELD) {
                    position = position * shape[axis] + indexOfSize.applyAsLong(shape[axis]);
                }
            }
            return (int) position;
        }

        Fans fans(String who) {
            checkGroups(who);
            double field = size(FIELD);
            double in = size(IN) * field;
            double out = size(OUT) * field;
            return switch (direction) {
                case FORWARD -> new Fans(in, out / groups / stride);
                case TRANSPOSED -> new Fans(in / groups / stride, out);
            };
        }

        private void checkGroups(String who) {
            divide(who, "groups", groups, direction.grouped == OUT ? "out axis" : "in axis", size(direction.grouped));
        }

        /** The weights that are connected to each other: one for each group of each batch element. */
        List<Block> blocks(String who, long[] whole) {
            checkGroups(who);
            long[] strides = new long[whole.length];
            long base = 0;
            long stride = 1;
            for (int axis = whole.length - 1; axis >= 0; axis--) {
                strides[axis] = stride;
                base += begin[axis] * stride;
                stride *= whole[axis];
            }
            long[] field = offsets(FIELD, strides);
            List<Block> blocks = new ArrayList<>();
            for (long batch : offsets(BATCH, strides)) {
                for (int group = 0; group < groups; group++) {
                    blocks.add(new Block(
                            base + batch,
                            group(OUT, group, offsets(OUT, strides)),
                            group(IN, group, offsets(IN, strides)),
                            field));
                }
            }
            return blocks;
        }

        private long[] group(char role, int group, long[] offsets) {
            if (role != direction.grouped) {
                return offsets;
            }
            int size = (int) (offsets.length / groups);
            return Arrays.copyOfRange(offsets, group * size, (group + 1) * size);
        }

        /** What the indices along all axes of a role add to an element's logical index, in row-major order. */
        private long[] offsets(char role, long[] strides) {
            long[] offsets = {0};
            for (int axis = 0; axis < shape.length; axis++) {
                if (role(axis) == role) {
                    long stride = strides[axis];
                    long length = shape[axis];
                    offsets = Arrays.stream(offsets)
                            .flatMap(offset -> LongStream.range(0, length).map(i -> offset + i * stride))
                            .toArray();
                }
            }
            return offsets;
        }
    }

    /**
     * A weight in which every input channel meets every output channel. Its element of output o, input i and receptive
     * position t has the logical index {@code base + out[o] + in[i] + field[t]} in the whole tensor.
     */
    static final class Block {

        final long base;
        final long[] outs;
        final long[] ins;
        final long[] field;

        Block(long base, long[] outs, long[] ins, long[] field) {
            this.base = base;
            this.outs = outs;
            this.ins = ins;
            this.field = field;
        }

        /** The elements of output i and input i, at receptive offset 0. */
        LongStream diagonal() {
            return IntStream.range(0, Math.min(outs.length, ins.length)).mapToLong(i -> base + outs[i] + ins[i]);
        }

        /** The offsets of all elements of one output, in row-major order of their axes. */
        long[] row() {
            return Arrays.stream(ins)
                    .flatMap(i -> Arrays.stream(field).map(t -> i + t))
                    .sorted()
                    .toArray();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layout that
                && letters.equals(that.letters)
                && direction == that.direction
                && groups == that.groups
                && stride == that.stride
                && packing.equals(that.packing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(letters, direction, groups, stride, packing);
    }

    /** {@return the letters, and what was said beside them: {@code OHWI.groups(4)}} */
    @Override
    public String toString() {
        return (direction == Direction.TRANSPOSED ? transposed().letters + ".transposed()" : letters)
                + (groups == 1 ? "" : ".groups(" + groups + ")")
                + (stride == 1 ? "" : ".strided(" + stride + ")")
                + packing;
    }
}
