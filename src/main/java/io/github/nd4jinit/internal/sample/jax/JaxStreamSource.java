package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.JaxKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * A JAX key. Every tensor that is drawn from the same key has the same stream.
 *
 * @param data the two words of the key
 * @param counters the mapping from elements to counters
 */
public record JaxStreamSource(long data, JaxCounters counters) implements JaxKey, StreamSource {

    /**
     * Returns the key that {@code jax.random.key(seed)} returns.
     *
     * @param seed JAX's seed
     * @return the key
     */
    public static JaxStreamSource key(long seed) {
        return new JaxStreamSource(Integer.toUnsignedLong((int) seed), JaxCounters.PARTITIONABLE);
    }

    @Override
    public List<JaxKey> split(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "split: n must not be negative, received %s; pass 0 or more".formatted(n));
        }
        return LongStream.range(0, n)
                .<JaxKey>mapToObj(i -> new JaxStreamSource(counters.child(data, i, n), counters))
                .toList();
    }

    @Override
    public JaxKey foldIn(int number) {
        return new JaxStreamSource(Threefry.block(data, Integer.toUnsignedLong(number)), counters);
    }

    @Override
    public JaxKey unpartitionable() {
        return new JaxStreamSource(data, JaxCounters.ORIGINAL);
    }

    @Override
    public RandomStream next(long length, FloatFormat format) {
        Objects.requireNonNull(format, "format must not be null");
        if (format == FloatFormat.DOUBLE) {
            throw new UnsupportedOperationException(
                    "JAX has no float64 unless jax_enable_x64 is set, which is not supported; initialize a FLOAT array and cast it");
        }
        counters.check(length);
        return new JaxStream(data, counters, length, format);
    }

    @Override
    public Generator named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        throw new UnsupportedOperationException(
                "Generator.jax: received the name \"%s\"; keys have no names; use foldIn or split".formatted(name));
    }

    /** {@return the two words of the key, as unsigned numbers} */
    @Override
    public String toString() {
        return "JaxKey[%s %s]%s"
                .formatted(
                        Integer.toUnsignedString((int) (data >>> Integer.SIZE)),
                        Integer.toUnsignedString((int) data),
                        counters == JaxCounters.ORIGINAL ? ".unpartitionable()" : "");
    }
}
