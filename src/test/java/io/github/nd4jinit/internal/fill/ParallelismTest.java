package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ParallelismTest {

    private final Parallelism outer = new Parallelism(Runnable::run, 2);
    private final Parallelism inner = new Parallelism(Runnable::run, 3);

    @Test
    void innermostInstanceIsCurrentAndOuterInstanceIsRestored() {
        outer.run(() -> {
            assertThat(Parallelism.current()).isSameAs(outer);
            inner.run(() -> assertThat(Parallelism.current()).isSameAs(inner));
            assertThat(Parallelism.current()).isSameAs(outer);
            assertThat(inner.<Parallelism>call(Parallelism::current)).isSameAs(inner);
            assertThat(Parallelism.current()).isSameAs(outer);
        });
        assertThat(Parallelism.current()).isNotIn(outer, inner);
    }

    @Test
    void outerInstanceIsRestoredAfterAnException() {
        Runnable failing = () -> {
            throw new IllegalStateException("stopped");
        };
        outer.run(() -> {
            assertThatIllegalStateException().isThrownBy(() -> inner.run(failing));
            assertThat(Parallelism.current()).isSameAs(outer);
            assertThatIllegalStateException()
                    .isThrownBy(() -> inner.call(() -> {
                        failing.run();
                        return 0;
                    }));
            assertThat(Parallelism.current()).isSameAs(outer);
        });
        assertThatIllegalStateException().isThrownBy(() -> outer.run(failing));
        assertThat(Parallelism.current()).isNotIn(outer, inner);
    }

    @Test
    void instanceIsCurrentOnOneThreadOnly() {
        Parallelism ofOther = outer.<Parallelism>call(
                () -> CompletableFuture.supplyAsync(Parallelism::current).join());
        assertThat(ofOther).isNotSameAs(outer);
    }

    @Test
    void threadsOutsidePoolsUseTheCommonPool() throws InterruptedException {
        Parallelism[] seen = new Parallelism[2];
        for (int i = 0; i < 2; i++) {
            int at = i;
            Thread thread = new Thread(() -> seen[at] = Parallelism.current());
            thread.start();
            thread.join();
        }
        assertThat(seen[0]).isNotNull().isSameAs(seen[1]);
    }
}
