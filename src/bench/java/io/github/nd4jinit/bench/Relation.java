package io.github.nd4jinit.bench;

/** How a contender is related to the first contender of a comparison. */
enum Relation {
    /** A ratio above 1 means that the first contender is faster. */
    TIME("time / time of the first") {
        @Override
        Summary of(Summary nanos, Summary first) {
            return nanos.relativeTo(first);
        }
    },
    /** The ratio of the numbers of values per second, if all contenders fill the same number of values. */
    SPEED("speed / speed of the first") {
        @Override
        Summary of(Summary nanos, Summary first) {
            return first.relativeTo(nanos);
        }
    };

    private final String title;

    Relation(String title) {
        this.title = title;
    }

    /** Returns the ratio for a contender's time and the time of the first contender. */
    abstract Summary of(Summary nanos, Summary first);

    @Override
    public String toString() {
        return title;
    }
}
