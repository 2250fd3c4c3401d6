package io.github.nd4jinit.examples;

import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.random.Generator;
import java.time.Duration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A parameter that was given its values, and what came of it.
 *
 * @param assignment what was done
 * @param sample what its values measure
 * @param time how long it took to write them
 */
record Result(Assignment assignment, Sample sample, Duration time) {

    /** How far a measurement may lie from the expectation; chance alone takes it there once in 1.7 million times. */
    private static final double STANDARD_ERRORS = 5;

    /**
     * Initializes a parameter as {@link io.github.nd4jinit.plan.Plan#apply} does. That has all arrays at hand; here each is
     * closed at once, so that the memory for one is enough.
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
            return new Result(assignment, Sample.of(array, assignment.moments().mean()), time);
        }
    }

    /** Whether its values measure what they should. */
    boolean asExpected() {
        return sample.agreesWith(assignment.moments(), STANDARD_ERRORS);
    }
}
