package io.github.nd4jinit.bench;

/**
 * A participant in a comparison.
 *
 * @param name the name, which is unique in the comparison
 * @param stopwatch measures the participant
 */
record Contender(String name, Stopwatch stopwatch) {

    /** Returns a contender that runs in this JVM. */
    static Contender of(String name, Runnable call) {
        return new Contender(name, new Call(call));
    }
}
