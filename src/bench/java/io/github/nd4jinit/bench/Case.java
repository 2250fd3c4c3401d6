package io.github.nd4jinit.bench;

/**
 * A row of the table.
 *
 * @param fill the values
 * @param subject the element type or the variant
 * @param rows the number of rows
 * @param columns the number of columns
 */
record Case(Fill fill, String subject, int rows, int columns) {

    static Case square(Fill fill, String subject, int side) {
        return new Case(fill, subject, side, side);
    }

    long values() {
        return (long) rows * columns;
    }

    String array() {
        return "%s %dx%d".formatted(subject, rows, columns);
    }
}
