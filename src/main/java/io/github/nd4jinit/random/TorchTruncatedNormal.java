package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.math.StandardNormal;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What {@code trunc_normal_} of torch draws since 2.12: of normals, if more than {@value #LIKELY} of them lie within the bounds, else of
 * uniform numbers, those that fit. As long as one does not, a whole tensor is drawn again, from which only such take their
 * place.
 */
final class TorchTruncatedNormal {

    private static final double LIKELY = 0.3;

    /** So often torch's own loop is followed. */
    private static final int HOPELESS = 100_000;

    private final TorchStream stream;
    private final FloatFormat precision;
    private final double mean;
    private final double std;
    private final double a;
    private final double b;

    TorchTruncatedNormal(TorchStream stream, double mean, double std, double a, double b) {
        this.stream = stream;
        this.precision = stream.precision();
        this.mean = mean;
        this.std = std;
        this.a = a;
        this.b = b;
    }

    /** Draws the values of n elements. */
    TensorValues draw(int n) {
        double within = StandardNormal.cdf((b - mean) / std) - StandardNormal.cdf((a - mean) / std);
        return TensorValues.of(within > LIKELY ? ofNormals(n) : ofUniforms(n));
    }

    private double[] ofNormals(int n) {
        double low = precision.round(a);
        double high = precision.round(b);
        double[] values = new double[n];
        int[] pending = IntStream.range(0, n).toArray();
        while (pending.length > 0) {
            Reader normals = new Reader(stream.normal(mean, std), n);
            pending = redraw(pending, i -> {
                values[i] = normals.at(i);
                return values[i] < low || values[i] > high;
            });
        }
        return values;
    }

    private double[] ofUniforms(int n) {
        double mode = Math.max(a, Math.min(mean, b));
        double z = (mode - mean) / std;
        double logPeak = -0.5 * (z * z);
        double[] values = new double[n];
        int[] pending = IntStream.range(0, n).toArray();
        for (int draws = 0; pending.length > 0; draws++) {
            if (draws == HOPELESS) {
                throw new IllegalArgumentException(
                        "trunc_normal_: after %s draws of the tensor some of its elements still lie where the density is next to nothing, received mean=%s, std=%s, a=%s, b=%s in %s; torch would go on: bring the bounds closer to the mean"
                                .formatted(HOPELESS, mean, std, a, b, precision));
            }
            Reader candidates = new Reader(stream.uniform(a, b), n);
            Reader chances = new Reader(stream.uniform(0, 1), n);
            pending = redraw(pending, i -> {
                values[i] = candidates.at(i);
                return precision.round(StrictMath.log(chances.at(i))) > score(values[i], logPeak);
            });
        }
        return values;
    }

    /**
     * The logarithm of the density over that of its peak, rounded to the tensor's precision at each step. So is what is
     * subtracted; but sixteen-bit values are divided by a float.
     */
    private double score(double candidate, double logPeak) {
        double x = precision.round(candidate - precision.round(mean));
        x = precision.round(x / (precision == FloatFormat.DOUBLE ? std : (float) std));
        x = precision.round(x * x);
        x = precision.round(x * -0.5);
        return precision.round(x - precision.round(logPeak));
    }

    private static int[] redraw(int[] pending, IntPredicate staysPending) {
        int[] left = new int[pending.length];
        int count = 0;
        for (int i : pending) {
            if (staysPending.test(i)) {
                left[count++] = i;
            }
        }
        return Arrays.copyOf(left, count);
    }

    /** Values at the tensor's precision, read in order. */
    private final class Reader {

        private static final int GROUP = 2048;

        private final TensorValues values;
        private final int length;
        private final double[] read = new double[GROUP];
        private int group = -1;

        Reader(TensorValues values, int length) {
            this.values = values;
            this.length = length;
        }

        double at(int i) {
            if (i / GROUP != group) {
                group = i / GROUP;
                int first = group * GROUP;
                values.fill(first, read, 0, Math.min(GROUP, length - first));
            }
            return precision.round(read[i % GROUP]);
        }
    }
}
