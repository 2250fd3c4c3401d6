package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.StreamSource;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.random.Generator;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReseedingStreamSourceTest {

    private final AtomicLong asked = new AtomicLong();
    private final Generator generator = Generator.seededFrom(() -> 100 + asked.getAndIncrement());

    @Test
    void asksOnceForEachTensorAndForNothingElse() {
        assertThat(asked).hasValue(0);
        TensorValues first =
                StreamSource.of(generator).next(100, FloatFormat.FLOAT).normal(0, 1);
        assertThat(asked).hasValue(1);
        Draw.floats(first, 0, 100);
        Draw.doubles(first, 0, 100);
        assertThat(asked).hasValue(1);
        StreamSource.of(generator).next(100, FloatFormat.FLOAT);
        assertThat(asked).hasValue(2);
    }

    @Test
    void eachTensorIsTheFirstOfItsSeed() {
        for (long seed = 100; seed < 103; seed++) {
            assertThat(StreamSource.of(generator).next(100, FloatFormat.FLOAT))
                    .isEqualTo(StreamSource.of(Generator.seeded(seed)).next(100, FloatFormat.FLOAT));
        }
    }

    @Test
    void aNamedTensorIsThatNamesFirstOfItsSeed() {
        assertThat(StreamSource.of(generator.named("a")).next(100, FloatFormat.FLOAT))
                .isEqualTo(StreamSource.of(Generator.seeded(100).named("a")).next(100, FloatFormat.FLOAT));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSupplierIsNeeded() {
        assertThatNullPointerException()
                .isThrownBy(() -> Generator.seededFrom(null))
                .withMessage("seeds must not be null");
    }
}
