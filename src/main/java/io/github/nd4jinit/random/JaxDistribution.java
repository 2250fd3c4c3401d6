package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.FloatFormat;

/**
 * How {@code jax.random} makes numbers of random bits, at a precision whose every operation rounds.
 *
 * <p>Multiplying and adding is fused in floats, where XLA's compiler does so, and two operations at sixteen bits.
 */
abstract class JaxDistribution {

    /** Factors from here on leave no number subnormal: the smallest are 2⁻²³. */
    private static final float SAFE = 0x1p-100f;

    private static final float ROOT_2 = (float) Math.sqrt(2);

    private static final float ROOT_HALF = 1 / ROOT_2;

    final FloatFormat precision;

    private JaxDistribution(FloatFormat precision) {
        this.precision = precision;
    }

    /** Makes the room's floats of its words. */
    abstract void make(JaxRoom room, int n);

    final float round(float x) {
        return (float) precision.round(x);
    }

    /** U[low, high]. */
    static JaxDistribution uniform(FloatFormat precision, double low, double high) {
        return new Uniform(precision, (float) precision.round(low), (float) precision.round(high));
    }

    /** N(0, 1). */
    static JaxDistribution normal(FloatFormat precision) {
        return new Normal(precision, (float) -precision.below(1), 1, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /** N(0, 1) conditioned on [lower, upper]. */
    static JaxDistribution truncatedNormal(FloatFormat precision, double lower, double upper) {
        float a = (float) precision.round(lower);
        float b = (float) precision.round(upper);
        return new Normal(precision, erf(precision, a), erf(precision, b), (float) -precision.below(-a), (float)
                precision.below(b));
    }

    private static float erf(FloatFormat precision, float x) {
        // XLA multiplies by the reciprocal where √2 divides, but in floats, which BFLOAT16 then shows to be a division
        float scaled = precision == FloatFormat.BFLOAT16
                ? x / (float) precision.round(ROOT_2)
                : x * (float) precision.round(ROOT_HALF);
        return (float) precision.round(JaxMath.erf((float) precision.round(scaled)));
    }

    /** XLA's code takes subnormal floats for zero; those of HALF are normal floats. */
    private static float flushed(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? Math.copySign(0, x) : x;
    }

    private static void flush(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = flushed(x[i]);
        }
    }

    /** The values, each times a factor. */
    final JaxDistribution times(float factor) {
        return new Product(this, factor);
    }

    private static final class Uniform extends JaxDistribution {

        private final float low;
        private final float range;

        Uniform(FloatFormat precision, float low, float high) {
            super(precision);
            this.low = flushed(low);
            this.range = flushed(round(flushed(high) - this.low));
        }

        @Override
        void make(JaxRoom room, int n) {
            if (precision == FloatFormat.FLOAT) {
                room.unsigned(n);
                stretch(room.floats, low, range, Words.whole(n));
                if (Math.abs(range) < SAFE) {
                    flush(room.floats, n);
                }
                return;
            }
            int significand = precision == FloatFormat.HALF ? 10 : 7; // bits of it that are stored
            int width = precision == FloatFormat.HALF ? 16 : 8; // bits that an element takes
            for (int i = 0; i < n; i++) {
                int k = room.words[i] << (Integer.SIZE - width) >>> (Integer.SIZE - significand);
                float u = k / (float) (1 << significand);
                room.floats[i] = Math.max(low, round(round(u * range) + low));
            }
        }

        private static void stretch(float[] x, float low, float range, int n) {
            for (int i = 0; i < n; i++) {
                x[i] = Math.max(low, Math.fma(x[i] - 1, range, low));
            }
        }
    }

    /** √2 erf⁻¹ of uniform numbers. */
    private static final class Normal extends JaxDistribution {

        private final Uniform uniform;
        private final float least;
        private final float most;

        Normal(FloatFormat precision, float low, float high, float least, float most) {
            super(precision);
            this.uniform = new Uniform(precision, low, high);
            this.least = flushed(least);
            this.most = flushed(most);
        }

        @Override
        void make(JaxRoom room, int n) {
            uniform.make(room, n);
            if (precision == FloatFormat.FLOAT) {
                int whole = Words.whole(n);
                room.erfInv.apply(room.floats, whole);
                times(room.floats, least, most, whole);
                return;
            }
            for (int i = 0; i < n; i++) {
                float z = round(round(ROOT_2) * round(JaxMath.erfInv(room.floats[i])));
                room.floats[i] = Math.min(Math.max(z, least), most);
            }
        }

        private static void times(float[] x, float least, float most, int n) {
            for (int i = 0; i < n; i++) {
                x[i] = Math.min(Math.max(ROOT_2 * x[i], least), most);
            }
        }
    }

    private static final class Product extends JaxDistribution {

        private final JaxDistribution factors;
        private final float factor;

        Product(JaxDistribution factors, float factor) {
            super(factors.precision);
            this.factors = factors;
            this.factor = flushed(factor);
        }

        @Override
        void make(JaxRoom room, int n) {
            factors.make(room, n);
            scale(room.floats, factor, Words.whole(n));
            if (precision != FloatFormat.HALF && Math.abs(factor) < SAFE) {
                flush(room.floats, n);
            }
        }

        private static void scale(float[] x, float factor, int n) {
            for (int i = 0; i < n; i++) {
                x[i] = x[i] * factor;
            }
        }
    }
}
