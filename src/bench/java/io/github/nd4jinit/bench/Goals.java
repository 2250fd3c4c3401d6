package io.github.nd4jinit.bench;

import static io.github.nd4jinit.bench.Goal.atLeast;
import static io.github.nd4jinit.bench.Goal.atMost;

import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/** The goals of the library's speed, for a machine with two hardware threads and JDK 17. */
final class Goals {

    /** The side length of the large matrices. */
    static final int LARGE = 4096;

    /** The side lengths of the small matrices. */
    static final List<Integer> SMALL = List.of(8, 64);

    /** The side length of the orthogonal matrix that is compared with a matrix product. */
    static final int ORTHOGONAL = 2048;

    private static final String OURS = Implementation.OURS.toString();
    private static final double NANOS_PER_MICRO = 1e3;

    private static final List<Goal> ON_EVERY_BLAS = List.of(
            atLeast(1.1, "zeros: time of torch / time", torchTime(Fill.ZEROS)),
            atLeast(1.0, "constant: time of torch / time", torchTime(Fill.CONSTANT)),
            atLeast(6.5, "uniform: time of torch / time", torchTime(Fill.UNIFORM)),
            atLeast(4, "normal: time of torch / time", torchTime(Fill.NORMAL)),
            atLeast(60, "truncated normal: time of torch / time", torchTime(Fill.TRUNCATED_NORMAL)),
            atLeast(50, "sparse 0.9: time of torch / time", torchTime(Fill.SPARSE)),
            atLeast(0.9, "constant: time of zeros / time", time(Fill.CONSTANT, Implementation.ZEROS)),
            atLeast(0.35, "uniform: time of zeros / time", time(Fill.UNIFORM, Implementation.ZEROS)),
            atLeast(0.2, "normal: time of zeros / time", time(Fill.NORMAL, Implementation.ZEROS)),
            atLeast(0.2, "truncated normal: time of zeros / time", time(Fill.TRUNCATED_NORMAL, Implementation.ZEROS)),
            atLeast(0.4, "sparse 0.9: time of zeros / time", time(Fill.SPARSE, Implementation.ZEROS)),
            atLeast(1.3, "zeros: time of assign / time", time(Fill.ZEROS, Implementation.OP)),
            atLeast(1.3, "constant: time of assign / time", time(Fill.CONSTANT, Implementation.OP)),
            atLeast(0.6, "uniform, JAX's numbers: speed / speed of own numbers", jaxSpeed(Fill.UNIFORM)),
            atLeast(3, "uniform, torch's numbers: time of torch / time", torchNumbers(Fill.UNIFORM)),
            atLeast(1.3, "normal, torch's numbers: time of torch / time", torchNumbers(Fill.NORMAL)),
            atLeast(0.7, "uniform, HALF: speed / speed of FLOAT", speed(Fill.UNIFORM, Variant.HALF)),
            atLeast(0.9, "uniform, BFLOAT16: speed / speed of FLOAT", speed(Fill.UNIFORM, Variant.BFLOAT16)),
            atLeast(0.42, "uniform, DOUBLE: speed / speed of FLOAT", speed(Fill.UNIFORM, Variant.DOUBLE)),
            atLeast(0.85, "normal, HALF: speed / speed of FLOAT", speed(Fill.NORMAL, Variant.HALF)),
            atLeast(0.95, "normal, BFLOAT16: speed / speed of FLOAT", speed(Fill.NORMAL, Variant.BFLOAT16)),
            atLeast(0.42, "normal, DOUBLE: speed / speed of FLOAT", speed(Fill.NORMAL, Variant.DOUBLE)),
            atLeast(0.5, "uniform, 'f' order: speed / speed of 'c'", speed(Fill.UNIFORM, Variant.F_ORDER)),
            atLeast(0.5, "uniform, transposed: speed / speed of 'c'", speed(Fill.UNIFORM, Variant.TRANSPOSED)),
            atLeast(
                    0.6,
                    "uniform, every second column: speed / speed of 'c'",
                    speed(Fill.UNIFORM, Variant.EVERY_SECOND_COLUMN)),
            atLeast(0.5, "normal, 'f' order: speed / speed of 'c'", speed(Fill.NORMAL, Variant.F_ORDER)),
            atLeast(0.5, "normal, transposed: speed / speed of 'c'", speed(Fill.NORMAL, Variant.TRANSPOSED)),
            atLeast(
                    0.6,
                    "normal, every second column: speed / speed of 'c'",
                    speed(Fill.NORMAL, Variant.EVERY_SECOND_COLUMN)),
            atMost(1.0, "Init.xavierUniform() per call, 8 x 8: µs", smallMicros(8)),
            atMost(4, "Init.xavierUniform() per call, 64 x 64: µs", smallMicros(64)),
            atMost(512, "Init.xavierUniform() per call, 8 x 8: bytes allocated", smallBytes(8)),
            atMost(512, "Init.xavierUniform() per call, 64 x 64: bytes allocated", smallBytes(64)),
            atMost(1.05, "plan for GPT-2: time / time of its fills", gpt2()),
            atMost(15, "plan for 10 000 parameters of 4 x 4: µs per parameter", tinyMicros()));

    private static final List<Goal> ON_OPENBLAS =
            List.of(atMost(1.6, "orthogonal 2048 x 2048: time / time of a product of this size", product()));

    /** torch uses MKL, so times on MKL compare the same library for matrix products. */
    private static final List<Goal> ON_MKL = List.of(
            atLeast(2, "orthogonal 2048 x 2048: time of torch / time", orthogonal(2048, 2048)),
            atLeast(2, "orthogonal 4096 x 512: time of torch / time", orthogonal(4096, 512)),
            atLeast(2, "orthogonal 512 x 4096: time of torch / time", orthogonal(512, 4096)),
            atLeast(1.2, "orthogonal 512 x 512: time of torch / time", orthogonal(512, 512)),
            atLeast(1.2, "orthogonal 256 x 256: time of torch / time", orthogonal(256, 256)),
            atLeast(2, "orthogonal 64 x 64: time of torch / time", orthogonal(64, 64)));

    private Goals() {}

    /** Returns the goals for a machine that uses the given library for matrix products. */
    static List<Goal> on(Blas blas) {
        return Stream.concat(ON_EVERY_BLAS.stream(), (blas.isMkl() ? ON_MKL : ON_OPENBLAS).stream())
                .toList();
    }

    private static Goal.Quantity torchTime(Fill fill) {
        return ratio(Case.square(fill, LARGE).title(), Case.TORCH, OURS);
    }

    private static Goal.Quantity time(Fill fill, Implementation other) {
        return ratio(Case.square(fill, LARGE).title(), other.toString(), OURS);
    }

    private static Goal.Quantity speed(Fill fill, Variant variant) {
        return ratio(Variant.arraysTitle(fill, LARGE), Variant.FLOAT.toString(), variant.toString());
    }

    private static Goal.Quantity jaxSpeed(Fill fill) {
        return ratio(
                Variant.generatorsTitle(fill, LARGE), Variant.OWN_NUMBERS.toString(), Variant.JAX_NUMBERS.toString());
    }

    private static Goal.Quantity torchNumbers(Fill fill) {
        return ratio(Variant.generatorsTitle(fill, LARGE), Case.TORCH, Variant.TORCH_NUMBERS.toString());
    }

    private static Goal.Quantity smallMicros(int side) {
        return results -> results.nanos(SmallArrays.title(side), SmallArrays.GENERATOR_PER_CALL)
                .map(time -> time.map(nanos -> nanos / NANOS_PER_MICRO));
    }

    private static Goal.Quantity smallBytes(int side) {
        return results -> results.bytes(SmallArrays.title(side), SmallArrays.GENERATOR_PER_CALL);
    }

    private static Goal.Quantity product() {
        return ratio(Case.square(Fill.ORTHOGONAL, ORTHOGONAL).title(), OURS, Implementation.PRODUCT.toString());
    }

    private static Goal.Quantity orthogonal(int rows, int columns) {
        return ratio(new Case(Fill.ORTHOGONAL, DataType.FLOAT, rows, columns).title(), Case.TORCH, OURS);
    }

    private static Goal.Quantity gpt2() {
        return ratio(Plans.GPT2, Plans.PLAN, Plans.FILLS);
    }

    private static Goal.Quantity tinyMicros() {
        return results -> results.nanos(Plans.TINY, Plans.PLAN)
                .map(time -> time.map(nanos -> nanos / NANOS_PER_MICRO / Plans.TINY_COUNT));
    }

    /** Returns the ratio of the times of two contenders of one comparison. */
    private static Goal.Quantity ratio(String comparison, String numerator, String denominator) {
        return results -> results.nanos(comparison, numerator)
                .flatMap(time -> results.nanos(comparison, denominator).map(time::relativeTo));
    }
}
