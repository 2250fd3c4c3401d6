package io.github.nd4jinit.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A selection of measurements.
 *
 * @param fills the fills for the comparison of implementations
 * @param types the element types for the comparison of implementations
 * @param sides the side lengths of the square arrays for the comparison of implementations
 * @param variants the fills for the comparison of variants
 * @param iterations the number of measured iterations in each JVM
 * @param iteration the duration of an iteration
 */
record Suite(
        Set<Fill> fills,
        List<DataType> types,
        List<Integer> sides,
        Set<Fill> variants,
        int iterations,
        TimeValue iteration) {

    /** Takes a few minutes. */
    static final Suite QUICK = new Suite(
            EnumSet.allOf(Fill.class),
            List.of(DataType.FLOAT),
            List.of(8, 64, 1024, 4096),
            EnumSet.of(Fill.UNIFORM, Fill.NORMAL),
            3,
            TimeValue.milliseconds(400));

    /** All sizes of one type. Takes about twice as long as QUICK. */
    static final Suite SIZES = new Suite(
            EnumSet.allOf(Fill.class),
            List.of(DataType.FLOAT),
            List.of(8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192),
            EnumSet.of(Fill.UNIFORM, Fill.NORMAL),
            3,
            TimeValue.milliseconds(400));

    /**
     * Runs each benchmark once on few arrays, to check that all of them work. Takes about a minute. The
     * times are not meaningful.
     */
    static final Suite SMOKE = new Suite(
            EnumSet.of(Fill.UNIFORM, Fill.NORMAL),
            List.of(DataType.FLOAT),
            List.of(8, 64),
            EnumSet.of(Fill.UNIFORM),
            1,
            TimeValue.milliseconds(50));

    /** Only orthogonal matrices. */
    static final Suite ORTHOGONAL = new Suite(
            EnumSet.of(Fill.ORTHOGONAL),
            List.of(DataType.FLOAT),
            List.of(),
            EnumSet.noneOf(Fill.class),
            5,
            TimeValue.seconds(1));

    /** All sizes and types. Takes more than an hour. */
    static final Suite FULL = new Suite(
            EnumSet.allOf(Fill.class),
            List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16),
            SIZES.sides,
            EnumSet.complementOf(EnumSet.of(Fill.ORTHOGONAL)),
            5,
            TimeValue.seconds(1));

    /** Returns the shapes of the square arrays. */
    int[][] squareShapes() {
        return sides.stream().map(side -> new int[] {side, side}).toArray(int[][]::new);
    }

    /** Returns the suite with the given name. */
    static Suite of(String name) {
        return switch (name) {
            case "quick" -> QUICK;
            case "smoke" -> SMOKE;
            case "sizes" -> SIZES;
            case "orthogonal" -> ORTHOGONAL;
            case "full" -> FULL;
            default ->
                throw new IllegalArgumentException(
                        "bench must be quick, smoke, sizes, orthogonal or full, received %s; pass, for example, -Dbench=full"
                                .formatted(name));
        };
    }
}
