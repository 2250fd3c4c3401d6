package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Moments;
import io.github.nd4jinit.plan.Assignment;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Recipes;
import io.github.nd4jinit.random.Generator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Asserts that every parameter of three real networks has the moments that the plan expects, for every recipe that matches the
 * network.
 */
class RealNetworksTest {

    /** Chance alone exceeds this tolerance once in 26 million times; there are about 3000 parameters. */
    private static final double STANDARD_ERRORS = 5.5;

    /** Only the first rows of larger tensors are measured, because a slice has the same values as in the whole tensor. */
    private static final long MOST_VALUES = 200_000;

    static Stream<Arguments> recipes() {
        Network resnet = Network.ALL.get(0);
        Network gpt2 = Network.ALL.get(1);
        Network vit = Network.ALL.get(2);
        return Stream.of(
                Arguments.of("resnet", Recipes.resnet(), List.of(resnet)),
                Arguments.of("gpt2", Recipes.gpt2(12), List.of(gpt2)),
                Arguments.of("vit", Recipes.vit(), List.of(resnet, gpt2, vit)),
                Arguments.of("bert", Recipes.bert().keepingOthers(), List.of(resnet, gpt2, vit)),
                Arguments.of("torch", Recipes.torch().keepingOthers(), List.of(resnet, gpt2, vit)),
                Arguments.of("keras", Recipes.keras().keepingOthers(), List.of(resnet, gpt2, vit)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void everyParameterHasTheMomentsOfItsRecipe(String name, Plan plan, List<Network> networks) {
        for (Network network : networks) {
            for (Assignment assignment : plan.assign(network.parameters()).list()) {
                if (assignment.initializer().isPresent()) {
                    assertThat(sample(assignment).agreesWith(assignment.moments(), STANDARD_ERRORS))
                            .as("%s of %s: %s", assignment.parameter().name(), network.name(), sample(assignment))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aStdThatIsOnePercentOffIsDetected() {
        Network resnet = Network.ALL.get(0);
        Assignment conv = Recipes.resnet().assign(resnet.parameters()).get("layer4.0.conv2.weight");
        double std = conv.moments().std();

        // the std of 200,000 normal values has a standard error of 0.16 %, and 5.5 standard errors are 0.87 %
        assertThat(sample(conv).agreesWith(new Moments(0, 1.01 * std), STANDARD_ERRORS))
                .isFalse();
        assertThat(sample(conv).agreesWith(new Moments(0, 0.99 * std), STANDARD_ERRORS))
                .isFalse();
    }

    private static SampleMoments sample(Assignment assignment) {
        long[] shape = assignment.parameter().shape();
        long[] sliceShape = shape.clone();
        sliceShape[0] = Math.min(
                shape[0],
                Math.max(1, MOST_VALUES * shape[0] / assignment.parameter().size()));
        try (INDArray array = Nd4j.create(DataType.FLOAT, sliceShape)) {
            assignment
                    .initializer()
                    .orElseThrow()
                    .initializeSlice(
                            array,
                            shape,
                            new long[shape.length],
                            assignment.layout(),
                            Generator.seeded(7).named(assignment.parameter().name()));
            return SampleMoments.of(array, assignment.moments().mean());
        }
    }
}
