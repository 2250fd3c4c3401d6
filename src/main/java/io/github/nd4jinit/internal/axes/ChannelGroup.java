package io.github.nd4jinit.internal.axes;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A group of channels in which every input is connected to every output. The weight of output o, input i and receptive
 * position t has the logical index {@code base + outs[o] + ins[i] + field[t]} in the whole tensor.
 */
public final class ChannelGroup {

    private final long base;
    private final long[] outs;
    private final long[] ins;
    private final long[] field;

    ChannelGroup(long base, long[] outs, long[] ins, long[] field) {
        this.base = base;
        this.outs = outs;
        this.ins = ins;
        this.field = field;
    }

    /**
     * Returns the logical index of the first element.
     *
     * @return the index in the whole tensor
     */
    public long base() {
        return base;
    }

    /**
     * Returns the offsets of the outputs.
     *
     * @return the logical index offset of each output; not a copy
     */
    public long[] outs() {
        return outs;
    }

    /**
     * Returns the offsets of the inputs.
     *
     * @return the logical index offset of each input; not a copy
     */
    public long[] ins() {
        return ins;
    }

    /**
     * Returns the logical index of the first element at a position of the receptive field.
     *
     * @param position the position, in row-major order
     * @return the index in the whole tensor
     */
    public long base(int position) {
        return base + field[position];
    }

    /**
     * Returns the elements that connect input i to output i, for every i, at the first position of the receptive field.
     *
     * @return the logical indices of the elements
     */
    public LongStream diagonal() {
        return IntStream.range(0, Math.min(outs.length, ins.length)).mapToLong(i -> base + outs[i] + ins[i]);
    }

    /**
     * Returns the elements that connect input i to output i, for every i, at a position of the receptive field.
     *
     * @param position the position, in row-major order
     * @return the logical indices of the elements
     */
    public LongStream diagonal(int position) {
        return diagonal().map(element -> element + field[position]);
    }

    /**
     * Returns the offsets of all elements of one output, in row-major order of their axes.
     *
     * @return the logical index offset of each element
     */
    public long[] row() {
        return Arrays.stream(ins)
                .flatMap(i -> Arrays.stream(field).map(t -> i + t))
                .sorted()
                .toArray();
    }
}
