package io.github.nd4jinit.dl4j;

import static io.github.nd4jinit.Layout.IN_OUT;
import static io.github.nd4jinit.Layout.OUT_IN;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A guess of a weight's layout and fans from the arguments of {@code IWeightInit}. DL4J passes only a shape and fans,
 * but neither the layer nor the parameter. The fans are wrong for some layers, but they are wrong in a different way
 * for each of these layers, and this difference identifies the layer.
 *
 * @param storage how the array stores the weight
 * @param layout the layout of the weight
 * @param fans the fans of the weight
 */
record WeightShapeGuess(Storage storage, Layout layout, Fans fans) {

    /** How an array stores a weight. */
    enum Storage {
        /** In the shape that DL4J passes. */
        AS_SHAPED,
        /** As the kernel of a 1-D convolution; see {@link ParameterViews#kernel}. */
        KERNEL_1D,
        /** As an LSTM's recurrent weight with peepholes; see {@link ParameterViews#gates}. */
        WITH_PEEPHOLES
    }

    /**
     * A type of convolution that the shape can belong to.
     *
     * @param fanIn the fan in that DL4J passes for this type
     * @param fanOut the fan out that DL4J passes for this type, before dividing by the strides
     * @param guess the guess for this type
     */
    private record Candidate(double fanIn, double fanOut, WeightShapeGuess guess) {

        boolean fits(Fans passed) {
            double strides = Math.rint(fanOut / passed.fanOut());
            return passed.fanIn() == fanIn && strides >= 1 && passed.fanOut() == fanOut / strides;
        }
    }

    /**
     * Guesses the layout and the fans from DL4J's arguments.
     *
     * @param passed the fans
     * @param shape the shape
     * @param order the memory order: 'f' for matrices, 'c' for kernels
     */
    static WeightShapeGuess of(Fans passed, long[] shape, char order) {
        double[] sizes = Arrays.stream(shape).asDoubleStream().toArray();
        if (order == 'f' && sizes.length == 2) {
            return matrix(passed, sizes[0], sizes[1]);
        }
        if (order == 'c' && isPointwise(sizes) && passed.equals(new Fans(sizes[1], sizes[1]))) {
            return asShaped(OUT_IN, sizes[1], sizes[0]); // separable convolution: DL4J passes the fan in for both
        }
        Stream<Candidate> candidates = order == 'c' ? candidates(sizes) : Stream.empty();
        return candidates
                .filter(candidate -> candidate.fits(passed))
                .findFirst()
                .map(Candidate::guess)
                .orElse(asShaped(order == 'c' ? OUT_IN : IN_OUT, passed.fanIn(), passed.fanOut()));
    }

    private static boolean isPointwise(double[] sizes) {
        return sizes.length == 4 && sizes[2] == 1 && sizes[3] == 1;
    }

    private static Stream<Candidate> candidates(double[] sizes) {
        return switch (sizes.length) {
            case 4 ->
                Stream.concat(
                        kernels2D(sizes[0], sizes[1], sizes[2], sizes[3]),
                        sizes[2] > 1 && sizes[3] == 1 ? kernels1D(sizes[0], sizes[1], sizes[2]) : Stream.empty());
            case 5 -> kernels3D(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
            default -> Stream.empty();
        };
    }

    private static WeightShapeGuess asShaped(Layout layout, double fanIn, double fanOut) {
        return new WeightShapeGuess(Storage.AS_SHAPED, layout, new Fans(fanIn, fanOut));
    }

    /**
     * The fans are (units, in + units) for both weights of an LSTM, (1, out) for an embedding, (out, out) for an
     * element-wise layer.
     */
    private static WeightShapeGuess matrix(Fans passed, double rows, double columns) {
        double units = passed.fanIn();
        double inputs = passed.fanOut() - units;
        boolean isDense = passed.equals(new Fans(rows, columns)) || passed.equals(new Fans(1, columns));
        if (!isDense && rows == 1 && passed.equals(new Fans(columns, columns))) {
            return asShaped(IN_OUT, 1, 1);
        }
        if (!isDense && columns == 4 * units && (rows == inputs || rows == units)) {
            return asShaped(IN_OUT.packed(4), rows, units);
        }
        if (!isDense && columns == 4 * units + 3 && rows == units) {
            return new WeightShapeGuess(Storage.WITH_PEEPHOLES, IN_OUT.packed(4), new Fans(units, units));
        }
        return asShaped(IN_OUT, passed.fanIn(), passed.fanOut());
    }

    /**
     * Kernels with four axes, the most common first: [out, in, H, W], transposed [in, out, H, W], depthwise [H, W, in,
     * multiplier].
     */
    private static Stream<Candidate> kernels2D(double a, double b, double c, double d) {
        return Stream.of(
                new Candidate(b * c * d, a * c * d, asShaped(OUT_IN, b * c * d, a * c * d)),
                new Candidate(a * c * d, b * c * d, asShaped(OUT_IN.transposed(), a * c * d, b * c * d)),
                new Candidate(a * b * c, a * b * d, asShaped(Layout.of("HWBO"), a * b, a * b * d)));
    }

    /** The kernel of a 1-D convolution. DL4J's fans contain the squares of the kernel length and of the stride. */
    private static Stream<Candidate> kernels1D(double out, double channels, double length) {
        return Stream.of(new Candidate(
                channels * length * length,
                out * length * length,
                new WeightShapeGuess(Storage.KERNEL_1D, Layout.of("KIO"), new Fans(channels * length, out * length))));
    }

    /** Kernels with five axes: [out, in, D, H, W], transposed [D, H, W, out, in]. */
    private static Stream<Candidate> kernels3D(double a, double b, double c, double d, double e) {
        return Stream.of(
                new Candidate(b * c * d * e, a * c * d * e, asShaped(OUT_IN, b * c * d * e, a * c * d * e)),
                new Candidate(
                        a * b * c * e, a * b * c * d, asShaped(IN_OUT.transposed(), a * b * c * e, a * b * c * d)));
    }
}
