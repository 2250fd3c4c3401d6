package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Moments;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.List;
import java.util.function.Supplier;

/** A region of a tensor with a single distribution: the whole tensor, or one of its packed parts. */
final class Region {

    /** Draws the values of a region. The first call to the supplier takes the stream from the generator. */
    interface Draw {
        TensorValues from(Supplier<RandomStream> stream);
    }

    final long[] begin;
    final long[] shape;

    /** Upper bound of the absolute values. */
    final double maxAbs;

    final Supplier<Moments> moments;
    final Draw draw;

    Region(long[] begin, long[] shape, double maxAbs, Supplier<Moments> moments, Draw draw) {
        this.begin = begin;
        this.shape = shape;
        this.maxAbs = maxAbs;
        this.moments = moments;
        this.draw = draw;
    }

    static List<Region> whole(long[] shape, double maxAbs, Supplier<Moments> moments, Draw draw) {
        return List.of(new Region(new long[shape.length], shape, maxAbs, moments, draw));
    }
}
