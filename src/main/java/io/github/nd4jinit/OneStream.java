package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.random.Generator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One tensor's stream, taken from the generator when first asked for. */
final class OneStream implements Supplier<RandomStream> {

    private final Generator generator;
    private final long length;
    private final FloatFormat precision;
    private @Nullable RandomStream stream;

    OneStream(Generator generator, long length, FloatFormat precision) {
        this.generator = generator;
        this.length = length;
        this.precision = precision;
    }

    @Override
    public RandomStream get() {
        if (stream == null) {
            stream = Objects.requireNonNull(
                    generator.next(length, precision),
                    "the generator returned null for a tensor's stream; its next() must return one");
        }
        return stream;
    }
}
