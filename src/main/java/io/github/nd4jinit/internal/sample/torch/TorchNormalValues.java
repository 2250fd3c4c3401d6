package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.DoubleDouble;
import io.github.nd4jinit.internal.sample.FloatFormat;

/**
 * The values of torch's {@code normal_(mean, std)} for tensors of {@value BoxMuller#CHUNK} elements or more. The Box-Muller
 * method is applied to one chunk at a time; if the last chunk is incomplete, the last {@value BoxMuller#CHUNK} elements are
 * redrawn.
 */
final class TorchNormalValues extends TorchValues {

    private final MersenneReader words;
    private final double mean;
    private final double std;

    /** The first element that is redrawn, or the number of elements. */
    private final long redrawn;

    /** The index of the first uniform number for those elements. */
    private final long redrawnUniform;

    private TorchNormalValues(
            MersenneReader words, FloatFormat format, double mean, double std, long redrawn, long redrawnUniform) {
        super(format);
        this.words = words;
        this.mean = mean;
        this.std = std;
        this.redrawn = redrawn;
        this.redrawnUniform = redrawnUniform;
    }

    /** Takes the words of a tensor from the generator. */
    static TorchNormalValues take(
            TorchStreamSource generator, long length, FloatFormat format, double mean, double std) {
        long chunks = length / BoxMuller.CHUNK * BoxMuller.CHUNK;
        boolean isWhole = chunks == length;
        // for 16-bit formats torch draws floats first, and of these only complete chunks
        long first = format == FloatFormat.FLOAT || format == FloatFormat.DOUBLE ? length : chunks;
        long uniforms = isWhole ? length : first + BoxMuller.CHUNK;
        MersenneReader words = generator.take(format == FloatFormat.DOUBLE ? 2 * uniforms : uniforms);
        return new TorchNormalValues(words, format, mean, std, isWhole ? length : length - BoxMuller.CHUNK, first);
    }

    @Override
    void floats(long from, float[] out, int offset, int n) {
        TorchScratch scratch = TorchScratch.POOL.acquire();
        int run;
        for (int done = 0; done < n; done += run) {
            long element = from + done;
            long begin = begin(element);
            run = run(element, n - done, TorchScratch.LENGTH);
            int computed = (int) (element - begin) + run;
            words.read(uniform(begin), wholeChunks(computed), scratch.words, 0);
            if (begin == element && computed == wholeChunks(computed)) {
                scratch.normals.fill(computed, (float) mean, (float) std, out, offset + done);
            } else {
                scratch.normals.fill(wholeChunks(computed), (float) mean, (float) std, scratch.floats, 0);
                System.arraycopy(scratch.floats, (int) (element - begin), out, offset + done, run);
            }
        }
        TorchScratch.POOL.release(scratch);
    }

    @Override
    void doubles(long from, double[] out, int offset, int n) {
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

    /** The first element of the chunk of an element. */
    private long begin(long element) {
        return element >= redrawn ? redrawn : element / BoxMuller.CHUNK * BoxMuller.CHUNK;
    }

    /** The number of elements that are computed together: at most n, and at most {@code limit} from the start of the chunk. */
    private int run(long element, int n, int limit) {
        long end = element >= redrawn ? redrawn + BoxMuller.CHUNK : Math.min(redrawn, begin(element) + limit);
        return (int) Math.min(n, end - element);
    }

    private static int wholeChunks(int n) {
        return (n + BoxMuller.CHUNK - 1) / BoxMuller.CHUNK * BoxMuller.CHUNK;
    }

    /** The index of the first uniform number of a chunk. */
    private long uniform(long begin) {
        return begin == redrawn ? redrawnUniform : begin;
    }
}
