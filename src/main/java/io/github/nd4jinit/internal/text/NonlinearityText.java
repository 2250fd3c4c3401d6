package io.github.nd4jinit.internal.text;

import io.github.nd4jinit.Nonlinearity;

/** Parses nonlinearities: {@code relu}, {@code leaky_relu(0.2)}, {@code mine(gain=1.3)}. */
public final class NonlinearityText {

    private NonlinearityText() {}

    /**
     * Parses a nonlinearity.
     *
     * @param text the text
     * @return the nonlinearity
     * @throws IllegalArgumentException if the text is not a valid nonlinearity
     */
    public static Nonlinearity parse(String text) {
        return of(CallExpression.parse("Nonlinearity.parse", "leaky_relu(0.2)", text));
    }

    /** Returns the nonlinearity of an expression. */
    static Nonlinearity of(CallExpression call) {
        return of(call, Nonlinearity.of("leaky_relu"));
    }

    /**
     * Returns the nonlinearity of an expression, where {@code leaky_relu} without a parameter means the given one.
     */
    static Nonlinearity of(CallExpression call, Nonlinearity leakyRelu) {
        String name = call.name();
        CallExpression gain = call.named("gain");
        CallExpression parameter = call.argument("negative_slope", "alpha");
        call.checkAllRead();
        if (gain != null && parameter != null) {
            throw new IllegalArgumentException(
                    "%s: received both a gain and a parameter; remove one of them".formatted(call.excerpt()));
        }
        if (gain != null) {
            return Nonlinearity.ofGain(name, gain.asNumber("gain"));
        }
        if (parameter != null) {
            return Nonlinearity.of(name, parameter.asNumber("parameter"));
        }
        return name.equalsIgnoreCase("leaky_relu") ? leakyRelu : Nonlinearity.of(name);
    }
}
