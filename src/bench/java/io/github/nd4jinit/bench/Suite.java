package io.github.nd4jinit.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/** A selection of comparisons. */
enum Suite {
    /** Every kind of comparison, with few rounds and small arrays, to check that it works. The times are not meaningful. */
    SMOKE(2, Duration.ofMillis(20)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            List<Comparison> all = new ArrayList<>();
            for (Fill fill : Fill.values()) {
                all.add(Case.square(fill, 64).comparison(torch));
            }
            all.addAll(arrays(512));
            all.addAll(generators(512, torch));
            all.addAll(small(torch));
            all.addAll(plans());
            all.add(firstCalls(Set.of(Fill.UNIFORM)));
            return all;
        }
    },
    /** All fills of four sizes of FLOAT, and the first call. */
    QUICK(15, Duration.ofMillis(500)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            List<Comparison> all = new ArrayList<>(squares(List.of(8, 64, 1024, 4096), torch));
            all.add(firstCalls(EnumSet.of(Fill.UNIFORM, Fill.NORMAL)));
            return all;
        }
    },
    /** All fills of eleven sizes of FLOAT. */
    SIZES(15, Duration.ofMillis(500)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return squares(ALL_SIDES, torch);
        }
    },
    /** Small arrays after many initializers and types have been used. */
    SMALL(31, Duration.ofSeconds(3)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return small(torch);
        }
    },
    /** Element types, orders, views and threads. */
    TYPES(21, Duration.ofMillis(500)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return arrays(Goals.LARGE);
        }
    },
    /** The numbers of JAX and torch. */
    GENERATORS(21, Duration.ofMillis(500)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return generators(Goals.LARGE, torch);
        }
    },
    /** Plans. */
    PLANS(21, Duration.ofSeconds(1)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return plans();
        }
    },
    /** Orthogonal matrices. */
    ORTHOGONAL(15, Duration.ofSeconds(1)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return orthogonal(torch);
        }
    },
    /** All comparisons that the goals need. */
    GOALS(21, Duration.ofSeconds(1)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            return Stream.of(
                            FILLS.stream()
                                    .map(fill -> Case.square(fill, Goals.LARGE).comparison(torch))
                                    .toList(),
                            arrays(Goals.LARGE),
                            generators(Goals.LARGE, torch),
                            small(torch),
                            plans(),
                            orthogonal(torch))
                    .flatMap(List::stream)
                    .toList();
        }
    },
    /** All comparisons, and all fills of all sizes and types. */
    FULL(31, Duration.ofSeconds(1)) {
        @Override
        List<Comparison> comparisons(Optional<Torch> torch) {
            List<Comparison> all = new ArrayList<>(GOALS.comparisons(torch));
            for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16)) {
                for (Fill fill : FILLS) {
                    for (int side : ALL_SIDES) {
                        if (type != DataType.FLOAT || side != Goals.LARGE) {
                            all.add(new Case(fill, type, side, side).comparison(torch));
                        }
                    }
                }
            }
            all.add(firstCalls(FILLS));
            return all;
        }
    };

    /** The side lengths of the square matrices of all suites. */
    static final List<Integer> ALL_SIDES = List.of(8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192);

    private static final Set<Fill> FILLS = EnumSet.complementOf(EnumSet.of(Fill.ORTHOGONAL));
    private static final int FIRST_CALL_SIDE = 1024;
    private static final int[][] ORTHOGONAL_SHAPES = {
        {64, 64}, {256, 256}, {512, 512}, {2048, 2048}, {4096, 512}, {512, 4096}
    };

    private final int rounds;
    private final Duration warmUp;

    Suite(int rounds, Duration warmUp) {
        this.rounds = rounds;
        this.warmUp = warmUp;
    }

    Pace pace() {
        return new Pace(rounds, warmUp);
    }

    /**
     * Returns the comparisons.
     *
     * @param torch the torch process, which is a contender if it is present
     */
    abstract List<Comparison> comparisons(Optional<Torch> torch);

    /** Returns the suite with the given name. */
    static Suite of(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bench must be one of %s, received %s; pass, for example, -Dbench=goals"
                                .formatted(
                                        Arrays.stream(values())
                                                .map(Suite::toString)
                                                .collect(Collectors.joining(", ")),
                                        name)));
    }

    private static List<Comparison> squares(List<Integer> sides, Optional<Torch> torch) {
        return FILLS.stream()
                .flatMap(fill ->
                        sides.stream().map(side -> Case.square(fill, side).comparison(torch)))
                .toList();
    }

    private static List<Comparison> arrays(int side) {
        return Stream.of(Fill.UNIFORM, Fill.NORMAL)
                .flatMap(fill -> Stream.of(Variant.arrays(fill, side), Variant.threads(fill, side)))
                .toList();
    }

    private static List<Comparison> generators(int side, Optional<Torch> torch) {
        return Stream.of(Fill.UNIFORM, Fill.NORMAL)
                .map(fill -> Variant.generators(fill, side, torch))
                .toList();
    }

    private static List<Comparison> small(Optional<Torch> torch) {
        return Goals.SMALL.stream()
                .map(side -> SmallArrays.comparison(side, torch))
                .toList();
    }

    private static List<Comparison> plans() {
        return List.of(Plans.gpt2(), Plans.tiny());
    }

    private static List<Comparison> orthogonal(Optional<Torch> torch) {
        return Arrays.stream(ORTHOGONAL_SHAPES)
                .map(shape -> new Case(Fill.ORTHOGONAL, DataType.FLOAT, shape[0], shape[1]).comparison(torch))
                .toList();
    }

    private static Comparison firstCalls(Set<Fill> fills) {
        return new Comparison(
                "first call in a JVM, FLOAT %d x %d".formatted(FIRST_CALL_SIDE, FIRST_CALL_SIDE),
                Relation.TIME,
                () -> fills.stream()
                        .map(fill -> new Contender(fill.toString(), new FirstCall(fill, FIRST_CALL_SIDE)))
                        .toList());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
