package io.github.nd4jinit.internal.fill;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;

/** A random slice of a tensor, and the type and order of the array that contains it. */
final class RandomSlice {

    private final long[] tensor;
    private final long[] begin;
    private final long[] shape;
    private final DataType type;
    private final char order;

    private RandomSlice(long[] tensor, long[] begin, long[] shape, DataType type, char order) {
        this.tensor = tensor;
        this.begin = begin;
        this.shape = shape;
        this.type = type;
        this.order = order;
    }

    /** Returns a random slice of a tensor with the given shape. */
    static RandomSlice of(SplittableRandom random, long... tensor) {
        long[] begin = new long[tensor.length];
        long[] shape = new long[tensor.length];
        for (int axis = 0; axis < tensor.length; axis++) {
            begin[axis] = random.nextLong(tensor[axis]);
            shape[axis] = 1 + random.nextLong(tensor[axis] - begin[axis]);
        }
        DataType type = ArrayZoo.TYPES.get(random.nextInt(ArrayZoo.TYPES.size()));
        return new RandomSlice(tensor, begin, shape, type, random.nextBoolean() ? 'c' : 'f');
    }

    long[] tensor() {
        return tensor;
    }

    long[] begin() {
        return begin;
    }

    long[] shape() {
        return shape;
    }

    DataType type() {
        return type;
    }

    char order() {
        return order;
    }

    /** Returns the number of elements of the tensor. */
    int tensorSize() {
        return Math.toIntExact(Arrays.stream(tensor).reduce(1, (x, y) -> x * y));
    }

    /** Selects the elements of the slice from the elements of the tensor. Both are in row-major order. */
    long[] select(long[] elements) {
        long[] selected = new long[Math.toIntExact(Arrays.stream(shape).reduce(1, (x, y) -> x * y))];
        for (int position = 0; position < selected.length; position++) {
            long[] index = ArrayZoo.index(position, shape);
            long element = 0;
            for (int axis = 0; axis < tensor.length; axis++) {
                element = element * tensor[axis] + begin[axis] + index[axis];
            }
            selected[position] = elements[(int) element];
        }
        return selected;
    }

    @Override
    public String toString() {
        return "%s '%s' %s at %s of %s"
                .formatted(type, order, Arrays.toString(shape), Arrays.toString(begin), Arrays.toString(tensor));
    }
}
