package io.github.nd4jinit.internal.sample.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Compares the vectorizable passes with torch's scalar formulas, for every possible uniform number. */
class BoxMullerTest {

    private static final int UNIFORMS = 1 << 24;

    @Test
    void valuesEqualThoseOfTorchsFormulas() {
        TorchScratch scratch = TorchScratch.POOL.acquire();
        int pairs = TorchScratch.LENGTH / 2;
        long differences = 0;
        for (int k = 0; k < UNIFORMS; k += pairs) {
            for (int i = 0; i < pairs; i++) {
                int at = i / 8 * 16 + i % 8;
                scratch.words[at] = k + i | 0x5a000000; // the upper bits are ignored
                scratch.words[at + 8] = (k + i) * 5 & UNIFORMS - 1; // all uniform numbers, in another order
            }
            scratch.normals.fill(TorchScratch.LENGTH, 0.25f, 1.5f, scratch.floats, 0);
            for (int i = 0; i < pairs; i++) {
                int at = i / 8 * 16 + i % 8;
                float radius = radius((k + i) * 0x1p-24f);
                float[] direction = direction(((k + i) * 5 & UNIFORMS - 1) * 0x1p-24f);
                differences += difference(scratch.floats[at], Math.fma(radius * direction[0], 1.5f, 0.25f));
                differences += difference(scratch.floats[at + 8], Math.fma(radius * direction[1], 1.5f, 0.25f));
            }
        }
        assertThat(differences).isZero();
    }

    private static int difference(float actual, float expected) {
        return Float.floatToRawIntBits(actual) == Float.floatToRawIntBits(expected) ? 0 : 1;
    }

    private static float radius(float u) {
        return (float) Math.sqrt(-2 * log(1 - u));
    }

    /** Computes the logarithm as the Cephes library does. */
    private static float log(float v) {
        int bits = Float.floatToRawIntBits(v);
        float e = (bits >>> 23) - 127 + 1;
        float m = Float.intBitsToFloat((bits & 0x807fffff) | 0x3f000000);
        float x = m - 1;
        if (m < Float.intBitsToFloat(0x3f3504f3)) {
            e -= 1;
            x += m;
        }
        float z = x * x;
        int[] coefficients = {
            0x3d9021bb, 0xbdebd1b8, 0x3def251a, 0xbdfe5d4f, 0x3e11e9bf, 0xbe2aae50, 0x3e4cceac, 0xbe7ffffc, 0x3eaaaaaa
        };
        float y = 0;
        for (int c : coefficients) {
            y = Math.fma(y, x, Float.intBitsToFloat(c));
        }
        y = y * x;
        y = Math.fma(y, z, e * Float.intBitsToFloat(0xb95e8083));
        y = Math.fma(-z, 0.5f, y);
        return Math.fma(e, Float.intBitsToFloat(0x3f318000), x + y);
    }

    /** Computes the cosine and sine of 2πu as the Cephes library does. */
    private static float[] direction(float u) {
        float x = Float.intBitsToFloat(0x40c90fdb) * u;
        int j = (int) (x * Float.intBitsToFloat(0x3fa2f983)) + 1 & ~1;
        float y = j;
        x = Math.fma(y, Float.intBitsToFloat(0xbf490000), x);
        x = Math.fma(y, Float.intBitsToFloat(0xb97da000), x);
        x = Math.fma(y, Float.intBitsToFloat(0xb3222169), x);
        float z = x * x;
        float c = Math.fma(Float.intBitsToFloat(0x37ccf5ce), z, Float.intBitsToFloat(0xbab6061a));
        c = Math.fma(c, z, Float.intBitsToFloat(0x3d2aaaa5));
        c = c * z;
        c = Math.fma(c, z, -(z * 0.5f)) + 1;
        float s = Math.fma(Float.intBitsToFloat(0xb94ca1f9), z, Float.intBitsToFloat(0x3c08839e));
        s = Math.fma(s, z, Float.intBitsToFloat(0xbe2aaaa3));
        s = s * z;
        s = Math.fma(s, x, x);
        boolean sineIsSine = (j & 2) == 0;
        float sine = sineIsSine ? s : c;
        float cosine = sineIsSine ? c : s;
        return new float[] {(j - 2 & 4) == 0 ? -cosine : cosine, (j & 4) != 0 ? -sine : sine};
    }
}
