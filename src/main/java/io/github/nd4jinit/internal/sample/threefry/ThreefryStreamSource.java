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
 * A generator whose keys form a tree. The seed is the key of the root. The tensor at position n of a sequence has the key
 * {@code block(key, n)}. The key of a name results from encrypting its UTF-16 units, four at a time, each block under the
 * key that the block before it gave.
 */
public final class ThreefryStreamSource implements SeededGenerator, StreamSource {

    @Serial
    private static final long serialVersionUID = 1;

    /** A bit of the counters that begin and end a name. No tensor's counter has it, because positions are smaller. */
    private static final long NAME = 1L << 63;

    private static final long LARGEST_POSITION = 1L << 62;

    /** UTF-16 units of a name in a block. */
    private static final int UNITS = Long.SIZE / Character.SIZE;

    private final long key;

    /** The generator that this one was named by, with the name; or null, if the key is the seed. */
    private final transient @Nullable ThreefryStreamSource parent;

    private final String name;
    private final AtomicLong position;

    /**
     * The root of a tree, at the start of its sequence.
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
        long hash = Threefry.block(key, NAME);
        for (int i = 0; i < name.length(); i += UNITS) {
            long word = 0;
            for (int j = i; j < Math.min(i + UNITS, name.length()); j++) {
                word = (word << Character.SIZE) | name.charAt(j);
            }
            hash = Threefry.block(hash, word);
        }
        return new ThreefryStreamSource(Threefry.block(hash, NAME | name.length()), this, name, 0);
    }

    @Override
    public long position() {
        return position.get();
    }

    @Override
    public SeededGenerator at(long position) {
        if (position < 0 || position > LARGEST_POSITION) {
            throw new IllegalArgumentException(
                    "at: position must be from 0 to %s, received %s; pass a number of tensors that position() gave"
                            .formatted(LARGEST_POSITION, position));
        }
        return new ThreefryStreamSource(key, parent, name, position);
    }

    /** {@return the text that {@link io.github.nd4jinit.random.Generator#parse} reads} */
    @Override
    public String toString() {
        Deque<String> names = new ArrayDeque<>();
        ThreefryStreamSource root = this;
        for (ThreefryStreamSource above = parent; above != null; above = root.parent) {
            names.addFirst(root.name);
            root = above;
        }
        return SeededText.of(root.key, names, position());
    }

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        String text = toString();
        if (text.length() > SeededText.LARGEST_LENGTH) {
            throw new NotSerializableException(
                    "a generator's text may have at most %s characters, but this one's names make it %s; use shorter names"
                            .formatted(SeededText.LARGEST_LENGTH, text.length()));
        }
        return SerialForm.of(this);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a generator is read from its text only");
    }
}
