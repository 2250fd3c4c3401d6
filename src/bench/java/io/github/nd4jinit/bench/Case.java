package io.github.nd4jinit.bench;

/**
 * A line of the table.
 *
 * @param fill what is filled in
 * @param subject into what, or how
 * @param side the number of rows, and of columns
 */
record Case(Fill fill, String subject, int side) {

    long values() {
        return (long) side * side;
    }

    String array() {
        return "%s %dx%d".formatted(subject, side, side);
    }
}
