package io.github.nd4jinit.internal.fill;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;

/** A part of a tensor, and the array that is to hold it. */
final class Part {

    private final long[] tensor;
    private final long[] begin;
    private final long[] shape;
    private final DataType type;
    private final char order;

    private Part(long[] tensor, long[] begin, long[] shape, DataType type, char order) {
        this.tensor = tensor;
        this.begin = begin;
        this.shape = shape;
        this.type = type;
        this.order = order;
    }

    /** Any part of a tensor, of any type and order. */
    static Part random(SplittableRandom random, long... tensor) {
        long[] begin = new long[tensor.length];
        long[] shape = new long[tensor.length];
        for (int axis = 0; axis < tensor.length; axis++) {
            begin[axis] = random.nextLong(tensor[axis]);
            shape[axis] = 1 + random.nextLong(tensor[axis] - begin[axis]);
        }
        DataType type = ArrayZoo.TYPES.get(random.nextInt(ArrayZoo.TYPES.size()));
        return new Part(tensor, begin, shape, type, random.nextBoolean() ? 'c' : 'f');
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

    /** How many elements the tensor has. */
    int elements() {
        return Math.toIntExact(Arrays.stream(tensor).reduce(1, (x, y) -> x * y));
    }

    /** Those of the tensor's elements, both in row-major order, that lie in the part. */
    long[] of(long[] elements) {
        long[] part = new long[Math.toIntExact(Arrays.stream(shape).reduce(1, (x, y) -> x * y))];
        for (int position = 0; position < part.length; position++) {
            long[] index = ArrayZoo.index(position, shape);
            long element = 0;
            for (int axis = 0; axis < tensor.length; axis++) {
                element = element * tensor[axis] + begin[axis] + index[axis];
            }
            part[position] = elements[(int) element];
        }
        return part;
    }

    @Override
    public String toString() {
        return "%s '%s' %s at %s of %s"
                .formatted(type, order, Arrays.toString(shape), Arrays.toString(begin), Arrays.toString(tensor));
    }
}
