package io.github.nd4jinit.internal.sample.jax;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.VectorPasses;

/**
 * A distribution of {@code jax.random}, which computes values from random bits. Every operation rounds to the format of
 * the tensor.
 *
 * <p>In float arithmetic, multiplications and additions are fused where XLA's compiler fuses them. In 16-bit formats
 * they are not fused.
 */
abstract class JaxDistribution {

    /**
     * The smallest magnitude of a factor for which no product is subnormal, given that the other factor is at least 2⁻²³.
     */
    private static final float MIN_NORMAL_FACTOR = 0x1p-100f;

    private static final float SQRT_2 = (float) Math.sqrt(2);

    private static final float SQRT_HALF = 1 / SQRT_2;

    final FloatFormat format;

    private JaxDistribution(FloatFormat format) {
        this.format = format;
    }

    /** Computes the first n elements of {@code scratch.floats} from {@code scratch.words}. */
    abstract void compute(JaxScratch scratch, int n);

    final float round(float x) {
        return (float) format.round(x);
    }

    /** U[low, high]. */
    static JaxDistribution uniform(FloatFormat format, double low, double high) {
        return new Uniform(format, (float) format.round(low), (float) format.round(high));
    }

    /** N(0, 1). */
    static JaxDistribution normal(FloatFormat format) {
        return new Normal(format, (float) -format.nextDown(1), 1, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /** N(0, 1) conditioned on [lower, upper]. */
    static JaxDistribution truncatedNormal(FloatFormat format, double lower, double upper) {
        float a = (float) format.round(lower);
        float b = (float) format.round(upper);
        return new Normal(
                format, erf(format, a), erf(format, b), (float) -format.nextDown(-a), (float) format.nextDown(b));
    }

    private static float erf(FloatFormat format, float x) {
        // XLA replaces the division by √2 with a multiplication by the reciprocal, except for BFLOAT16
        float scaled =
                format == FloatFormat.BFLOAT16 ? x / (float) format.round(SQRT_2) : x * (float) format.round(SQRT_HALF);
        return (float) format.round(JaxMath.erf((float) format.round(scaled)));
    }

    /** Flushes subnormal floats to zero, as XLA's code does. Subnormal numbers of HALF are normal floats. */
    private static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? Math.copySign(0, x) : x;
    }

    private static void flush(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = flushed(x[i]);
        }
    }

    /** Returns the distribution of the values of this distribution multiplied by a factor. */
    final JaxDistribution times(float factor) {
        return new Product(this, factor);
    }

    private static final class Uniform extends JaxDistribution {

        private final float low;
        private final float range;

        Uniform(FloatFormat format, float low, float high) {
            super(format);
            this.low = flushed(low);
            this.range = flushed(round(flushed(high) - this.low));
        }

        @Override
        void compute(JaxScratch scratch, int n) {
            if (format == FloatFormat.FLOAT) {
                scratch.toUnsignedFloats(n);
                mapToRange(scratch.floats, low, range, VectorPasses.alignUp(n));
                if (Math.abs(range) < MIN_NORMAL_FACTOR) {
                    flush(scratch.floats, n);
                }
                return;
            }
            int significand = format == FloatFormat.HALF ? 10 : 7; // stored bits of the significand
            int width = format == FloatFormat.HALF ? 16 : 8; // random bits per element
            for (int i = 0; i < n; i++) {
                int k = scratch.words[i] << (Integer.SIZE - width) >>> (Integer.SIZE - significand);
                float u = k / (float) (1 << significand);
                scratch.floats[i] = Math.max(low, round(round(u * range) + low));
            }
        }

        private static void mapToRange(float[] x, float low, float range, int n) {
            for (int i = 0; i < n; i++) {
                x[i] = Math.max(low, Math.fma(x[i] - 1, range, low));
            }
        }
    }

    /** √2 erf⁻¹(u), where u is uniform. */
    private static final class Normal extends JaxDistribution {

        private final Uniform uniform;
        private final float min;
        private final float max;

        Normal(FloatFormat format, float low, float high, float min, float max) {
            super(format);
            this.uniform = new Uniform(format, low, high);
            this.min = flushed(min);
            this.max = flushed(max);
        }

        @Override
        void compute(JaxScratch scratch, int n) {
            uniform.compute(scratch, n);
            if (format == FloatFormat.FLOAT) {
                int aligned = VectorPasses.alignUp(n);
                scratch.erfInv.apply(scratch.floats, aligned);
                times(scratch.floats, min, max, aligned);
                return;
            }
            for (int i = 0; i < n; i++) {
                float z = round(round(SQRT_2) * round(JaxMath.erfInv(scratch.floats[i])));
                scratch.floats[i] = Math.min(Math.max(z, min), max);
            }
        }

        private static void times(float[] x, float min, float max, int n) {
            for (int i = 0; i < n; i++) {
                x[i] = Math.min(Math.max(SQRT_2 * x[i], min), max);
            }
        }
    }

    private static final class Product extends JaxDistribution {

        private final JaxDistribution distribution;
        private final float factor;

        Product(JaxDistribution distribution, float factor) {
            super(distribution.format);
            this.distribution = distribution;
            this.factor = flushed(factor);
        }

        @Override
        void compute(JaxScratch scratch, int n) {
            distribution.compute(scratch, n);
            scale(scratch.floats, factor, VectorPasses.alignUp(n));
            if (format != FloatFormat.HALF && Math.abs(factor) < MIN_NORMAL_FACTOR) {
                flush(scratch.floats, n);
            }
        }

        private static void scale(float[] x, float factor, int n) {
            for (int i = 0; i < n; i++) {
                x[i] = x[i] * factor;
            }
        }
    }
}
