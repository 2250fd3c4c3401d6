package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The random stream of one tensor, taken from the generator by the first call to {@link #get}. */
final class LazyStream implements Supplier<RandomStream> {

    private final StreamSource source;
    private final long size;
    private final FloatFormat format;
    private @Nullable RandomStream stream;

    LazyStream(Generator generator, long size, FloatFormat format) {
        this.source = StreamSource.of(generator);
        this.size = size;
        this.format = format;
    }

    @Override
    public RandomStream get() {
        if (stream == null) {
            stream = source.next(size, format);
        }
        return stream;
    }
}
