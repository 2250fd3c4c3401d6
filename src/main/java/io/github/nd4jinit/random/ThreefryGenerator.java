package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tree of Threefry keys. The seed is the root's key; tensor n of a sequence has the key {@code block(key, n)}; a name
 * has the key that comes of encrypting its characters (UTF-16, so any text), four at a time, each time under the key that the ones before gave.
 */
final class ThreefryGenerator implements Generator {

    /** Set in the counters that end a name, and in no counter of a tensor. */
    private static final long NAME = 1L << 63;

    /** Characters of a name to a block. */
    private static final int CHARACTERS = Long.SIZE / Character.SIZE;

    private final long key;
    private final AtomicLong tensors = new AtomicLong();

    ThreefryGenerator(long key) {
        this.key = key;
    }

    @Override
    public RandomStream next(long length, FloatFormat precision) {
        Objects.requireNonNull(precision, "precision must not be null");
        return new ThreefryStream(Threefry.block(key, tensors.getAndIncrement()), precision);
    }

    @Override
    public Generator named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        long hash = Threefry.block(key, NAME);
        for (int i = 0; i < name.length(); i += CHARACTERS) {
            long word = 0;
            for (int j = i; j < Math.min(i + CHARACTERS, name.length()); j++) {
                word = (word << Character.SIZE) | name.charAt(j);
            }
            hash = Threefry.block(hash, word);
        }
        return new ThreefryGenerator(Threefry.block(hash, NAME | name.length()));
    }

    @Override
    public String toString() {
        return "Generator[key=%016x, tensors=%s]".formatted(key, tensors.get());
    }
}
