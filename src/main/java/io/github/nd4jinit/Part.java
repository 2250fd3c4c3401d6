package io.github.nd4jinit;

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
            for (int group = 0; group < convolution.groups(); group++) {
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
        if (role != groupedAxis()) {
            return offsets;
        }
        int size = (int) (offsets.length / convolution.groups());
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
