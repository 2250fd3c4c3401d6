package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.util.function.LongSupplier;

/** Each tensor is the first of a generator seeded anew. */
record SuppliedGenerator(LongSupplier seeds) implements Generator {

    @Override
    public RandomStream next(long length, FloatFormat precision) {
        return seeded().next(length, precision);
    }

    @Override
    public Generator named(String name) {
        return seeded().named(name);
    }

    private Generator seeded() {
        return Generator.seeded(seeds.getAsLong());
    }
}
