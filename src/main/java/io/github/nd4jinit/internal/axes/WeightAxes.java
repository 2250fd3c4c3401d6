package io.github.nd4jinit.internal.axes;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.internal.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The axes of a tensor in a layout. */
public final class WeightAxes {

    private static final char WILDCARD = '*';

    /** Limits the memory for parts. No known layer has more than a few parts. */
    private static final long MAX_PARTS = 1 << 20;

    private final String context;
    private final Layout layout;
    private final long[] shape;

    private WeightAxes(String context, Layout layout, long[] shape) {
        this.context = context;
        this.layout = layout;
        this.shape = shape;
    }

    /**
     * Returns the fans of a tensor whose packed parts, if any, have equal fans.
     *
     * @param context the name of the called method, for messages
     * @param layout the layout
     * @param shape the shape of the tensor
     * @return the fans of the tensor
     * @throws IllegalArgumentException if the layout does not match the shape, or the parts have different fans
     */
    public static Fans fans(String context, Layout layout, long[] shape) {
        List<Fans> fans = parts(context, layout, shape).stream()
                .map(part -> part.fans(context))
                .distinct()
                .toList();
        if (fans.size() > 1) {
            throw new IllegalArgumentException(
                    "%s: the packed parts have different fans, %s; call Fans.of with the shape of one part and a layout without packedSizes"
                            .formatted(context, fans));
        }
        return fans.get(0);
    }

    /**
     * Returns the packed parts of a tensor, for callers that need matrices rather than fans.
     *
     * @param context the name of the called method, for messages
     * @param layout the layout
     * @param shape the shape of the tensor
     * @param axes the minimum number of axes with {@link Layout#OUT_IN}, for messages
     * @return the parts; a single part if the tensor is not packed
     * @throws IllegalArgumentException if the layout does not match the shape
     */
    public static List<PackedPart> matrices(String context, Layout layout, long[] shape, int axes) {
        if (shape.length < 2 && layout.letters().indexOf(WILDCARD) >= 0) {
            throw new IllegalArgumentException(
                    "%s: needs at least %s axes, but received shape %s (rank %s); reshape it, or pass a Layout that names the axes"
                            .formatted(context, axes, Arrays.toString(shape), shape.length));
        }
        return parts(context, layout, shape);
    }

    /**
     * Returns the packed parts of a tensor.
     *
     * @param context the name of the called method, for messages
     * @param layout the layout
     * @param shape the shape of the tensor
     * @return the parts; a single part if the tensor is not packed
     * @throws IllegalArgumentException if the layout does not match the shape
     */
    public static List<PackedPart> parts(String context, Layout layout, long[] shape) {
        checkLengths(context, shape);
        checkRank(context, layout, shape);
        if (layout.packedParts() == 1 && layout.packedPartSizes().length == 0) {
            return List.of(new PackedPart(layout, new long[shape.length], shape, shape));
        }
        return new WeightAxes(context, layout, shape).packedParts();
    }

    private List<PackedPart> packedParts() {
        int out = outputAxis();
        if (out < 0) {
            throw new IllegalArgumentException(
                    "%s: layout %s has packed parts but no output axis; name the axis of the parts O"
                            .formatted(context, layout));
        }
        List<PackedPart> parts = new ArrayList<>();
        long begin = 0;
        for (long length : partLengths(shape[out])) {
            long[] begins = new long[shape.length];
            long[] lengths = shape.clone();
            begins[out] = begin;
            lengths[out] = length;
            parts.add(new PackedPart(layout, begins, lengths, shape));
            begin += length;
        }
        return parts;
    }

    private long[] partLengths(long length) {
        long[] sizes = layout.packedPartSizes();
        if (sizes.length == 0) {
            long parts = layout.packedParts();
            Check.divides(context, "packed parts", parts, "output axis", (double) length);
            if (length == 0) {
                return new long[1];
            }
            if (parts > MAX_PARTS) {
                throw new IllegalArgumentException("%s: at most %s packed parts are supported, received %s; pass fewer"
                        .formatted(context, MAX_PARTS, parts));
            }
            long[] equal = new long[(int) parts];
            Arrays.fill(equal, length / parts);
            return equal;
        }
        long sum = Arrays.stream(sizes).reduce(0, Math::addExact);
        if (sum != length) {
            throw new IllegalArgumentException(
                    "%s: the packed sizes %s sum to %s, but the output axis has length %s; pass sizes that sum to %s"
                            .formatted(context, Arrays.toString(sizes), sum, length, length));
        }
        return sizes;
    }

    private int outputAxis() {
        int axis = shape.length - 1;
        while (axis >= 0 && letter(layout, axis, shape.length) != 'O') {
            axis--;
        }
        return axis;
    }

    /** Returns the letter of an axis of a tensor with a given rank. The axes of the wildcard have the letter K. */
    static char letter(Layout layout, int axis, int rank) {
        String letters = layout.letters();
        int wildcard = letters.indexOf(WILDCARD);
        if (wildcard < 0 || axis < wildcard) {
            return letters.charAt(axis);
        }
        int fromEnd = rank - axis;
        return fromEnd < letters.length() - wildcard ? letters.charAt(letters.length() - fromEnd) : 'K';
    }

    private static void checkLengths(String context, long[] shape) {
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "%s: axis lengths must not be negative, received shape %s; pass array.shape()"
                                .formatted(context, Arrays.toString(shape)));
            }
        }
    }

    private static void checkRank(String context, Layout layout, long[] shape) {
        String letters = layout.letters();
        boolean hasWildcard = letters.indexOf(WILDCARD) >= 0;
        int minimum = hasWildcard ? letters.length() - 1 : letters.length();
        if (shape.length < minimum || (!hasWildcard && shape.length > minimum)) {
            String received = "received shape %s (rank %s)".formatted(Arrays.toString(shape), shape.length);
            throw new IllegalArgumentException(
                    hasWildcard && minimum == 2
                            ? "%s: fans need at least 2 axes, %s; use Init.normal(0, 0.02), or a Layout that names the axes"
                                    .formatted(context, received)
                            : "%s: layout %s has %s%s axes, %s; pass a Layout with one letter for each axis"
                                    .formatted(context, layout, hasWildcard ? "at least " : "", minimum, received));
        }
    }
}
