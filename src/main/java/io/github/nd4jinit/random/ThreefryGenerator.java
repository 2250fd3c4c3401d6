package io.github.nd4jinit.random;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tree of Threefry keys. The seed is the root's key; tensor n of a sequence has the key {@code block(key, n)}; a name
 * has the key that comes of encrypting its bytes, eight at a time, each under the key that the ones before it gave.
 */
final class ThreefryGenerator implements Generator {

    /** Set in the counters that end a name, and in no counter of a tensor. */
    private static final long NAME = 1L << 63;

    private final long key;
    private final AtomicLong tensors = new AtomicLong();

    ThreefryGenerator(long key) {
        this.key = key;
    }

    @Override
    public RandomStream next(long length, Precision precision) {
        return new ThreefryStream(Threefry.block(key, tensors.getAndIncrement()), precision);
    }

    @Override
    public Generator named(String name) {
        byte[] bytes = Objects.requireNonNull(name, "name must not be null").getBytes(StandardCharsets.UTF_8);
        long hash = Threefry.block(key, NAME);
        for (int i = 0; i < bytes.length; i += Long.BYTES) {
            long word = 0;
            for (int j = i; j < Math.min(i + Long.BYTES, bytes.length); j++) {
                word = (word << Byte.SIZE) | (bytes[j] & 0xff);
            }
            hash = Threefry.block(hash, word);
        }
        return new ThreefryGenerator(Threefry.block(hash, NAME | bytes.length));
    }

    @Override
    public String toString() {
        return "Generator[key=%016x, tensors=%d]".formatted(key, tensors.get());
    }
}
