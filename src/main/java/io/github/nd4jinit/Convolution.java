package io.github.nd4jinit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a convolution connects its channels. Which way it goes decides which axis its groups split and which fan its stride
 * divides.
 *
 * @param direction forward or transposed
 * @param groups number of groups
 * @param strides the stride along each receptive axis; none for 1 everywhere
 */
record Convolution(Direction direction, long groups, List<Long> strides) {

    static final Convolution PLAIN = new Convolution(Direction.FORWARD, 1, List.of());

    private enum Direction {
        FORWARD,
        TRANSPOSED
    }

    boolean isTransposed() {
        return direction == Direction.TRANSPOSED;
    }

    Convolution transposed() {
        return new Convolution(isTransposed() ? Direction.FORWARD : Direction.TRANSPOSED, groups, strides);
    }

    Convolution groups(long groups) {
        return new Convolution(direction, groups, strides);
    }

    Convolution strided(List<Long> strides) {
        return new Convolution(direction, groups, strides);
    }

    /** The fans of so many weights per output and per input, counted over all channels of the axes. */
    Fans fans(double in, double out) {
        double stride = 1;
        for (long along : strides) {
            stride *= along;
        }
        return isTransposed() ? new Fans(in / groups / stride, out) : new Fans(in, out / groups / stride);
    }

    /** What a layout's text says of it. */
    @Override
    public String toString() {
        return (isTransposed() ? ".transposed()" : "")
                + (groups == 1 ? "" : ".groups(" + groups + ")")
                + (strides.isEmpty()
                        ? ""
                        : strides.stream().map(Object::toString).collect(Collectors.joining(", ", ".strided(", ")")));
    }
}
