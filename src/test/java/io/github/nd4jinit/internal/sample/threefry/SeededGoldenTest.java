package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Tests that values agree with an independent implementation of the definition and that released values do not change.
 */
class SeededGoldenTest {

    // The largest errors of quantiles, in units in the last place; see CentralQuantilesTest and StandardNormalTest.
    private static final double FLOAT_QUANTILE_ULP = 2;
    private static final double DOUBLE_QUANTILE_ULP = 3;

    // Error bound of the probability of a truncated normal float. The centered u has an error of 2^-24. Its scaling to
    // [Φ(α), Φ(β)] rounds four numbers less than 1, one of which is less than 1/8: 3.1 · 2^-25. The sum is halved.
    private static final double FLOAT_PROBABILITY = 2.6 * 0x1p-25;

    // The same for a double: 2^-53, and eight units of 2^-54 for Φ at both bounds, their mean and the scaling.
    private static final double DOUBLE_PROBABILITY = 5 * 0x1p-53;

    // The largest |z| for which z is computed from u, and not from a tail probability with a small relative error.
    private static final double FLOAT_TAIL = 2.660;
    private static final double DOUBLE_TAIL = 3.298;

    @ParameterizedTest
    @CsvFileSource(resources = "seeded.csv")
    void valuesEqualTheGoldenFile(
            long seed, String name, int tensor, long element, String values, String expected, String frozen) {
        ThreefryStream stream = stream(seed, name, tensor);
        if (values.equals("words")) {
            String words = "%08x%08x".formatted(ThreefryWords.of(stream.key(), element), stream.lowWord(element));
            assertThat(words).isEqualTo(expected).isEqualTo(frozen);
            return;
        }
        String kind = values.split(" ", -1)[0];
        boolean single = values.endsWith("float");
        TensorValues all = values(kind, stream);
        double value = single ? Draw.floats(all, element, 1)[0] : Draw.doubles(all, element, 1)[0];
        double golden = Double.parseDouble(expected);
        double ulp = single ? Math.ulp((float) golden) : Math.ulp(golden);
        assertThat(value).isCloseTo(golden, within(tolerance(kind, single, golden, ulp)));
        assertThat(Double.toHexString(value)).isEqualTo(frozen);
    }

    private static ThreefryStream stream(long seed, String name, int tensor) {
        Generator generator = Generator.seeded(seed);
        if (name != null) {
            generator = generator.named(name);
        }
        RandomStream stream = StreamSource.of(generator).next(Long.MAX_VALUE, FloatFormat.DOUBLE);
        for (int i = 0; i < tensor; i++) {
            stream = StreamSource.of(generator).next(Long.MAX_VALUE, FloatFormat.DOUBLE);
        }
        return (ThreefryStream) stream;
    }

    private static TensorValues values(String kind, RandomStream stream) {
        return switch (kind) {
            case "uniform" -> stream.uniform(-0.25, 0.75);
            case "symmetric" -> stream.uniform(-0.3, 0.3);
            case "range" -> stream.uniform(0.1, 7);
            case "normal" -> stream.normal(0, 1);
            case "scaled" -> stream.normal(0.5, 0.02);
            case "wide" -> stream.truncatedNormal(0.125, 0.5, -1, 0.9375);
            case "tail" -> stream.truncatedNormal(0, 1, 2, 5);
            case "sparse" -> stream.sparse(5, 16, 3, 1);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static double tolerance(String kind, boolean single, double golden, double ulp) {
        return switch (kind) {
            case "uniform" -> 0; // the range is 1, and only the sum is rounded
            // 0.3, the product and the golden value are rounded; the error of the range is up to 1 ulp
            case "symmetric" -> 2 * ulp;
            // 6.9, the product, the sum and the golden value are numbers less than 8; 0.1 has a smaller rounding error
            case "range" -> 2.1 * (single ? Math.ulp(7f) : Math.ulp(7.0));
            // the error of the quantile, to which mean 0 and std 1 add nothing, and the rounding of the golden value
            case "normal", "sparse" -> quantileUlp(single) * ulp + ulp(single, golden) / 2;
            // |z| < 8, so the error of the product is at most that of the quantile times 0.02 and one unit of 0.16; the
            // sum and the golden value are rounded
            case "scaled" -> quantileUlp(single) * 0.02 * ulp(single, 4) + ulp(single, 0.16) + ulp;
            case "wide" -> 0.5 * truncated(single, (golden - 0.125) / 0.5) + 2 * ulp;
            case "tail" -> truncated(single, golden);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static double quantileUlp(boolean single) {
        return single ? FLOAT_QUANTILE_ULP : DOUBLE_QUANTILE_ULP;
    }

    private static double ulp(boolean single, double x) {
        return single ? Math.ulp((float) x) : Math.ulp(x);
    }

    /** Returns the error bound of a truncated standard normal value. */
    private static double truncated(boolean single, double z) {
        double probability = single ? FLOAT_PROBABILITY : DOUBLE_PROBABILITY;
        double density = Statistics.NORMAL.density(Math.min(Math.abs(z), single ? FLOAT_TAIL : DOUBLE_TAIL));
        return probability / density + (quantileUlp(single) + 0.5) * ulp(single, z);
    }
}
