package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stream of one tensor. It is taken from the generator when it is first asked for. */
final class LazyStream implements Supplier<RandomStream> {

    private final StreamSource source;
    private final long length;
    private final FloatFormat precision;
    private @Nullable RandomStream stream;

    LazyStream(Generator generator, long length, FloatFormat precision) {
        this.source = StreamSource.of(generator);
        this.length = length;
        this.precision = precision;
    }

    @Override
    public RandomStream get() {
        if (stream == null) {
            stream = source.next(length, precision);
        }
        return stream;
    }
}
