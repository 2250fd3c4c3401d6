package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.DoubleDouble;
import io.github.nd4jinit.internal.sample.FloatFormat;

/**
 * The values of torch's {@code normal_(mean, std)} for tensors of {@value BoxMuller#CHUNK} elements or more. The
 * Box-Muller transform is applied to one chunk at a time. If the last chunk is incomplete, the last {@value
 * BoxMuller#CHUNK} elements are redrawn.
 */
final class TorchNormalValues extends TorchValues {

    private final MersenneReader words;
    private final double mean;
    private final double std;

    /** The first redrawn element, or the number of elements if none is redrawn. */
    private final long firstRedrawn;

    /** The index of the first uniform number of the redrawn elements. */
    private final long redrawnUniform;

    private TorchNormalValues(
            MersenneReader words, FloatFormat format, double mean, double std, long firstRedrawn, long redrawnUniform) {
        super(format);
        this.words = words;
        this.mean = mean;
        this.std = std;
        this.firstRedrawn = firstRedrawn;
        this.redrawnUniform = redrawnUniform;
    }

    /** Consumes the words of a tensor from the generator. */
    static TorchNormalValues take(
            TorchStreamSource generator, long length, FloatFormat format, double mean, double std) {
        long chunks = length / BoxMuller.CHUNK * BoxMuller.CHUNK;
        boolean isComplete = chunks == length;
        // for 16-bit formats, torch first draws floats, and only for complete chunks
        long first = format == FloatFormat.FLOAT || format == FloatFormat.DOUBLE ? length : chunks;
        long uniforms = isComplete ? length : first + BoxMuller.CHUNK;
        MersenneReader words = generator.take(format == FloatFormat.DOUBLE ? 2 * uniforms : uniforms);
        return new TorchNormalValues(words, format, mean, std, isComplete ? length : length - BoxMuller.CHUNK, first);
    }

    @Override
    void computeFloats(long from, float[] out, int offset, int n) {
        TorchScratch scratch = TorchScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            long begin = begin(element);
            run = run(element, n - done, TorchScratch.LENGTH);
            int computed = (int) (element - begin) + run;
            words.read(uniform(begin), roundUpToChunks(computed), scratch.words, 0);
            if (begin == element && computed == roundUpToChunks(computed)) {
                scratch.normals.fill(computed, (float) mean, (float) std, out, offset + done);
            } else {
                scratch.normals.fill(roundUpToChunks(computed), (float) mean, (float) std, scratch.floats, 0);
                System.arraycopy(scratch.floats, (int) (element - begin), out, offset + done, run);
            }
        }
        TorchScratch.POOL.release(scratch);
    }

    @Override
    void computeDoubles(long from, double[] out, int offset, int n) {
        TorchScratch scratch = TorchScratch.POOL.acquire();
        double[] chunk = new double[BoxMuller.CHUNK];
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            long begin = begin(element);
            run = run(element, n - done, BoxMuller.CHUNK);
            words.read(2 * uniform(begin), 2 * BoxMuller.CHUNK, scratch.words, 0);
            for (int i = 0; i < BoxMuller.CHUNK; i++) {
                chunk[i] = TorchUniformValues.unit(scratch.words[2 * i], scratch.words[2 * i + 1]);
            }
            transform(chunk);
            System.arraycopy(chunk, (int) (element - begin), out, offset + done, run);
        }
        TorchScratch.POOL.release(scratch);
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

    /** Returns the first element of the chunk that contains an element. */
    private long begin(long element) {
        return element >= firstRedrawn ? firstRedrawn : element / BoxMuller.CHUNK * BoxMuller.CHUNK;
    }

    /**
     * Returns the number of elements that are computed together: at most n, ending at most {@code limit} elements after
     * the start of the chunk.
     */
    private int run(long element, int n, int limit) {
        long end = element >= firstRedrawn
                ? firstRedrawn + BoxMuller.CHUNK
                : Math.min(firstRedrawn, begin(element) + limit);
        return (int) Math.min(n, end - element);
    }

    private static int roundUpToChunks(int n) {
        return (n + BoxMuller.CHUNK - 1) / BoxMuller.CHUNK * BoxMuller.CHUNK;
    }

    /** Returns the index of the first uniform number of a chunk. */
    private long uniform(long begin) {
        return begin == firstRedrawn ? redrawnUniform : begin;
    }
}
