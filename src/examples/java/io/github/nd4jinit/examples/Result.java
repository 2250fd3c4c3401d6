package io.github.nd4jinit.examples;

import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.random.Generator;
import java.time.Duration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The result of initializing a parameter.
 *
 * @param assignment the assignment
 * @param sample the sample moments of its values
 * @param time the time needed to write them
 */
record Result(Assignment assignment, SampleMoments sample, Duration time) {

    /** The tolerance, in standard errors; correct values exceed it by chance once in 1.7 million measurements. */
    private static final double STANDARD_ERRORS = 5;

    /**
     * Initializes a parameter as {@link io.github.nd4jinit.plan.Plan#apply} does. A plan needs all arrays at the same time;
     * here, each array is closed immediately, so memory for one array is enough.
     */
    static Result of(Assignment assignment, Generator generator) {
        Parameter parameter = assignment.parameter();
        try (INDArray array = Nd4j.create(DataType.FLOAT, parameter.shape())) {
            long start = System.nanoTime();
            assignment
                    .initializer()
                    .orElseThrow()
                    .initialize(array, assignment.layout(), generator.named(parameter.name()));
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return new Result(
                    assignment, SampleMoments.of(array, assignment.moments().mean()), time);
        }
    }

    /** Returns whether the sample moments agree with the expected moments. */
    boolean asExpected() {
        return sample.agreesWith(assignment.moments(), STANDARD_ERRORS);
    }
}
