package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One tensor's stream, taken from the generator when first asked for. */
final class OneStream implements Supplier<RandomStream> {

    private final StreamSource source;
    private final long length;
    private final FloatFormat precision;
    private @Nullable RandomStream stream;

    OneStream(Generator generator, long length, FloatFormat precision) {
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
