package io.github.nd4jinit.internal.fill;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Creates values for the tests of fills. */
public final class TestValues {

    /** A prime, so that the digits are not periodic along an axis. Smaller integers are exact in every element type. */
    private static final int BASE = 251;

    private TestValues() {}

    /** A function of the logical index. */
    public interface OfIndex {
        double value(long index);
    }

    /** Returns a digit of an index. */
    public static double digit(long index, int place) {
        return (index / (long) Math.pow(BASE, place)) % BASE;
    }

    /** Returns values that are one digit of each index. Three digits distinguish 15 million indices. */
    public static TensorValues digits(int place) {
        return of(index -> digit(index, place));
    }

    public static TensorValues of(OfIndex values) {
        return new TensorValues() {
            @Override
            public void fill(long from, float[] out, int offset, int n) {
                for (int i = 0; i < n; i++) {
                    out[offset + i] = (float) values.value(from + i);
                }
            }

            @Override
            public void fill(long from, double[] out, int offset, int n) {
                for (int i = 0; i < n; i++) {
                    out[offset + i] = values.value(from + i);
                }
            }
        };
    }

    /** Returns the normal values that the library draws. */
    public static TensorValues normal(long seed, long length, DataType type) {
        return StreamSource.of(Generator.seeded(seed))
                .next(length, FloatFormat.valueOf(type.name()))
                .normal(0, 1);
    }

    /** Returns the bits of the first values, rounded to the type by ND4J. */
    public static long[] bits(TensorValues values, int n, DataType type) {
        if (type == DataType.DOUBLE) {
            double[] doubles = new double[n];
            values.fill(0, doubles, 0, n);
            return bits(Nd4j.createFromArray(doubles), type);
        }
        float[] floats = new float[n];
        values.fill(0, floats, 0, n);
        return bits(Nd4j.createFromArray(floats), type);
    }

    private static long[] bits(INDArray exact, DataType type) {
        try (exact;
                INDArray cast = exact.castTo(type)) {
            return Memory.bits(cast.detach());
        }
    }
}
