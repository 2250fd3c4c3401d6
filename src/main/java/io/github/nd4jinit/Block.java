package io.github.nd4jinit;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A weight in which every input channel meets every output channel. Its element of output o, input i and receptive
 * position t has the logical index {@code base + out[o] + in[i] + field[t]} in the whole tensor.
 */
final class Block {

    final long base;
    final long[] outs;
    final long[] ins;
    final long[] field;

    Block(long base, long[] outs, long[] ins, long[] field) {
        this.base = base;
        this.outs = outs;
        this.ins = ins;
        this.field = field;
    }

    /** The elements of output i and input i, at receptive offset 0. */
    LongStream diagonal() {
        return IntStream.range(0, Math.min(outs.length, ins.length)).mapToLong(i -> base + outs[i] + ins[i]);
    }

    /** The offsets of all elements of one output, in row-major order of their axes. */
    long[] row() {
        return Arrays.stream(ins)
                .flatMap(i -> Arrays.stream(field).map(t -> i + t))
                .sorted()
                .toArray();
    }
}
