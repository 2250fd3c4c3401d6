package io.github.nd4jinit.dl4j;

import static io.github.nd4jinit.Layout.IN_OUT;
import static io.github.nd4jinit.Layout.OUT_IN;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What an {@code IWeightInit} can know of a parameter. It is told neither the layer nor the parameter, but a shape and fans,
 * and the fans that DL4J passes are wrong in ways that give the layer away.
 *
 * @param form how the parameter lies in its array
 * @param layout what its axes mean
 * @param fans its fans
 */
record WeightShapeGuess(Storage form, Layout layout, Fans fans) {

    /** How a parameter lies in its array. */
    enum Storage {
        /** As the shape says. */
        PLAIN,
        /** The kernel of a 1-D convolution: {@link ParameterViews#kernel}. */
        KERNEL_1D,
        /** An LSTM's recurrent weight with peepholes: {@link ParameterViews#gates}. */
        PEEPHOLES
    }

    /**
     * A kind of convolution that a shape may be of.
     *
     * @param fanIn the fan in that DL4J passes for it
     * @param fanOut the fan out that DL4J passes for it, before it divides by the strides
     * @param reading what the parameter is
     */
    private record Candidate(double fanIn, double fanOut, WeightShapeGuess reading) {

        boolean fits(Fans passed) {
            double strides = Math.rint(fanOut / passed.fanOut());
            return passed.fanIn() == fanIn && strides >= 1 && passed.fanOut() == fanOut / strides;
        }
    }

    /**
     * Reads what DL4J passes.
     *
     * @param passed the fans
     * @param shape the shape
     * @param order 'f' of matrices, 'c' of kernels
     */
    static WeightShapeGuess of(Fans passed, long[] shape, char order) {
        double[] sizes = Arrays.stream(shape).asDoubleStream().toArray();
        if (order == 'f' && sizes.length == 2) {
            return matrix(passed, sizes[0], sizes[1]);
        }
        if (order == 'c' && isPoint(sizes) && passed.equals(new Fans(sizes[1], sizes[1]))) {
            return plain(OUT_IN, sizes[1], sizes[0]); // of a separable convolution; DL4J passes its fan in twice
        }
        Stream<Candidate> candidates = order == 'c' ? candidates(sizes) : Stream.empty();
        return candidates
                .filter(candidate -> candidate.fits(passed))
                .findFirst()
                .map(Candidate::reading)
                .orElse(plain(order == 'c' ? OUT_IN : IN_OUT, passed.fanIn(), passed.fanOut()));
    }

    private static boolean isPoint(double[] sizes) {
        return sizes.length == 4 && sizes[2] == 1 && sizes[3] == 1;
    }

    private static Stream<Candidate> candidates(double[] sizes) {
        return switch (sizes.length) {
            case 4 ->
                Stream.concat(
                        plane(sizes[0], sizes[1], sizes[2], sizes[3]),
                        sizes[2] > 1 && sizes[3] == 1 ? line(sizes[0], sizes[1], sizes[2]) : Stream.empty());
            case 5 -> space(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
            default -> Stream.empty();
        };
    }

    private static WeightShapeGuess plain(Layout layout, double fanIn, double fanOut) {
        return new WeightShapeGuess(Storage.PLAIN, layout, new Fans(fanIn, fanOut));
    }

    /** LSTMs pass (units, in + units) for both their weights, embeddings (1, out), element-wise layers (out, out). */
    private static WeightShapeGuess matrix(Fans passed, double rows, double columns) {
        double units = passed.fanIn();
        double before = passed.fanOut() - units;
        boolean isDense = passed.equals(new Fans(rows, columns)) || passed.equals(new Fans(1, columns));
        if (!isDense && rows == 1 && passed.equals(new Fans(columns, columns))) {
            return plain(IN_OUT, 1, 1);
        }
        if (!isDense && columns == 4 * units && (rows == before || rows == units)) {
            return plain(IN_OUT.packed(4), rows, units);
        }
        if (!isDense && columns == 4 * units + 3 && rows == units) {
            return new WeightShapeGuess(Storage.PEEPHOLES, IN_OUT.packed(4), new Fans(units, units));
        }
        return plain(IN_OUT, passed.fanIn(), passed.fanOut());
    }

    /** Kernels of four axes, the usual first: [out, in, H, W], transposed [in, out, H, W], depthwise [H, W, in, multiplier]. */
    private static Stream<Candidate> plane(double a, double b, double c, double d) {
        return Stream.of(
                new Candidate(b * c * d, a * c * d, plain(OUT_IN, b * c * d, a * c * d)),
                new Candidate(a * c * d, b * c * d, plain(OUT_IN.transposed(), a * c * d, b * c * d)),
                new Candidate(a * b * c, a * b * d, plain(Layout.of("HWBO"), a * b, a * b * d)));
    }

    /** The kernel of a 1-D convolution, whose length and stride DL4J takes for squares. */
    private static Stream<Candidate> line(double out, double channels, double length) {
        return Stream.of(new Candidate(
                channels * length * length,
                out * length * length,
                new WeightShapeGuess(Storage.KERNEL_1D, Layout.of("KIO"), new Fans(channels * length, out * length))));
    }

    /** Kernels of five axes: [out, in, D, H, W], transposed [D, H, W, out, in]. */
    private static Stream<Candidate> space(double a, double b, double c, double d, double e) {
        return Stream.of(
                new Candidate(b * c * d * e, a * c * d * e, plain(OUT_IN, b * c * d * e, a * c * d * e)),
                new Candidate(a * b * c * e, a * b * c * d, plain(IN_OUT.transposed(), a * b * c * e, a * b * c * d)));
    }
}
