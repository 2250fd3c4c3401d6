package io.github.nd4jinit.internal.sample.jax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Compares the vectorizable passes with JAX's scalar formula. */
class JaxErfInvTest {

    private static final int UNIFORMS = 1 << 23;

    @Test
    void resultsAreEqualForEveryArgumentOfANormalValue() {
        float low = Math.nextUp(-1f);
        assertThat(countDifferences(k -> Math.max(low, Math.fma(k * 0x1p-23f, 2, low))))
                .isZero();
    }

    @Test
    void resultsAreEqualForArgumentsOfATruncatedNormalValue() {
        assertThat(countDifferences(k -> k < 2 ? 2 * k - 1 : Math.fma(k * 0x1p-23f, 1.5f, -0.5f)))
                .isZero();
    }

    private interface Argument {
        float of(int k);
    }

    private static long countDifferences(Argument argument) {
        JaxErfInv erfInv = new JaxErfInv(JaxScratch.LENGTH);
        float[] actual = new float[JaxScratch.LENGTH];
        long differences = 0;
        for (int k = 0; k < UNIFORMS; k += JaxScratch.LENGTH) {
            for (int i = 0; i < JaxScratch.LENGTH; i++) {
                actual[i] = argument.of(k + i);
            }
            erfInv.apply(actual, JaxScratch.LENGTH);
            for (int i = 0; i < JaxScratch.LENGTH; i++) {
                float expected = JaxMath.erfInv(argument.of(k + i));
                differences += Float.floatToIntBits(actual[i]) == Float.floatToIntBits(expected) ? 0 : 1;
            }
        }
        return differences;
    }
}
