package io.github.nd4jinit.plan;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import java.util.Optional;

/**
 * What a plan does with a parameter, and why.
 *
 * @param parameter the parameter
 * @param why the rule, {@code default of} its role, or what kept the plan from it
 * @param initializer what fills it; none if it is left as it is
 * @param layout what the initializer is told about its axes
 * @param fans its fans, if it has some
 * @param moments mean and standard deviation to expect; {@link Moments#UNKNOWN} if it is left as it is
 */
public record Assignment(
        Parameter parameter,
        String why,
        Optional<Initializer> initializer,
        Layout layout,
        Optional<Fans> fans,
        Moments moments) {}
