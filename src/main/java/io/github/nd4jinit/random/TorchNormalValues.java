package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.DoubleDouble;
import io.github.nd4jinit.internal.sample.FloatFormat;

/**
 * What {@code normal_(mean, std)} of torch draws for tensors of {@value BoxMuller#CHUNK} elements or more: Box and Muller's method, chunk by
 * chunk; if the last chunk is not full, the last {@value BoxMuller#CHUNK} elements are drawn anew.
 */
final class TorchNormalValues extends TorchValues {

    private final MersenneWords words;
    private final double mean;
    private final double std;

    /** The first element that is drawn anew, or the number of elements. */
    private final long last;

    /** The uniform number that those elements begin with. */
    private final long lastUniform;

    private TorchNormalValues(
            MersenneWords words, FloatFormat precision, double mean, double std, long last, long lastUniform) {
        super(precision);
        this.words = words;
        this.mean = mean;
        this.std = std;
        this.last = last;
        this.lastUniform = lastUniform;
    }

    /** Takes the words of a tensor from a generator. */
    static TorchNormalValues take(
            TorchGenerator generator, long length, FloatFormat precision, double mean, double std) {
        long chunks = length / BoxMuller.CHUNK * BoxMuller.CHUNK;
        boolean isWhole = chunks == length;
        // sixteen-bit values are made in floats of their own, where no more than whole chunks are drawn at first
        long first = precision == FloatFormat.FLOAT || precision == FloatFormat.DOUBLE ? length : chunks;
        long uniforms = isWhole ? length : first + BoxMuller.CHUNK;
        MersenneWords words = generator.take(precision == FloatFormat.DOUBLE ? 2 * uniforms : uniforms);
        return new TorchNormalValues(words, precision, mean, std, isWhole ? length : length - BoxMuller.CHUNK, first);
    }

    @Override
    void floats(long from, float[] out, int offset, int n) {
        TorchRoom room = TorchRoom.ofThread();
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            long begin = begin(element);
            run = run(element, n - done, TorchRoom.LENGTH);
            int made = (int) (element - begin) + run;
            words.read(uniform(begin), whole(made), room.words, 0);
            if (begin == element && made == whole(made)) {
                room.normals.fill(made, (float) mean, (float) std, out, offset + done);
            } else {
                room.normals.fill(whole(made), (float) mean, (float) std, room.floats, 0);
                System.arraycopy(room.floats, (int) (element - begin), out, offset + done, run);
            }
        }
    }

    @Override
    void doubles(long from, double[] out, int offset, int n) {
        TorchRoom room = TorchRoom.ofThread();
        double[] chunk = new double[BoxMuller.CHUNK];
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            long begin = begin(element);
            run = run(element, n - done, BoxMuller.CHUNK);
            words.read(2 * uniform(begin), 2 * BoxMuller.CHUNK, room.words, 0);
            for (int i = 0; i < BoxMuller.CHUNK; i++) {
                chunk[i] = TorchUniformValues.unit(room.words[2 * i], room.words[2 * i + 1]);
            }
            transform(chunk);
            System.arraycopy(chunk, (int) (element - begin), out, offset + done, run);
        }
    }

    private void transform(double[] chunk) {
        int half = BoxMuller.CHUNK / 2;
        for (int i = 0; i < half; i++) {
            double radius = Math.sqrt(-2 * DoubleDouble.log(1 - chunk[i]));
            double theta = 2 * Math.PI * chunk[i + half];
            chunk[i] = Math.fma(radius * DoubleDouble.cos(theta), std, mean);
            chunk[i + half] = Math.fma(radius * DoubleDouble.sin(theta), std, mean);
        }
    }

    /** The first element of an element's chunk. */
    private long begin(long element) {
        return element >= last ? last : element / BoxMuller.CHUNK * BoxMuller.CHUNK;
    }

    /** How many elements from one on can be made together, out of at most so many. */
    private int run(long element, int n, int room) {
        long end = element >= last ? last + BoxMuller.CHUNK : Math.min(last, begin(element) + room);
        return (int) Math.min(n, end - element);
    }

    private static int whole(int n) {
        return (n + BoxMuller.CHUNK - 1) / BoxMuller.CHUNK * BoxMuller.CHUNK;
    }

    /** The uniform number that a chunk begins with. */
    private long uniform(long begin) {
        return begin == last ? lastUniform : begin;
    }
}
