package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Workers;
import io.github.nd4jinit.internal.fill.ArrayZoo.Kind;
import io.github.nd4jinit.internal.fill.ArrayZoo.TestArray;
import io.github.nd4jinit.internal.sample.FloatFormat;
import io.github.nd4jinit.internal.sample.threefry.ReferencePath;
import io.github.nd4jinit.random.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares the optimized fills with {@link ReferencePath}, which computes each element separately. The bits must be
 * equal for any division of the work into passes, chunks, tiles and threads.
 */
class ReferencePathTest {

    private static final long SEED = 20;

    /**
     * Lengths near the end of a pass, of half a group of words, of a group, of two groups and of a thread's grain, and
     * a large one.
     */
    private static final int[] LENGTHS = {
        1, 2, 255, 256, 257, 1023, 1024, 1025, 2047, 2048, 2049, 4095, 4096, 4097, 65535, 65536, 65537, 300001
    };

    private static final int LONGEST = 300001;

    /** The maximum number of elements of kinds of arrays that are not large. */
    private static final int SMALL_KIND = 5000;

    /** The maximum number of elements of all kinds of arrays. */
    private static final int LARGEST_KIND = 2 * 270001;

    /**
     * Shapes of matrices of many of these lengths, with columns shorter and longer than the number of bits of a word.
     */
    private static final int[][] SHAPES = {
        {1, 1},
        {1, 2},
        {2, 1},
        {5, 51},
        {16, 16},
        {1, 257},
        {257, 1},
        {31, 33},
        {8, 128},
        {89, 23},
        {1, 2048},
        {2048, 1},
        {3, 683},
        {63, 65},
        {64, 64},
        {17, 241},
        {255, 257},
        {256, 256},
        {1, 65537},
        {65537, 1},
        {463, 641}
    };

    private static final int MAX_THREADS = 8;

    /** The array of ROWS x COLUMNS elements has grains for eight threads; the last grain is smaller. */
    private static final int ROWS = 521;

    private static final int COLUMNS = 883;

    /** An initializer and the definition of its values. */
    record Case(
            Initializer initializer, Function<ReferencePath, ReferencePath.Elements> definition, List<DataType> types) {

        Case(Initializer initializer, Function<ReferencePath, ReferencePath.Elements> definition) {
            this(initializer, definition, ArrayZoo.TYPES);
        }

        INDArray fill(INDArray array) {
            return initializer.initialize(array, Generator.seeded(SEED));
        }

        /** Returns the bits of the first n elements, which do not depend on the length of the array. */
        long[] expected(DataType type, int n) {
            return bits(definition.apply(reference(type)), n);
        }

        @Override
        public String toString() {
            return initializer.toString();
        }
    }

    private static final Case NORMAL = normal(0, 1);
    private static final Case SHIFTED_NORMAL = normal(3, 0.02);
    private static final Case CONSTANT = new Case(Init.constant(0.1), reference -> reference.constant(0.1));

    /** A distribution with both tails. */
    private static final Case WIDE = truncatedNormal(0, 1, -5, 4.5);

    private static final Case SHIFTED_TRUNCATED = truncatedNormal(0.5, 0.02, 0.46, 0.54);

    /** The code path depends only on whether all values are equal, so two cases are sufficient for large arrays. */
    private static final List<Case> OF_LARGE_KINDS = List.of(WIDE, CONSTANT);

    static Stream<Case> cases() {
        return Stream.of(
                uniform(-0.25, 0.75),
                uniform(0, 1), // values that would round up to 1 in 16-bit formats are limited
                uniform(-0.3, 0.3), // opposite bounds, whose values are rounded once
                uniform(-1e-43, 1e-43), // products that underflow
                uniform(0.1, 7),
                new Case( // high - low is not a finite float
                        Init.uniform(-2e38, 3e38),
                        reference -> reference.uniform(-2e38, 3e38),
                        List.of(DataType.FLOAT, DataType.DOUBLE, DataType.BFLOAT16)),
                NORMAL,
                SHIFTED_NORMAL,
                truncatedNormal(0, 1, -2, 2), // no tails
                SHIFTED_TRUNCATED,
                WIDE,
                truncatedNormal(0, 1, 1, 5), // one tail
                truncatedNormal(-0.25, 2, -7, 1),
                truncatedNormal(0, 1, 7, 9), // only the tail
                truncatedNormal(0, 1, 0.3, 0.3001), // floats computed as doubles, near the center
                truncatedNormal(1000.00003, 0.01, 999.98, 1000.01), // rounding moves floats outside the bounds
                truncatedNormal(30, 1, 0, 1e-14), // rounding moves doubles outside the bounds
                CONSTANT,
                new Case(Init.constant(-0.0), reference -> reference.constant(-0.0)),
                new Case(Init.zeros(), reference -> reference.constant(0)));
    }

    static Stream<Arguments> casesAndTypes() {
        return cases().flatMap(tested -> tested.types().stream().map(type -> arguments(tested, type)));
    }

    static Stream<DataType> types() {
        return ArrayZoo.TYPES.stream();
    }

    private static Case uniform(double low, double high) {
        return new Case(Init.uniform(low, high), reference -> reference.uniform(low, high));
    }

    private static Case normal(double mean, double std) {
        return new Case(Init.normal(mean, std), reference -> reference.normal(mean, std));
    }

    private static Case truncatedNormal(double mean, double std, double a, double b) {
        return new Case(Init.truncNormal(mean, std, a, b), reference -> reference.truncatedNormal(mean, std, a, b));
    }

    private static Case sparse(double sparsity, int rows, int columns) {
        int zeros = (int) Math.ceil(sparsity * rows);
        return new Case(Init.sparse(sparsity, 0.01), reference -> reference.sparse(rows, columns, zeros, 0.01));
    }

    private static FloatFormat format(DataType type) {
        return FloatFormat.valueOf(type.name());
    }

    private static ReferencePath reference(DataType type) {
        return new ReferencePath(SEED, format(type));
    }

    private static long[] bits(ReferencePath.Elements elements, int n) {
        long[] bits = new long[n];
        Arrays.parallelSetAll(bits, elements::bits);
        return bits;
    }

    private static void assertFirstBits(String what, INDArray array, long[] expected) {
        assertThat(array.length()).isLessThanOrEqualTo(expected.length);
        Memory.assertSameBits(what, Memory.elements(array), Arrays.copyOf(expected, (int) array.length()));
    }

    @ParameterizedTest
    @MethodSource("casesAndTypes")
    void vectorsOfAnyLengthHaveTheDefinedBits(Case tested, DataType type) {
        long[] expected = tested.expected(type, LONGEST);
        for (int length : LENGTHS) {
            try (INDArray array = Nd4j.create(type, length)) {
                assertFirstBits(length + " elements", tested.fill(array), expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndTypes")
    void arraysOfAnyKindHaveTheDefinedBits(Case tested, DataType type) {
        boolean large = OF_LARGE_KINDS.contains(tested);
        long[] expected = tested.expected(type, large ? LARGEST_KIND : SMALL_KIND);
        for (Kind kind : ArrayZoo.kinds().filter(kind -> kind.type() == type).toList()) {
            try (TestArray testArray = kind.create()) {
                if (large || testArray.array().length() <= SMALL_KIND) {
                    testArray.paint();
                    assertFirstBits(kind.name(), tested.fill(testArray.array()), expected);
                }
            }
        }
    }

    /**
     * Tests one to eight threads: each type with few threads in one array order, and with many threads in the other.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void anyNumberOfThreadsWritesTheDefinedBits(Case tested) {
        for (int i = 0; i < tested.types().size(); i++) {
            DataType type = tested.types().get(i);
            long[] expected = tested.expected(type, ROWS * COLUMNS);
            fillByThreads(1 + i, tested, type, 'f', expected);
            fillByThreads(5 + i, tested, type, 'c', expected);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anyNumberOfThreadsWritesTheDefinedBitsOfASparseMatrix(DataType type) {
        Case tested = sparse(0.3, ROWS, COLUMNS);
        long[] expected = tested.expected(type, ROWS * COLUMNS);
        for (int threads = 1; threads <= MAX_THREADS; threads++) {
            fillByThreads(threads, tested, type, threads % 2 == 0 ? 'c' : 'f', expected);
        }
    }

    private static void fillByThreads(int threads, Case tested, DataType type, char order, long[] expected) {
        ExecutorService helpers = Executors.newFixedThreadPool(MAX_THREADS);
        try (INDArray array = Nd4j.create(type, new long[] {ROWS, COLUMNS}, order)) {
            Workers.of(helpers, threads).run(() -> tested.fill(array));
            assertFirstBits("%s threads, '%s' %s".formatted(threads, order, type), array, expected);
        } finally {
            helpers.shutdown();
        }
    }

    /** Contiguous zeros are written by memset, whose grain is larger than the arrays in the other tests. */
    @Test
    void severalThreadsFillWithZeros() {
        ExecutorService helpers = Executors.newFixedThreadPool(MAX_THREADS);
        try (INDArray array = Nd4j.create(DataType.FLOAT16, (1 << 23) + 1)) {
            Memory.paint(array, 0x7d5a);
            Workers.of(helpers, MAX_THREADS).run(() -> Init.zeros(array));
            Memory.assertSameBits("zeros", Memory.bits(array), new long[(1 << 23) + 1]);
        } finally {
            helpers.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void sparseMatricesOfAnyShapeHaveTheDefinedBits(DataType type) {
        for (int[] shape : SHAPES) {
            for (double sparsity : new double[] {0.1, 0.7}) {
                Case tested = sparse(sparsity, shape[0], shape[1]);
                long[] expected = tested.expected(type, shape[0] * shape[1]);
                for (char order : new char[] {'c', 'f'}) {
                    try (INDArray array = Nd4j.create(type, new long[] {shape[0], shape[1]}, order)) {
                        assertFirstBits(
                                "%s, '%s' %s".formatted(tested, order, Arrays.toString(shape)),
                                tested.fill(array),
                                expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void sparseMatricesOfAnyKindHaveTheDefinedBits(DataType type) {
        for (Kind kind : ArrayZoo.kinds().filter(kind -> kind.type() == type).toList()) {
            try (TestArray testArray = kind.create()) {
                INDArray array = testArray.array();
                if (array.rank() == 2) {
                    Case tested = sparse(0.6, (int) array.size(0), (int) array.size(1));
                    testArray.paint();
                    assertFirstBits(kind.name(), tested.fill(array), tested.expected(type, (int) array.length()));
                }
            }
        }
    }

    /** A definition that differs in one detail is detected, even if only the last bits of a few elements differ. */
    @ParameterizedTest
    @MethodSource
    void everyDeviationIsDetected(String deviation, Case tested, DataType type, ReferencePath deviating) {
        int n = 20_000;
        try (INDArray array = Nd4j.create(type, n)) {
            long[] bits = Memory.bits(tested.fill(array));
            Memory.assertSameBits("without " + deviation, bits, tested.expected(type, n));
            assertThat(Arrays.mismatch(bits, bits(tested.definition().apply(deviating), n)))
                    .as(deviation)
                    .isNotNegative();
        }
    }

    static Stream<Arguments> everyDeviationIsDetected() {
        Stream<Arguments> ofAnyType = ArrayZoo.TYPES.stream()
                .flatMap(type -> Stream.of(
                        arguments("a block for words 1023 apart", uniform(-0.25, 0.75), type, otherLanes(type)),
                        arguments("a block for words 1023 apart", NORMAL, type, otherLanes(type)),
                        arguments("another seed", WIDE, type, new ReferencePath(SEED + 1, format(type)))));
        Stream<Arguments> ofMoreThanSixteenBits = Stream.of(DataType.FLOAT, DataType.DOUBLE)
                .flatMap(type -> Stream.of(
                        arguments("longer tails", NORMAL, type, longerTails(type)),
                        arguments("longer tails", WIDE, type, longerTails(type)),
                        arguments("fused operations", uniform(0.1, 7), type, fused(type)),
                        arguments("fused operations", NORMAL, type, fused(type)),
                        arguments("fused operations", SHIFTED_NORMAL, type, fused(type)),
                        arguments("fused operations", SHIFTED_TRUNCATED, type, fused(type))));
        return Stream.concat(ofAnyType, ofMoreThanSixteenBits);
    }

    private static ReferencePath otherLanes(DataType type) {
        return new ReferencePath(SEED, format(type)) {
            @Override
            protected long lanes() {
                return 1023;
            }
        };
    }

    /**
     * Extends the tails by a quarter, which adds five of the normal elements. The results of the formulas for the center
     * and the tail differ in the last bits.
     */
    private static ReferencePath longerTails(DataType type) {
        return new ReferencePath(SEED, format(type)) {
            @Override
            protected double tailLimit() {
                return 0x1p-11 * 1.25;
            }

            @Override
            protected double truncatedFloatTailLimit() {
                return 0x1p-8 * 1.02;
            }
        };
    }

    private static ReferencePath fused(DataType type) {
        return new ReferencePath(SEED, format(type)) {
            @Override
            protected float productAndSum(float a, float b, float c) {
                return Math.fma(a, b, c);
            }

            @Override
            protected double productAndSum(double a, double b, double c) {
                return Math.fma(a, b, c);
            }
        };
    }
}
