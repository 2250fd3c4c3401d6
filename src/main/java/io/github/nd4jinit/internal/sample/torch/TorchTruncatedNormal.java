package io.github.nd4jinit.internal.sample.torch;

import io.github.nd4jinit.internal.math.StandardNormal;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The values of torch's {@code trunc_normal_} since 2.12, computed by rejection sampling. The whole tensor is drawn
 * again, and pending elements receive values from the new draw, until all elements are accepted. The proposals are normal
 * if the probability that one is within the bounds exceeds {@value #MIN_ACCEPTANCE}, and uniform otherwise.
 */
final class TorchTruncatedNormal {

    private static final double MIN_ACCEPTANCE = 0.3;

    /** The maximum number of draws of the tensor. torch itself has no limit. */
    private static final int MAX_DRAWS = 100_000;

    private final TorchStream stream;
    private final FloatFormat format;
    private final double mean;
    private final double std;
    private final double a;
    private final double b;

    TorchTruncatedNormal(TorchStream stream, double mean, double std, double a, double b) {
        this.stream = stream;
        this.format = stream.format();
        this.mean = mean;
        this.std = std;
        this.a = a;
        this.b = b;
    }

    /** Draws n values. */
    TensorValues draw(int n) {
        double within = StandardNormal.cdf((b - mean) / std) - StandardNormal.cdf((a - mean) / std);
        return TensorValues.of(within > MIN_ACCEPTANCE ? fromNormals(n) : fromUniforms(n));
    }

    private double[] fromNormals(int n) {
        double low = format.round(a);
        double high = format.round(b);
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

    private double[] fromUniforms(int n) {
        double mode = Math.max(a, Math.min(mean, b));
        double z = (mode - mean) / std;
        double logPeak = -0.5 * (z * z);
        double[] values = new double[n];
        int[] pending = IntStream.range(0, n).toArray();
        for (int draws = 0; pending.length > 0; draws++) {
            if (draws == MAX_DRAWS) {
                throw new IllegalArgumentException(
                        "trunc_normal_: some elements were rejected in all of %s draws of the tensor, because the density between the bounds is almost zero; received mean=%s, std=%s, a=%s, b=%s in %s; move the bounds closer to the mean, or pass Generator.seeded (torch would not terminate)"
                                .formatted(MAX_DRAWS, mean, std, a, b, format));
            }
            Reader proposals = new Reader(stream.uniform(a, b), n);
            Reader acceptances = new Reader(stream.uniform(0, 1), n);
            pending = redraw(pending, i -> {
                values[i] = proposals.at(i);
                return format.round(StrictMath.log(acceptances.at(i))) > logAcceptance(values[i], logPeak);
            });
        }
        return values;
    }

    /**
     * Returns the logarithm of the acceptance probability: the log density minus the log density at the peak. Every
     * intermediate result and every subtrahend is rounded to the tensor's format, but the divisor of 16-bit values is a
     * float.
     */
    private double logAcceptance(double proposal, double logPeak) {
        double x = format.round(proposal - format.round(mean));
        x = format.round(x / (format == FloatFormat.DOUBLE ? std : (float) std));
        x = format.round(x * x);
        x = format.round(x * -0.5);
        return format.round(x - format.round(logPeak));
    }

    private static int[] redraw(int[] pending, IntPredicate staysPending) {
        int[] remaining = new int[pending.length];
        int count = 0;
        for (int i : pending) {
            if (staysPending.test(i)) {
                remaining[count++] = i;
            }
        }
        return Arrays.copyOf(remaining, count);
    }

    /** Reads values in ascending order of index, rounded to the tensor's format. */
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
            return format.round(read[i % GROUP]);
        }
    }
}
