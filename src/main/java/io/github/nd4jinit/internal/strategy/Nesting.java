package io.github.nd4jinit.internal.strategy;

/** The limit on nested initializers: the text of an initializer that is nested more deeply does not parse. */
final class Nesting {

    private static final int MAX_DEPTH = 64;

    private Nesting() {}

    static void check(String who, Strategy initializer) {
        if (initializer.depth() >= MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "%s: initializers may be nested %s deep, received one that already is; multiply the factors of scaled, and give each row of zero_row once"
                            .formatted(who, MAX_DEPTH));
        }
    }
}
