package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.random.Generator;
import java.util.function.LongSupplier;

/**
 * A generator that takes a new seed for every tensor and every name.
 *
 * @param seeds supplies the seeds
 */
public record ReseedingStreamSource(LongSupplier seeds) implements Generator, StreamSource {

    @Override
    public RandomStream next(long length, FloatFormat format) {
        return StreamSource.of(reseeded()).next(length, format);
    }

    @Override
    public Generator named(String name) {
        return reseeded().named(name);
    }

    private Generator reseeded() {
        return Generator.seeded(seeds.getAsLong());
    }

    @Override
    public String toString() {
        return "seededFrom(" + seeds + ")";
    }
}
