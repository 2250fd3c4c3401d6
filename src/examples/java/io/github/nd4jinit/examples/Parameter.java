package io.github.nd4jinit.examples;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A named tensor of a network.
 *
 * @param name its name in the framework that the network comes from
 * @param size the lengths of its axes, as in {@code 64x3x7x7}
 * @param role what it does
 */
record Parameter(String name, String size, Role role) {

    /** Reads a line of a parameter list: name, size and role, between tabs. */
    static Parameter parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Parameter(fields[0], fields[1], Role.valueOf(fields[2].toUpperCase(Locale.ROOT)));
    }

    long[] shape() {
        return Arrays.stream(size.split("x", -1)).mapToLong(Long::parseLong).toArray();
    }

    /** Number of its values. */
    long length() {
        return LongStream.of(shape()).reduce(1, Math::multiplyExact);
    }
}
