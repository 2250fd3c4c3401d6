package io.github.nd4jinit.report;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.plan.Assignment;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The densities of initializers, which are recognized by their text. */
final class InitializerDensity {

    private static final String NUMBER = "=([^,)]+)";
    private static final Pattern NORMAL = Pattern.compile("normal\\(mean" + NUMBER + ", std" + NUMBER + "\\)");
    private static final Pattern UNIFORM = Pattern.compile("uniform\\(low" + NUMBER + ", high" + NUMBER + "\\)");
    private static final Pattern TRUNCATED = Pattern.compile(
            "trunc_normal\\(mean" + NUMBER + ", std" + NUMBER + ", a" + NUMBER + ", b" + NUMBER + "\\)");
    private static final Pattern ORTHOGONAL = Pattern.compile("orthogonal\\(gain" + NUMBER + "\\)");
    private static final Pattern SCALED = Pattern.compile("scaled\\(([^,]+), (.+)\\)");

    /**
     * With these fans, initializers that depend on fans have the text of a normal, uniform or truncated normal
     * initializer.
     */
    private static final Fans UNIT = new Fans(1, 1);

    private InitializerDensity() {}

    /**
     * Returns the density of the values that an assignment draws.
     *
     * @return the density; empty if the parameter is kept, if its values do not have a density, or if the density is
     *     unknown
     */
    static Optional<Density> of(Assignment assignment) {
        double std = assignment.moments().std();
        return assignment
                .initializer()
                .filter(initializer -> std > 0 && haveEqualSizes(assignment.layout()) && initializer.isParseable())
                .flatMap(initializer -> of(initializer, std));
    }

    /** Returns whether the packed parts, if there are any, have equal fans and therefore equal densities. */
    private static boolean haveEqualSizes(Layout layout) {
        return Arrays.stream(layout.packedPartSizes()).distinct().count() <= 1;
    }

    /**
     * Returns the density of an initializer.
     *
     * @param std the standard deviation of the values, which can depend on fans
     */
    private static Optional<Density> of(Initializer initializer, double std) {
        Initializer unit = initializer.withFans(UNIT);
        String text = unit.toString();
        Matcher scaled = SCALED.matcher(text);
        if (scaled.matches()) {
            double factor = number(scaled, 1);
            return of(Initializer.parse(scaled.group(2)), std / Math.abs(factor))
                    .map(density -> density.scaled(factor));
        }
        Matcher orthogonal = ORTHOGONAL.matcher(text);
        if (orthogonal.matches()) {
            double gain = number(orthogonal, 1);
            long dimension = Math.round(Math.pow(gain / std, 2));
            return dimension < 3
                    ? Optional.empty()
                    : Optional.of(Density.orthogonal(dimension).scaled(gain));
        }
        return ofUnitFans(text)
                .map(density -> density.scaled(std / unit.moments(1).std()));
    }

    private static Optional<Density> ofUnitFans(String text) {
        Matcher normal = NORMAL.matcher(text);
        if (normal.matches()) {
            return Optional.of(Density.normal(number(normal, 1), number(normal, 2)));
        }
        Matcher uniform = UNIFORM.matcher(text);
        if (uniform.matches()) {
            return Optional.of(Density.uniform(number(uniform, 1), number(uniform, 2)));
        }
        Matcher truncated = TRUNCATED.matcher(text);
        if (truncated.matches()) {
            return Optional.of(Density.truncatedNormal(
                    number(truncated, 1), number(truncated, 2), number(truncated, 3), number(truncated, 4)));
        }
        return Optional.empty();
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}
