package io.github.nd4jinit;

import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.math.Quadrature;
import io.github.nd4jinit.internal.math.StandardNormal;
import io.github.nd4jinit.internal.text.Excerpt;
import io.github.nd4jinit.internal.text.NonlinearityText;
import io.github.nd4jinit.internal.text.Suggestions;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An activation function and its gain: the factor on the standard deviation of the weights that compensates for the
 * function's effect on the scale of the signal.
 *
 * <pre>{@code
 * Init.kaimingNormal(w, FanMode.FAN_IN, Nonlinearity.GELU);
 * Init.xavierUniform(w, Nonlinearity.of("tanh").gain());
 * Nonlinearity cube = Nonlinearity.of("cube", z -> z * z * z); // gain 1 / √15
 * }</pre>
 *
 * <p>He, Zhang, Ren and Sun (<a href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>, 2015)
 * preserve the second moment of the activations in the forward pass. If the input of the function f is z ~ N(0, 1), the
 * second moment of its output is E[f(z)²], and multiplying the weights by 1/√E[f(z)²] restores it to 1. The gains of
 * this class have this value, with a relative error of at most 1e-9. The exceptions are the functions for which {@code
 * torch.nn.init.calculate_gain} returns another value: their names select torch's gain, and a separate name selects the
 * exact gain.
 *
 * <table>
 *   <caption>Gains</caption>
 *   <tr><th>name</th><th>f(z)</th><th>gain</th><th>source</th></tr>
 *   <tr><td>{@code linear}, {@code conv1d}, {@code conv2d}, {@code conv3d}, {@code conv_transpose1d}, {@code
 *       conv_transpose2d}, {@code conv_transpose3d}</td><td>z</td><td>1</td><td>torch, exact</td></tr>
 *   <tr><td>{@code sigmoid}</td><td>1 / (1 + e^-z)</td><td>1</td><td>torch</td></tr>
 *   <tr><td>{@code sigmoid_exact}</td><td>1 / (1 + e^-z)</td><td>1.846229</td><td>exact</td></tr>
 *   <tr><td>{@code tanh}</td><td>tanh z</td><td>5/3</td><td>torch</td></tr>
 *   <tr><td>{@code tanh_exact}</td><td>tanh z</td><td>1.592537</td><td>exact</td></tr>
 *   <tr><td>{@code relu}</td><td>max(0, z)</td><td>√2</td><td>torch, exact</td></tr>
 *   <tr><td>{@code leaky_relu(a)}</td><td>z if z &gt; 0, else a z</td><td>√(2 / (1 + a²))</td><td>torch,
 *       exact</td></tr>
 *   <tr><td>{@code selu}</td><td>1.0507 elu(z, 1.6733)</td><td>3/4</td><td>torch</td></tr>
 *   <tr><td>{@code selu_exact}</td><td>1.0507 elu(z, 1.6733)</td><td>1</td><td>exact</td></tr>
 *   <tr><td>{@code relu6}</td><td>min(max(0, z), 6)</td><td>1.414214</td><td>exact</td></tr>
 *   <tr><td>{@code relu_squared}</td><td>max(0, z)²</td><td>0.816497</td><td>exact</td></tr>
 *   <tr><td>{@code gelu}</td><td>z Φ(z)</td><td>1.533530</td><td>exact</td></tr>
 *   <tr><td>{@code gelu_tanh}</td><td>the tanh approximation of GELU</td><td>1.533581</td><td>exact</td></tr>
 *   <tr><td>{@code silu}, {@code swish}</td><td>z / (1 + e^-z)</td><td>1.676532</td><td>exact</td></tr>
 *   <tr><td>{@code mish}</td><td>z tanh(ln(1 + e^z))</td><td>1.486848</td><td>exact</td></tr>
 *   <tr><td>{@code elu}, {@code celu}, {@code elu(alpha)}</td><td>z if z &gt; 0, else α (e^z - 1)</td><td>1.245198 for
 *       α = 1</td><td>exact</td></tr>
 *   <tr><td>{@code softplus}</td><td>ln(1 + e^z)</td><td>1.041867</td><td>exact</td></tr>
 *   <tr><td>{@code hardswish}</td><td>z min(max(0, z + 3), 6) / 6</td><td>1.736657</td><td>exact</td></tr>
 *   <tr><td>{@code hardsigmoid}</td><td>min(max(0, z + 3), 6) / 6</td><td>1.897840</td><td>exact</td></tr>
 *   <tr><td>{@code hardtanh}</td><td>min(max(-1, z), 1)</td><td>1.392036</td><td>exact</td></tr>
 *   <tr><td>{@code softsign}</td><td>z / (1 + |z|)</td><td>2.337533</td><td>exact</td></tr>
 *   <tr><td>{@code sin}</td><td>sin z</td><td>1.520867</td><td>exact</td></tr>
 * </table>
 *
 * <p>Gains are computed with {@link StrictMath}, so they and the values drawn with them are the same on every machine.
 *
 * <p>{@link #of(String, DoubleUnaryOperator)} computes the gain of any other function; {@link #ofGain} accepts a known
 * gain. Nonlinearities are immutable values; two are equal if their names and gains are equal.
 */
public final class Nonlinearity implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** SELU's scale λ (Klambauer and others, 2017). */
    private static final double SELU_SCALE = 1.0507009873554805;

    private static final double SELU_ALPHA = 1.6732632423543772;

    /** The identity, with gain 1. In torch, a self-normalizing SELU network is initialized with this nonlinearity. */
    public static final Nonlinearity LINEAR = new Nonlinearity("linear", 1, z -> z);

    /** The logistic function, with torch's gain of 1. */
    public static final Nonlinearity SIGMOID = new Nonlinearity("sigmoid", 1, Nonlinearity::sigmoid);

    /** The hyperbolic tangent, with torch's gain of 5/3. */
    public static final Nonlinearity TANH = new Nonlinearity("tanh", 5.0 / 3, StrictMath::tanh);

    /** ReLU: max(0, z), with gain √2. */
    public static final Nonlinearity RELU = new Nonlinearity("relu", Math.sqrt(2), z -> Math.max(0, z));

    /** SELU, with torch's gain of 3/4, which works well in training but does not preserve the variance. */
    public static final Nonlinearity SELU = new Nonlinearity("selu", 0.75, Nonlinearity::selu);

    /** SELU, with gain 1, for which mean 0 and variance 1 are a fixed point. */
    public static final Nonlinearity SELU_EXACT = new Nonlinearity("selu_exact", Nonlinearity::selu);

    /** GELU, the Gaussian error linear unit: z Φ(z). */
    public static final Nonlinearity GELU = new Nonlinearity("gelu", z -> z * StandardNormal.cdf(z));

    /** SiLU, the sigmoid linear unit: z / (1 + e^-z). This is Swish with β = 1. */
    public static final Nonlinearity SILU = new Nonlinearity("silu", z -> z * sigmoid(z));

    /** Mish: z tanh(softplus(z)). */
    public static final Nonlinearity MISH = new Nonlinearity("mish", z -> z * StrictMath.tanh(softplus(z)));

    /** ELU, the exponential linear unit, with α = 1. */
    public static final Nonlinearity ELU = new Nonlinearity("elu(1.0)", z -> elu(1, z));

    /** Softplus: ln(1 + e^z). */
    public static final Nonlinearity SOFTPLUS = new Nonlinearity("softplus", Nonlinearity::softplus);

    /** Hard swish: z relu6(z + 3) / 6. */
    public static final Nonlinearity HARDSWISH = new Nonlinearity("hardswish", z -> z * hardSigmoid(z));

    /** Step of the difference quotient, relative to max(1, |z|). */
    private static final double STEP = 1e-6;

    /** The default slope of leaky ReLU in torch. */
    private static final double DEFAULT_SLOPE = 0.01;

    private static final Map<String, Nonlinearity> NAMED = named();

    /** The name, with the parameter if there is one. */
    private final transient String name;

    /** The gain; 0, which is not a valid gain, until it is computed. */
    private transient volatile double gain;

    /** The function; null if only the gain is known. */
    private final transient @Nullable DoubleUnaryOperator function;

    private Nonlinearity(String name, double gain, @Nullable DoubleUnaryOperator function) {
        this.name = name;
        this.gain = gain;
        this.function = function;
    }

    private Nonlinearity(String name, DoubleUnaryOperator function) {
        this.name = name;
        this.function = function;
    }

    private static Map<String, Nonlinearity> named() {
        Map<String, Nonlinearity> named = new LinkedHashMap<>();
        for (Nonlinearity nonlinearity : new Nonlinearity[] {
            LINEAR,
            SIGMOID,
            TANH,
            RELU,
            SELU,
            SELU_EXACT,
            GELU,
            SILU,
            MISH,
            ELU,
            SOFTPLUS,
            HARDSWISH,
            new Nonlinearity("sigmoid_exact", Nonlinearity::sigmoid),
            new Nonlinearity("tanh_exact", StrictMath::tanh),
            new Nonlinearity("relu6", z -> clip(z, 0, 6)),
            new Nonlinearity("relu_squared", z -> z > 0 ? z * z : 0),
            new Nonlinearity(
                    "gelu_tanh",
                    z -> z / 2 * (1 + StrictMath.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)))),
            new Nonlinearity("hardsigmoid", Nonlinearity::hardSigmoid),
            new Nonlinearity("hardtanh", z -> clip(z, -1, 1)),
            new Nonlinearity("softsign", z -> z / (1 + Math.abs(z))),
            new Nonlinearity("sin", StrictMath::sin)
        }) {
            named.put(nonlinearity.name, nonlinearity);
        }
        named.put("leaky_relu", leakyRelu(DEFAULT_SLOPE));
        named.put("swish", SILU);
        named.put("elu", ELU);
        named.put("celu", ELU);
        for (String linear : List.of(
                "identity", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d")) {
            named.put(linear, LINEAR);
        }
        return named;
    }

    /**
     * Returns leaky ReLU, which is z for z &gt; 0 and {@code slope * z} otherwise. Its gain is √(2 / (1 + slope²)), as
     * in {@code torch.nn.init.calculate_gain('leaky_relu', slope)}. For slope 0, returns {@link #RELU}.
     *
     * @param slope the slope for negative z, finite
     * @return the nonlinearity
     * @throws IllegalArgumentException if the slope or its square is not finite
     */
    public static Nonlinearity leakyRelu(double slope) {
        if (slope == 0) {
            return RELU;
        }
        Check.finite("leaky_relu", "slope", slope);
        double gain = Math.sqrt(2 / (1 + slope * slope));
        if (!(gain > 0)) {
            throw new IllegalArgumentException(
                    "leaky_relu: gain must be positive, but was %s for the slope %s; pass a slope closer to 0"
                            .formatted(gain, slope));
        }
        return new Nonlinearity("leaky_relu(" + slope + ")", gain, z -> z > 0 ? z : slope * z);
    }

    /**
     * Returns the exponential linear unit, which is z for z &gt; 0 and {@code alpha * (e^z - 1)} otherwise.
     *
     * @param alpha the negative of the limit for z → -∞, finite
     * @return the nonlinearity
     * @throws IllegalArgumentException if {@code alpha} or the second moment of the function is not finite
     */
    public static Nonlinearity elu(double alpha) {
        Check.finite("elu", "alpha", alpha);
        String name = "elu(" + alpha + ")";
        DoubleUnaryOperator function = z -> elu(alpha, z);
        return new Nonlinearity(name, exactGain(name, function, "pass an alpha closer to 0"), function);
    }

    /**
     * Returns the nonlinearity with a name from the table above, such as {@code "gelu"}. {@code "leaky_relu"} has slope
     * 0.01, as in torch, and {@code "elu"} has α = 1.
     *
     * @param name a name, in upper or lower case
     * @return the nonlinearity
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if the name is unknown; the message lists the closest names
     */
    public static Nonlinearity of(String name) {
        Check.notNull("Nonlinearity.of", "name", name);
        Nonlinearity found = NAMED.get(name.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new IllegalArgumentException(
                    "Nonlinearity.of: received the unknown name \"%s\"; %s; for any other function, use of(name, function), or write its gain in the text, as in mine(gain=1.3)"
                            .formatted(Excerpt.of(name), Suggestions.of(name, NAMED.keySet())));
        }
        return found;
    }

    /**
     * Parses the text of a nonlinearity. This method is the inverse of {@link #toString}.
     *
     * @param text a name, a name with a parameter, or a name with a gain: {@code gelu}, {@code leaky_relu(0.2)}, {@code
     *     mine(gain=1.3)}
     * @return the nonlinearity; if the text contains a gain, the function is unknown
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if the text is malformed, or the name is unknown
     */
    public static Nonlinearity parse(String text) {
        return NonlinearityText.parse(Check.notNull("Nonlinearity.parse", "text", text));
    }

    /**
     * Returns the nonlinearity with a name and a parameter: {@code of("leaky_relu", 0.2)}, {@code of("elu", 0.5)}.
     *
     * @param name {@code leaky_relu} or {@code elu}, in upper or lower case
     * @param parameter the slope of leaky ReLU or the α of ELU
     * @return the nonlinearity
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if the name does not belong to a nonlinearity with a parameter, or the parameter
     *     is not finite
     */
    public static Nonlinearity of(String name, double parameter) {
        return switch (Check.notNull("Nonlinearity.of", "name", name).toLowerCase(Locale.ROOT)) {
            case "leaky_relu" -> leakyRelu(parameter);
            case "elu" -> elu(parameter);
            default ->
                throw new IllegalArgumentException(
                        "Nonlinearity.of: received \"%s\" with the parameter %s, but only leaky_relu and elu have one; leave it out, or use a gain: ofGain(name, gain), or in a text mine(gain=1.3)"
                                .formatted(Excerpt.of(name), parameter));
        };
    }

    /**
     * Returns a nonlinearity for any function. Its gain, 1/√E[f(z)²] with z ~ N(0, 1), is computed by quadrature with a
     * relative error of at most 1e-9. The quadrature resolves kinks and jumps, but may miss features narrower than
     * 1/16.
     *
     * @param name a name for the function, consisting of letters, digits and underscores
     * @param function the function; the serial form contains only its gain
     * @return the nonlinearity
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the second moment of the function is zero, infinite or NaN, or the name
     *     contains another character or begins with a digit
     */
    public static Nonlinearity of(String name, DoubleUnaryOperator function) {
        checkName("Nonlinearity.of", name);
        double gain = exactGain(
                name,
                Check.notNull("Nonlinearity.of", "function", function),
                "pass a known gain to ofGain(name, gain)");
        return new Nonlinearity(name, gain, function);
    }

    private static double exactGain(String name, DoubleUnaryOperator function, String remedy) {
        double moment = Quadrature.expectation(z -> {
            double value = function.applyAsDouble(z);
            return value * value;
        });
        if (!(moment > 0 && moment < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Nonlinearity.of: E[f(z)^2] of %s must be positive and finite for z ~ N(0, 1), but was %s; %s"
                            .formatted(Excerpt.of(name), moment, remedy));
        }
        return 1 / Math.sqrt(moment);
    }

    /**
     * Returns a nonlinearity with a known gain and an unknown function.
     *
     * @param name a name for the function, consisting of letters, digits and underscores
     * @param gain the gain, positive and finite
     * @return the nonlinearity
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if the gain is not positive and finite, or the name contains another character
     *     or begins with a digit
     */
    public static Nonlinearity ofGain(String name, double gain) {
        checkName("Nonlinearity.ofGain", name);
        return new Nonlinearity(name, Check.positive("Nonlinearity.ofGain", "gain", gain), null);
    }

    private static void checkName(String context, String name) {
        if (!Check.notNull(context, "name", name).matches("[A-Za-z_]\\w*")) {
            throw new IllegalArgumentException(
                    "%s: name must consist of letters, digits and underscores and not begin with a digit, but was \"%s\"; pass a name such as my_relu"
                            .formatted(context, Excerpt.of(name)));
        }
    }

    /**
     * Returns the name, without the parameter or the gain that {@link #toString} may contain.
     *
     * @return the name, such as {@code leaky_relu}
     */
    public String name() {
        int parenthesis = name.indexOf('(');
        return parenthesis < 0 ? name : name.substring(0, parenthesis);
    }

    /**
     * Returns the gain: the factor on the standard deviation of the weights. The gain equals the result of {@code
     * torch.nn.init.calculate_gain} for torch's nonlinearities, and 1/√E[f(z)²] for all others.
     *
     * @return the gain
     */
    public double gain() {
        double known = gain;
        if (known == 0 && function != null) { // no lock: two threads would compute the same value
            known = exactGain(name, function, "pass a known gain to ofGain(name, gain)");
            gain = known;
        }
        return known;
    }

    /**
     * Returns the value of the function.
     *
     * @param z the argument
     * @return f(z)
     * @throws UnsupportedOperationException if only the gain is known
     */
    public double apply(double z) {
        return function().applyAsDouble(z);
    }

    /**
     * Returns the derivative of the function, computed by a one-sided difference quotient directed away from 0, where
     * many functions have a kink. The derivative of ReLU at 0 is 0, as in torch and DL4J.
     *
     * @param z the argument
     * @return the derivative at z
     * @throws UnsupportedOperationException if only the gain is known
     */
    public double derivative(double z) {
        DoubleUnaryOperator f = function();
        double step = STEP
                * Math.max(1, Math.abs(z))
                * (z > 0 ? 1 : -1); // for large z, a smaller step would be dominated by rounding errors
        return (4 * f.applyAsDouble(z + step) - f.applyAsDouble(z + 2 * step) - 3 * f.applyAsDouble(z)) / (2 * step);
    }

    /**
     * Returns E[f(√v z)²] for z ~ N(0, 1): the mean square of the output if the input has mean 0 and variance v.
     *
     * @param variance v, finite, not negative
     * @return the second moment
     * @throws IllegalArgumentException if {@code variance} is negative or not finite
     * @throws UnsupportedOperationException if only the gain is known
     */
    public double secondMoment(double variance) {
        double std = Math.sqrt(Check.notNegative(name, "variance", variance));
        return Quadrature.expectation(z -> square(apply(std * z)));
    }

    /**
     * Returns E[f'(√v z)²] for z ~ N(0, 1): the mean square of the factor by which the backward pass multiplies a
     * gradient if the input has mean 0 and variance v.
     *
     * @param variance v, finite, not negative
     * @return the second moment of the derivative
     * @throws IllegalArgumentException if {@code variance} is negative or not finite
     * @throws UnsupportedOperationException if only the gain is known
     */
    public double derivativeSecondMoment(double variance) {
        double std = Math.sqrt(Check.notNegative(name, "variance", variance));
        return Quadrature.roughExpectation(z -> square(derivative(std * z)));
    }

    private static double square(double x) {
        return x * x;
    }

    private DoubleUnaryOperator function() {
        if (function == null) {
            throw new UnsupportedOperationException(
                    "%s: only the gain is known, not the function; create the nonlinearity with Nonlinearity.of(name, function)"
                            .formatted(this));
        }
        return function;
    }

    @Serial
    private Object writeReplace() {
        return SerialForm.of(SerialForm.CoreType.NONLINEARITY, toString());
    }

    @Serial
    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw SerialForm.required();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Nonlinearity that && name.equals(that.name) && gain() == that.gain());
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return the text that {@link #parse} accepts: {@code relu}, {@code leaky_relu(0.2)}, {@code mine(gain=1.5)}} */
    @Override
    public String toString() {
        boolean standard = name.endsWith(")") || Objects.equals(NAMED.get(name), this);
        return standard ? name : name + "(gain=" + gain() + ")";
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    private static double selu(double z) {
        return SELU_SCALE * elu(SELU_ALPHA, z);
    }

    private static double elu(double alpha, double z) {
        return z > 0 ? z : alpha * StrictMath.expm1(z);
    }

    private static double hardSigmoid(double z) {
        return clip(z + 3, 0, 6) / 6;
    }

    private static double clip(double z, double low, double high) {
        return Math.max(low, Math.min(high, z));
    }
}
