package io.github.nd4jinit.internal.axes;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A weight in which every input channel is connected to every output channel. The element of output o, input i and
 * receptive position t has the logical index {@code base + outs[o] + ins[i] + field[t]} in the whole tensor.
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
     * The logical index of the first element.
     *
     * @return the index in the whole tensor
     */
    public long base() {
        return base;
    }

    /**
     * The offsets of the outputs.
     *
     * @return the offset of each output in the logical index; not a copy
     */
    public long[] outs() {
        return outs;
    }

    /**
     * The offsets of the inputs.
     *
     * @return the offset of each input in the logical index; not a copy
     */
    public long[] ins() {
        return ins;
    }

    /**
     * The logical index of the first element at a position of the receptive field.
     *
     * @param position the position, in row-major order
     * @return the index in the whole tensor
     */
    public long base(int position) {
        return base + field[position];
    }

    /**
     * The elements of output i and input i at the first position of the receptive field.
     *
     * @return their logical indices
     */
    public LongStream diagonal() {
        return IntStream.range(0, Math.min(outs.length, ins.length)).mapToLong(i -> base + outs[i] + ins[i]);
    }

    /**
     * The elements of output i and input i at a position of the receptive field.
     *
     * @param position the position, in row-major order
     * @return their logical indices
     */
    public LongStream diagonal(int position) {
        return diagonal().map(element -> element + field[position]);
    }

    /**
     * The offsets of all elements of one output, in row-major order of their axes.
     *
     * @return the offset of each element in the logical index
     */
    public long[] row() {
        return Arrays.stream(ins)
                .flatMap(i -> Arrays.stream(field).map(t -> i + t))
                .sorted()
                .toArray();
    }
}
