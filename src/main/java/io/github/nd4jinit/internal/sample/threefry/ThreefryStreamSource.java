package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.SerialForm;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.Threefry;
import io.github.nd4jinit.random.SeededGenerator;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A generator whose keys form a tree. The key of the root is the seed. The tensor at position n of the sequence of a
 * key has the key {@code block(key, n)}.
 *
 * <p>The key of a name is the last block of a chain. The first block is encrypted under the key of the parent, and
 * every other block under the preceding block. The counters are 2⁶³; then the UTF-16 code units of the name, four per
 * counter, the first one in the most significant bits; then 2⁶³ plus the number of code units. If the last group has
 * fewer than four code units, its upper bits are zero.
 */
public final class ThreefryStreamSource implements SeededGenerator, StreamSource {

    @Serial
    private static final long serialVersionUID = 1;

    /** A bit that is set in the first and the last counter of a name, and in no counter of a tensor. */
    private static final long NAME_BIT = 1L << 63;

    private static final long MAX_POSITION = 1L << 62;

    /** The number of UTF-16 code units of a name per counter. */
    private static final int UNITS = Long.SIZE / Character.SIZE;

    private final long key;

    /** The generator whose {@link #named} method created this one, or null if the key is the seed. */
    private final transient @Nullable ThreefryStreamSource parent;

    /** The name passed to {@link #named}, or an empty string if the key is the seed. */
    private final String name;

    private final AtomicLong position;

    /**
     * Creates the root of a tree, at the start of its sequence.
     *
     * @param seed the seed
     */
    public ThreefryStreamSource(long seed) {
        this(seed, null, "", 0);
    }

    private ThreefryStreamSource(long key, @Nullable ThreefryStreamSource parent, String name, long position) {
        this.key = key;
        this.parent = parent;
        this.name = name;
        this.position = new AtomicLong(position);
    }

    @Override
    public RandomStream next(long length, FloatFormat format) {
        Objects.requireNonNull(format, "format must not be null");
        return new ThreefryStream(Threefry.block(key, position.getAndIncrement()), format);
    }

    @Override
    public SeededGenerator named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        long block = Threefry.block(key, NAME_BIT);
        for (int i = 0; i < name.length(); i += UNITS) {
            long word = 0;
            for (int j = i; j < Math.min(i + UNITS, name.length()); j++) {
                word = (word << Character.SIZE) | name.charAt(j);
            }
            block = Threefry.block(block, word);
        }
        return new ThreefryStreamSource(Threefry.block(block, NAME_BIT | name.length()), this, name, 0);
    }

    @Override
    public long position() {
        return position.get();
    }

    @Override
    public SeededGenerator at(long position) {
        if (position < 0 || position > MAX_POSITION) {
            throw new IllegalArgumentException(
                    "at: position must be from 0 to %s, received %s; pass a value returned by position()"
                            .formatted(MAX_POSITION, position));
        }
        return new ThreefryStreamSource(key, parent, name, position);
    }

    /** {@return the text form, which {@link io.github.nd4jinit.random.Generator#parse} accepts} */
    @Override
    public String toString() {
        Deque<String> names = new ArrayDeque<>();
        ThreefryStreamSource root = this;
        for (ThreefryStreamSource ancestor = parent; ancestor != null; ancestor = root.parent) {
            names.addFirst(root.name);
            root = ancestor;
        }
        return SeededText.of(root.key, names, position());
    }

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        String text = toString();
        if (text.length() > SeededText.MAX_LENGTH) {
            throw new NotSerializableException(
                    "the text of a generator must have at most %s characters, but with these names it has %s; use shorter names"
                            .formatted(SeededText.MAX_LENGTH, text.length()));
        }
        return SerialForm.of(this);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a generator can be deserialized only from its text");
    }
}
