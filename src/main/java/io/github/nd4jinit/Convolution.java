package io.github.nd4jinit;

/**
 * How a convolution connects its channels. Which way it goes decides which axis its groups split and which fan its stride
 * divides.
 *
 * @param direction forward or transposed
 * @param groups number of groups
 * @param stride product of the strides
 */
record Convolution(Direction direction, long groups, long stride) {

    static final Convolution PLAIN = new Convolution(Direction.FORWARD, 1, 1);

    private enum Direction {
        FORWARD,
        TRANSPOSED
    }

    boolean isTransposed() {
        return direction == Direction.TRANSPOSED;
    }

    Convolution transposed() {
        return new Convolution(isTransposed() ? Direction.FORWARD : Direction.TRANSPOSED, groups, stride);
    }

    Convolution groups(long groups) {
        return new Convolution(direction, groups, stride);
    }

    Convolution strided(long stride) {
        return new Convolution(direction, groups, stride);
    }

    /** The fans of so many weights per output and per input, counted over all channels of the axes. */
    Fans fans(double in, double out) {
        return isTransposed() ? new Fans(in / groups / stride, out) : new Fans(in, out / groups / stride);
    }

    /** What a layout's text says of it. */
    @Override
    public String toString() {
        return (isTransposed() ? ".transposed()" : "")
                + (groups == 1 ? "" : ".groups(" + groups + ")")
                + (stride == 1 ? "" : ".strided(" + stride + ")");
    }
}
