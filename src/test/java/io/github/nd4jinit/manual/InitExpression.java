package io.github.nd4jinit.manual;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Nonlinearity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates calls of methods of {@link Init} that a table shows without qualifiers, such as {@code
 * kaimingNormal(FAN_OUT, RELU)}.
 */
final class InitExpression {

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");
    private static final Pattern SLOPE = Pattern.compile("leakyRelu\\((.*)\\)");

    private InitExpression() {}

    /**
     * Returns the initializer that a call creates.
     *
     * @param code the name of a factory method of Init, and its arguments in parentheses
     * @param variables the values of the arguments that are names of variables
     */
    static Initializer evaluate(String code, Map<String, Object> variables) throws ReflectiveOperationException {
        Matcher call = CALL.matcher(code);
        if (!call.matches()) {
            throw new IllegalArgumentException("not a call: " + code);
        }
        List<String> arguments = arguments(call.group(2));
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i), variables);
        }
        Method factory = Arrays.stream(Init.class.getMethods())
                .filter(method -> method.getName().equals(call.group(1)) && accepts(method, values))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Init has no method for " + code));
        for (int i = 0; i < values.length; i++) {
            if (factory.getParameterTypes()[i] == long.class) {
                values[i] = ((Number) values[i]).longValue();
            }
        }
        try {
            return (Initializer) factory.invoke(null, values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(code, e.getCause());
        }
    }

    private static List<String> arguments(String list) {
        return list.isBlank() ? List.of() : Arrays.asList(list.split(",\\s*", -1));
    }

    private static boolean accepts(Method method, Object[] values) {
        Class<?>[] types = method.getParameterTypes();
        boolean accepts = method.getReturnType() == Initializer.class && types.length == values.length;
        for (int i = 0; accepts && i < types.length; i++) {
            accepts = types[i].isPrimitive() ? values[i] instanceof Number : types[i].isInstance(values[i]);
        }
        return accepts;
    }

    private static Object value(String code, Map<String, Object> variables) throws ReflectiveOperationException {
        if (variables.containsKey(code)) {
            return variables.get(code);
        }
        if (code.endsWith(".gain()")) {
            return nonlinearity(code.substring(0, code.length() - ".gain()".length()))
                    .gain();
        }
        if (Arrays.stream(FanMode.values()).anyMatch(mode -> mode.name().equals(code))) {
            return FanMode.valueOf(code);
        }
        if (Arrays.stream(Distribution.values()).anyMatch(each -> each.name().equals(code))) {
            return Distribution.valueOf(code);
        }
        return code.matches("-?[0-9.]+") ? (Object) Double.valueOf(code) : nonlinearity(code);
    }

    /** Returns the nonlinearity that a constant or a call such as {@code leakyRelu(0.2)} denotes. */
    static Nonlinearity nonlinearity(String code) throws ReflectiveOperationException {
        Matcher slope = SLOPE.matcher(code);
        if (slope.matches()) {
            return Nonlinearity.leakyRelu(Double.parseDouble(slope.group(1)));
        }
        return code.startsWith("elu(")
                ? Nonlinearity.elu(Double.parseDouble(code.substring(4, code.length() - 1)))
                : (Nonlinearity) Nonlinearity.class.getField(code).get(null);
    }
}
