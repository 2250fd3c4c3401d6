package io.github.nd4jinit.bench;

import io.github.nd4jinit.internal.sample.Threefry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.util.stream.LongStream;

/**
 * Writes the random words of tensors to standard output, as input for statistical test batteries. The words have 32
 * bits, in native byte order. The program ends when the reader closes the pipe.
 *
 * <p>The argument selects the words. All of them are in the order of the elements, starting with element 0.
 *
 * <ul>
 *   <li>{@code seed42}: the words of tensor 0 of seed 42.
 *   <li>{@code seed0}: the words of tensor 0 of seed 0.
 *   <li>{@code tensors}: the words of the tensors 0 to 3 of seed 42; one word of each tensor in turn.
 *   <li>{@code seeds}: the first 2048 words of tensor 0 of seed 1, followed by those of seed 2, seed 3, and so on.
 *   <li>{@code low}: both words of each element of tensor 0 of seed 42: the word of the tensor's key, followed by the
 *       word of its low key.
 * </ul>
 *
 * <p>The following commands compile the program, print the first words, and run PractRand 0.94 and Dieharder 3.31.1.
 *
 * <pre>{@code
 * javac -d target/words -sourcepath src/main/java src/bench/java/io/github/nd4jinit/bench/RandomWords.java
 * words="java -cp target/words io.github.nd4jinit.bench.RandomWords"
 * $words seed42 | od -An -v -t x4 -N 32
 * $words seed42 | RNG_test stdin32 -singlethreaded -a -tlmin 1GB -tlmax 32GB
 * $words seed42 | dieharder -g 200 -a
 * }</pre>
 */
final class RandomWords {

    private static final int GROUP = 2 * Threefry.LANES;

    /** Number of words per write. A write fills the buffer of a pipe on Linux. */
    private static final int CAPACITY = 8 * GROUP;

    private final FileChannel output = new FileOutputStream(FileDescriptor.out).getChannel();
    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(CAPACITY * Integer.BYTES).order(ByteOrder.nativeOrder());
    private final IntBuffer buffer = bytes.asIntBuffer();
    private final int[] schedule = new int[Threefry.SCHEDULE];
    private final int[] group = new int[GROUP];

    private RandomWords() {}

    /**
     * Writes words until the reader closes the pipe.
     *
     * @param args the words to write
     */
    public static void main(String[] args) {
        String stream = args.length == 1 ? args[0] : "";
        RandomWords words = new RandomWords();
        try {
            switch (stream) {
                case "seed42" -> words.interleaved(key(42, 0));
                case "seed0" -> words.interleaved(key(0, 0));
                case "tensors" ->
                    words.interleaved(LongStream.range(0, 4)
                            .map(position -> key(42, position))
                            .toArray());
                case "seeds" -> words.seeds();
                case "low" -> words.interleaved(key(42, 0), Threefry.block(key(42, 0), -1));
                default ->
                    throw new IllegalArgumentException(
                            "the argument must be seed42, seed0, tensors, seeds or low, received \"%s\""
                                    .formatted(String.join(" ", args)));
            }
        } catch (IOException e) {
            System.err.println(e.getMessage()); // "Broken pipe" if the reader has closed the pipe
        }
    }

    /** Returns the key of a tensor. */
    private static long key(long seed, long position) {
        return Threefry.block(seed, position);
    }

    /** Writes the words of the keys; one word of each key in turn. */
    private void interleaved(long... keys) throws IOException {
        int[] words = new int[keys.length * GROUP];
        for (long counter = 0; ; counter += Threefry.LANES) {
            for (int k = 0; k < keys.length; k++) {
                compute(keys[k], counter);
                for (int i = 0; i < GROUP; i++) {
                    words[i * keys.length + k] = group[i];
                }
            }
            write(words);
        }
    }

    /** Writes the first group of tensor 0 of each seed, starting with seed 1. */
    private void seeds() throws IOException {
        for (long seed = 1; ; seed++) {
            compute(key(seed, 0), 0);
            write(group);
        }
    }

    /** Computes the group of words whose first block has the given counter. */
    private void compute(long key, long counter) {
        Threefry.schedule(key, counter, schedule);
        Threefry.blocks(schedule, group, 0, Threefry.LANES);
    }

    /** Writes words. Their number divides {@link #CAPACITY}. */
    private void write(int[] words) throws IOException {
        buffer.put(words);
        if (!buffer.hasRemaining()) {
            while (bytes.hasRemaining()) {
                output.write(bytes);
            }
            bytes.clear();
            buffer.clear();
        }
    }
}
