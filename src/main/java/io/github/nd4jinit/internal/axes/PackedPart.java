package io.github.nd4jinit.internal.axes;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.internal.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One weight within a tensor: the whole tensor, or one of its packed parts. */
public final class PackedPart {

    /** Maximum number of offsets that are stored for the axes of one role. */
    private static final int MAX_OFFSETS = 1 << 28;

    private enum Role {
        OUT,
        IN,
        BATCH,
        RECEPTIVE
    }

    private final Layout layout;
    private final long[] begin;
    private final long[] shape;
    private final long[] wholeShape;

    PackedPart(Layout layout, long[] begin, long[] shape, long[] wholeShape) {
        this.layout = layout;
        this.begin = begin;
        this.shape = shape;
        this.wholeShape = wholeShape;
    }

    /**
     * Returns the index of the part's first element in the tensor.
     *
     * @return the index along each axis
     */
    public long[] begin() {
        return begin;
    }

    /**
     * Returns the shape of the part.
     *
     * @return the length of each axis
     */
    public long[] shape() {
        return shape;
    }

    /** Returns the product of the lengths of all axes with a role; exact up to 2⁵³. */
    private double size(Role role) {
        double size = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            size *= role(axis) == role ? shape[axis] : 1;
        }
        return size;
    }

    private Role role(int axis) {
        return switch (WeightAxes.letter(layout, axis, shape.length)) {
            case 'O' -> Role.OUT;
            case 'I' -> Role.IN;
            case 'B' -> Role.BATCH;
            default -> Role.RECEPTIVE;
        };
    }

    private long receptiveAxes() {
        return IntStream.range(0, shape.length)
                .filter(axis -> role(axis) == Role.RECEPTIVE)
                .count();
    }

    /**
     * Checks that there is no receptive axis.
     *
     * @param context the name of the called method, for messages
     * @throws IllegalArgumentException if there is a receptive axis
     */
    public void checkMatrix(String context) {
        checkReceptiveAxes(
                context, 0, 0, "a matrix", "reshape it to 2 axes, or pass Layout.of(\"BOI\") for a stack of matrices");
    }

    /**
     * Checks that there are 1 to 3 receptive axes.
     *
     * @param context the name of the called method, for messages
     * @throws IllegalArgumentException if there are fewer or more receptive axes
     */
    public void checkConvolution(String context) {
        checkReceptiveAxes(
                context,
                1,
                3,
                "the weight of a convolution",
                "reshape it to 3, 4 or 5 axes, or pass a Layout with 1 to 3 receptive axes, such as Layout.of(\"OK\")");
    }

    private void checkReceptiveAxes(String context, int min, int max, String needed, String remedy) {
        long axes = receptiveAxes();
        if (axes < min || axes > max) {
            throw new IllegalArgumentException(
                    "%s: needs %s, but received shape %s (rank %s) with %s receptive axes; %s"
                            .formatted(context, needed, Arrays.toString(shape), shape.length, axes, remedy));
        }
    }

    /**
     * Returns a position in the receptive field, as used by {@link ChannelGroup}.
     *
     * @param indexOfLength the function that maps the length of a receptive axis to the index along that axis
     * @return the position in row-major order
     */
    public int receptivePosition(LongUnaryOperator indexOfLength) {
        long position = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (role(axis) == Role.RECEPTIVE) {
                position = position * shape[axis] + indexOfLength.applyAsLong(shape[axis]);
            }
        }
        return (int) position;
    }

    /**
     * Returns the fans of one group. The fan of the axis that is split into groups is divided by the number of groups.
     * The fan out is divided by the product of the strides; for a transposed convolution, the fan in is divided
     * instead.
     *
     * @param context the name of the called method, for messages
     * @return the fans
     * @throws IllegalArgumentException if the groups or the strides do not match the shape
     */
    public Fans fans(String context) {
        checkGroups(context);
        long[] strides = layout.strides();
        if (strides.length > 0 && strides.length != receptiveAxes()) {
            throw new IllegalArgumentException(
                    "%s: received %s strides for %s receptive axes of shape %s; pass one stride for each receptive axis"
                            .formatted(context, strides.length, receptiveAxes(), Arrays.toString(shape)));
        }
        double field = size(Role.RECEPTIVE);
        double in = size(Role.IN) * field;
        double out = size(Role.OUT) * field;
        double stride = 1;
        for (long factor : strides) {
            stride *= factor;
        }
        return layout.isTransposed()
                ? new Fans(in / layout.groups() / stride, out)
                : new Fans(in, out / layout.groups() / stride);
    }

    private Role groupedRole() {
        return layout.isTransposed() ? Role.IN : Role.OUT;
    }

    private void checkGroups(String context) {
        Role grouped = groupedRole();
        Check.divides(
                context, "groups", layout.groups(), grouped == Role.OUT ? "output axis" : "input axis", size(grouped));
    }

    /**
     * Returns the groups of connected channels: one for each group of each batch element.
     *
     * @param context the name of the called method, for messages
     * @return the groups
     * @throws IllegalArgumentException if the length of the axis that is split into groups is not divisible by the
     *     number of groups, or an axis is too long
     */
    public List<ChannelGroup> channelGroups(String context) {
        checkGroups(context);
        long[] strides = rowMajorStrides();
        long first = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            first += begin[axis] * strides[axis];
        }
        long[] field = offsets(context, Role.RECEPTIVE, strides);
        long[] outs = offsets(context, Role.OUT, strides);
        long[] ins = offsets(context, Role.IN, strides);
        List<ChannelGroup> groups = new ArrayList<>();
        for (long batch : offsets(context, Role.BATCH, strides)) {
            for (int group = 0; group < layout.groups(); group++) {
                groups.add(new ChannelGroup(
                        first + batch, group(Role.OUT, group, outs), group(Role.IN, group, ins), field));
            }
        }
        return groups;
    }

    private long[] rowMajorStrides() {
        long[] strides = new long[wholeShape.length];
        long stride = 1;
        for (int axis = wholeShape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= wholeShape[axis];
        }
        return strides;
    }

    private long[] group(Role role, int group, long[] offsets) {
        if (role != groupedRole()) {
            return offsets;
        }
        int size = (int) (offsets.length / layout.groups());
        return Arrays.copyOfRange(offsets, group * size, (group + 1) * size);
    }

    /** Returns the logical index offsets of all positions along the axes with a role, in row-major order. */
    private long[] offsets(String context, Role role, long[] strides) {
        if (size(role) > MAX_OFFSETS) {
            throw new IllegalArgumentException(
                    "%s: supports at most %s positions along the output, input, batch or receptive axes, but received shape %s; fill smaller arrays"
                            .formatted(context, MAX_OFFSETS, Arrays.toString(shape)));
        }
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
