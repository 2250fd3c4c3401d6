package io.github.nd4jinit.examples;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.random.Generator;
import java.time.Duration;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A parameter that was given its values, and what came of it.
 *
 * @param parameter the parameter
 * @param rule the rule that was followed
 * @param expected what its values should measure
 * @param sample what they do measure
 * @param time how long it took to write them
 */
record Result(Parameter parameter, Rule rule, Moments expected, Sample sample, Duration time) {

    /** How far a measurement may lie from the expectation; chance alone takes it there once in 1.7 million times. */
    private static final double STANDARD_ERRORS = 5;

    /**
     * Initializes a parameter.
     *
     * <p>The generator goes by the parameter's name, so its values are the same in whichever order, and beside whichever
     * others, the parameters are initialized.
     */
    static Result of(Parameter parameter, Rule rule, Generator generator) {
        Initializer initializer = rule.initializer();
        Layout layout = rule.layout(parameter);
        Moments expected = initializer.moments(parameter.shape(), layout);
        // Closed at once, so that the memory for one parameter is enough.
        try (INDArray array = Nd4j.create(DataType.FLOAT, parameter.shape())) {
            long start = System.nanoTime();
            initializer.initialize(array, layout, generator.named(parameter.name()));
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return new Result(parameter, rule, expected, Sample.of(array, expected.mean()), time);
        }
    }

    /** Whether its values measure what they should. */
    boolean asExpected() {
        return sample.agreesWith(expected, STANDARD_ERRORS);
    }

    /** The fans, of a weight. */
    Optional<Fans> fans() {
        return parameter.role().hasFans()
                ? Optional.of(Fans.of(parameter.shape(), rule.layout(parameter)))
                : Optional.empty();
    }
}
