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

    // Error bound of a truncated normal float, in standard deviations. The centered u has 24 bits and an error of
    // 2^-25. Its scaling to [Φ(α), Φ(β)] rounds three numbers less than ½: 3 · 2^-26. The sum divided by the smallest
    // density, φ(2.326) = 0.0267, is 2.8e-6. The quantile adds 2.5 units of 2^-22, which is 6e-7.
    private static final double TRUNCATED_FLOAT = 3.4e-6;

    // Error bound of a truncated normal double: 2^-53, and eight units of 2^-54 for Φ at both bounds, their mean and
    // the scaling. The sum divided by 0.0267 is 2.1e-14. The quantile adds 3 units of 2^-51, which is 1.3e-15.
    private static final double TRUNCATED_DOUBLE = 2.3e-14;

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
        assertThat(value).isCloseTo(golden, within(tolerance(kind, single, ulp)));
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
            case "normal" -> stream.normal(0, 1);
            case "wide" -> stream.truncatedNormal(0.125, 0.5, -1, 0.9375);
            case "tail" -> stream.truncatedNormal(0, 1, 2, 5);
            case "sparse" -> stream.sparse(5, 16, 3, 1);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static double tolerance(String kind, boolean single, double ulp) {
        return switch (kind) {
            case "uniform" -> 0;
            // the error of the quantile (see StandardNormalTest), to which mean 0 and std 1 add nothing
            case "normal", "sparse" -> (single ? 2.6 : 3.4) * ulp;
            default -> single ? TRUNCATED_FLOAT : TRUNCATED_DOUBLE;
        };
    }
}
