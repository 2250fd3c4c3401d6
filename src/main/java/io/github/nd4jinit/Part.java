package io.github.nd4jinit;

import io.github.nd4jinit.internal.fill.TensorRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One weight of its own within a tensor: the whole, or a packed part. */
final class Part {

    static final char OUT = 'O';
    static final char IN = 'I';
    static final char BATCH = 'B';

    /** Any other letter. */
    static final char FIELD = 'K';

    /** Elements along all axes of a role, if they have to be gone through one by one. */
    private static final int LONGEST = 1 << 28;

    private final String roles;
    private final long[] begin;
    private final long[] shape;
    private final Convolution convolution;

    Part(String roles, long[] begin, long[] shape, Convolution convolution) {
        this.roles = roles;
        this.begin = begin;
        this.shape = shape;
        this.convolution = convolution;
    }

    long[] begin() {
        return begin;
    }

    long[] shape() {
        return shape;
    }

    /** Number of elements along all axes of a role; exact up to 2⁵³, and a double beyond. */
    private double size(char role) {
        double size = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            size *= role(axis) == role ? shape[axis] : 1;
        }
        return size;
    }

    private char role(int axis) {
        char letter = roles.charAt(axis);
        return letter == OUT || letter == IN || letter == BATCH ? letter : FIELD;
    }

    private long fieldAxes() {
        return IntStream.range(0, shape.length)
                .filter(axis -> role(axis) == FIELD)
                .count();
    }

    /** Checks that there are between {@code least} and {@code most} receptive axes. */
    void checkFieldAxes(String who, int least, int most, String needed) {
        long axes = fieldAxes();
        if (axes < least || axes > most) {
            throw new IllegalArgumentException(
                    "%s: needs %s, received shape %s (rank %s) with %s receptive axes; name its axes by a Layout"
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
        int strides = convolution.strides().size();
        if (strides > 0 && strides != fieldAxes()) {
            throw new IllegalArgumentException(
                    "%s: received %s strides for %s receptive axes of shape %s; give one for each"
                            .formatted(who, strides, fieldAxes(), Arrays.toString(shape)));
        }
        double field = size(FIELD);
        return convolution.fans(size(IN) * field, size(OUT) * field);
    }

    private char groupedAxis() {
        return convolution.isTransposed() ? IN : OUT;
    }

    private void checkGroups(String who) {
        char grouped = groupedAxis();
        Check.divides(who, "groups", convolution.groups(), grouped == OUT ? "out axis" : "in axis", size(grouped));
    }

    /** The weights that are connected to each other: one for each group of each batch element. */
    List<Block> blocks(String who, long[] whole) {
        checkGroups(who);
        TensorRegion box = TensorRegion.at(whole, begin);
        long[] strides = box.strides();
        long[] field = offsets(who, FIELD, strides);
        long[] outs = offsets(who, OUT, strides);
        long[] ins = offsets(who, IN, strides);
        List<Block> blocks = new ArrayList<>();
        for (long batch : offsets(who, BATCH, strides)) {
            for (int group = 0; group < convolution.groups(); group++) {
                blocks.add(new Block(box.first() + batch, group(OUT, group, outs), group(IN, group, ins), field));
            }
        }
        return blocks;
    }

    private long[] group(char role, int group, long[] offsets) {
        if (role != groupedAxis()) {
            return offsets;
        }
        int size = (int) (offsets.length / convolution.groups());
        return Arrays.copyOfRange(offsets, group * size, (group + 1) * size);
    }

    /** What the indices along all axes of a role add to an element's logical index, in row-major order. */
    private long[] offsets(String who, char role, long[] strides) {
        if (size(role) > LONGEST) {
            throw new IllegalArgumentException(
                    "%s: more than %s elements along one kind of axes, received shape %s; make it smaller"
                            .formatted(who, LONGEST, Arrays.toString(shape)));
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
