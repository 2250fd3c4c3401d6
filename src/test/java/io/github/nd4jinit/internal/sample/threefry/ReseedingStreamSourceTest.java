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

    private final AtomicLong calls = new AtomicLong();
    private final Generator generator = Generator.seededFrom(() -> 100 + calls.getAndIncrement());

    @Test
    void theSupplierIsCalledOncePerTensor() {
        assertThat(calls).hasValue(0);
        TensorValues first =
                StreamSource.of(generator).next(100, FloatFormat.FLOAT).normal(0, 1);
        assertThat(calls).hasValue(1);
        Draw.floats(first, 0, 100);
        Draw.doubles(first, 0, 100);
        assertThat(calls).hasValue(1);
        StreamSource.of(generator).next(100, FloatFormat.FLOAT);
        assertThat(calls).hasValue(2);
    }

    @Test
    void eachTensorIsTheFirstOfASeededSequence() {
        for (long seed = 100; seed < 103; seed++) {
            assertThat(StreamSource.of(generator).next(100, FloatFormat.FLOAT))
                    .isEqualTo(StreamSource.of(Generator.seeded(seed)).next(100, FloatFormat.FLOAT));
        }
    }

    @Test
    void namedTensorIsTheFirstOfThatNameInASeededGenerator() {
        assertThat(StreamSource.of(generator.named("a")).next(100, FloatFormat.FLOAT))
                .isEqualTo(StreamSource.of(Generator.seeded(100).named("a")).next(100, FloatFormat.FLOAT));
        assertThat(calls).hasValue(1);
    }

    @Test
    void nullSupplierIsRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> Generator.seededFrom(null))
                .withMessage("seeds must not be null");
    }
}
