package io.github.nd4jinit.internal.strategy;

/** The limit on initializers within initializers: what is nested more deeply has no text that parses. */
final class Nesting {

    private static final int DEPTH = 64;

    private Nesting() {}

    static void check(String who, Strategy initializer) {
        if (initializer.depth() >= DEPTH) {
            throw new IllegalArgumentException(
                    "%s: initializers may be nested %s deep, received one that already is; multiply the factors of scaled, and give each row of zero_row once"
                            .formatted(who, DEPTH));
        }
    }
}
