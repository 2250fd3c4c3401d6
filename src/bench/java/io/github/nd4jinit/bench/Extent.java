package io.github.nd4jinit.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured.
 *
 * @param fills what the rivals fill with
 * @param types element types that the rivals fill
 * @param sides sizes of the square arrays that they fill
 * @param variants what the variants are filled with
 * @param iterations measured iterations in each JVM
 * @param iteration how long one takes
 */
record Extent(
        Set<Fill> fills,
        List<DataType> types,
        List<Integer> sides,
        Set<Fill> variants,
        int iterations,
        TimeValue iteration) {

    /** Some minutes. */
    static final Extent QUICK = new Extent(
            EnumSet.allOf(Fill.class),
            List.of(DataType.FLOAT),
            List.of(8, 64, 1024, 4096),
            EnumSet.of(Fill.UNIFORM, Fill.NORMAL),
            3,
            TimeValue.milliseconds(400));

    /** As many minutes more: every size, of one type. */
    static final Extent SIZES = new Extent(
            EnumSet.allOf(Fill.class),
            List.of(DataType.FLOAT),
            List.of(8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192),
            EnumSet.of(Fill.UNIFORM, Fill.NORMAL),
            3,
            TimeValue.milliseconds(400));

    /** Orthogonal matrices alone. */
    static final Extent ORTHOGONAL = new Extent(
            EnumSet.of(Fill.ORTHOGONAL),
            List.of(DataType.FLOAT),
            List.of(),
            EnumSet.noneOf(Fill.class),
            5,
            TimeValue.seconds(1));

    /** More than an hour. */
    static final Extent FULL = new Extent(
            EnumSet.allOf(Fill.class),
            List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16),
            SIZES.sides,
            EnumSet.complementOf(EnumSet.of(Fill.ORTHOGONAL)),
            5,
            TimeValue.seconds(1));

    /** The shapes of the arrays that the rivals fill. */
    int[][] shapes() {
        return sides.stream().map(side -> new int[] {side, side}).toArray(int[][]::new);
    }

    /** The extent of a name. */
    static Extent of(String name) {
        return switch (name) {
            case "quick" -> QUICK;
            case "sizes" -> SIZES;
            case "orthogonal" -> ORTHOGONAL;
            case "full" -> FULL;
            default ->
                throw new IllegalArgumentException(
                        "bench must be quick, sizes, orthogonal or full, received %s: use -Dbench=full"
                                .formatted(name));
        };
    }
}
