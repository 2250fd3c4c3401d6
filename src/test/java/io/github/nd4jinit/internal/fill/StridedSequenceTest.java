package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StridedSequenceTest {

    /** The arguments of {@link StridedSequence#of}. */
    private static final class Numbers {

        private final long first;
        private final long[] shape;
        private final long[] strides;

        Numbers(long first, long[] shape, long[] strides) {
            this.first = first;
            this.shape = shape;
            this.strides = strides;
        }

        StridedSequence strided() {
            return StridedSequence.of(first, shape, strides);
        }

        int length() {
            return (int) Arrays.stream(shape).reduce(1, (x, y) -> x * y);
        }

        /** Returns all numbers, computed independently from the definition. */
        long[] all() {
            return LongStream.range(0, length())
                    .map(position -> {
                        long[] index = ArrayZoo.index(position, shape);
                        return first
                                + IntStream.range(0, shape.length)
                                        .mapToLong(axis -> index[axis] * strides[axis])
                                        .sum();
                    })
                    .toArray();
        }

        @Override
        public String toString() {
            return first + " + " + Arrays.toString(shape) + " by " + Arrays.toString(strides);
        }
    }

    record Run(long start, long stride, int n, int done) {}

    /**
     * Returns sequences with strides of contiguous axes (as arrays have), repeated strides, zero strides and negative
     * strides.
     */
    static Stream<Numbers> numbers() {
        SplittableRandom random = new SplittableRandom(20);
        return IntStream.range(0, 400).mapToObj(i -> {
            int rank = random.nextInt(6);
            long[] shape = random.longs(rank, 1, 5).toArray();
            long[] strides = random.longs(rank, -3, 13).toArray();
            if (i % 4 != 0) {
                Integer[] axes = IntStream.range(0, rank).boxed().toArray(Integer[]::new);
                if (i % 4 == 1) { // otherwise row-major
                    for (int axis = rank - 1; axis > 0; axis--) {
                        int other = random.nextInt(axis + 1);
                        int swapped = axes[axis];
                        axes[axis] = axes[other];
                        axes[other] = swapped;
                    }
                }
                long stride = i % 4 == 2 ? 1 : random.nextLong(1, 4);
                for (int k = rank - 1; k >= 0; k--) {
                    strides[axes[k]] = stride;
                    stride *= shape[axes[k]] + (i % 4 == 3 && random.nextBoolean() ? 1 : 0);
                }
            }
            return new Numbers(random.nextLong(1L << 40), shape, strides);
        });
    }

    private static List<Run> runs(StridedSequence strided, long position, int n) {
        List<Run> runs = new ArrayList<>();
        strided.forEachRun(
                position, n, (start, stride, length, done) -> runs.add(new Run(start, stride, length, done)));
        return runs;
    }

    private static long[] flat(List<Run> runs) {
        return runs.stream()
                .flatMapToLong(run -> LongStream.range(0, run.n()).map(i -> run.start() + i * run.stride()))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void runsContainTheNumbersInRowMajorOrder(Numbers numbers) {
        long[] all = numbers.all();
        assertThat(flat(runs(numbers.strided(), 0, all.length))).isEqualTo(all);
        assertThat(flat(runs(numbers.strided().inUnitRuns(), 0, all.length))).isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void runsCanBeginAndEndAtAnyPosition(Numbers numbers) {
        long[] all = numbers.all();
        int step = 1 + all.length / 20;
        for (int begin = 0; begin < all.length; begin += step) {
            for (int end = begin; end <= all.length; end += step) {
                long[] expected = Arrays.copyOfRange(all, begin, end);
                assertThat(flat(runs(numbers.strided(), begin, end - begin))).isEqualTo(expected);
                assertThat(flat(runs(numbers.strided().inUnitRuns(), begin, end - begin)))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void runsAreNotEmptyAndReportTheCountOfPrecedingNumbers(Numbers numbers) {
        for (StridedSequence strided :
                List.of(numbers.strided(), numbers.strided().inUnitRuns())) {
            int done = 0;
            for (Run run : runs(strided, 0, numbers.length())) {
                assertThat(run.n()).isPositive();
                assertThat(run.done()).isEqualTo(done);
                done += run.n();
            }
            assertThat(done).isEqualTo(numbers.length());
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void unitRunsHaveStrideOne(Numbers numbers) {
        assertThat(runs(numbers.strided().inUnitRuns(), 0, numbers.length()))
                .allSatisfy(run -> assertThat(run.stride()).isEqualTo(1));
    }

    @Test
    void contiguousArrayIsOneRun() {
        assertThat(runs(StridedSequence.of(5, new long[] {2, 1, 3, 4}, new long[] {12, 99, 4, 1}), 0, 24))
                .containsExactly(new Run(5, 1, 24, 0));
    }

    @Test
    void axesWithACombinedStrideAreOneRun() {
        assertThat(runs(StridedSequence.of(2, new long[] {3, 4}, new long[] {20, 5}), 0, 12))
                .containsExactly(new Run(2, 5, 12, 0));
    }

    @Test
    void axesWithoutACombinedStrideAreNotMerged() {
        assertThat(runs(StridedSequence.of(0, new long[] {2, 3}, new long[] {4, 1}), 0, 6))
                .containsExactly(new Run(0, 1, 3, 0), new Run(4, 1, 3, 3));
    }

    @Test
    void singleElementIsOneRunForAnyStrides() {
        assertThat(runs(StridedSequence.of(7, new long[] {}, new long[] {}), 0, 1))
                .containsExactly(new Run(7, 1, 1, 0));
        assertThat(runs(StridedSequence.of(7, new long[] {1, 1}, new long[] {0, 8}), 0, 1))
                .containsExactly(new Run(7, 1, 1, 0));
    }

    @Test
    void positionsBeyondTwoToThe31AreSupported() {
        long width = 1L << 33;
        StridedSequence strided = StridedSequence.of(3, new long[] {4, width}, new long[] {2 * width, 1});
        assertThat(runs(strided, 2 * width - 2, 5))
                .containsExactly(new Run(3 + 3 * width - 2, 1, 2, 0), new Run(3 + 4 * width, 1, 3, 2));
    }
}
