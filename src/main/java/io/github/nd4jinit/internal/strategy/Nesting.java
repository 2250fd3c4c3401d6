package io.github.nd4jinit.internal.strategy;

/** Limits the nesting of initializers, because the text of more deeply nested initializers cannot be parsed. */
final class Nesting {

    private static final int MAX_DEPTH = 64;

    private Nesting() {}

    static void check(String context, Strategy initializer) {
        if (initializer.depth() >= MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "%s: initializers must not be nested more than %s levels deep, received one with %s levels; multiply the factors of scaled, and use zero_row once for each row"
                            .formatted(context, MAX_DEPTH, initializer.depth()));
        }
    }
}
