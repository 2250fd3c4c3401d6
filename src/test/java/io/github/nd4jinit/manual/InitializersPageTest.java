package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checks the tables of initializers.md. */
class InitializersPageTest {

    private static final String PAGE = "initializers.md";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*(?!\\w*[=(])");

    /** The prefixes of the libraries in the third and the following columns. */
    private static final List<String> LIBRARIES = List.of("torch", "keras", "jax", "dl4j");

    /** Values for the parameters named in the table. All of them differ from the defaults. */
    private static final Map<String, Object> ARGUMENTS = Map.ofEntries(
            Map.entry("low", -0.25),
            Map.entry("high", 0.75),
            Map.entry("mean", 0.5),
            Map.entry("std", 0.75),
            Map.entry("a", -0.5),
            Map.entry("b", 1.25),
            Map.entry("value", 0.25),
            Map.entry("probability", 0.125),
            Map.entry("groups", 2),
            Map.entry("gain", 1.5),
            Map.entry("sparsity", 0.6),
            Map.entry("scale", 3.0),
            Map.entry("mode", FanMode.FAN_OUT),
            Map.entry("nonlinearity", Nonlinearity.TANH),
            Map.entry("fans", new Fans(28, 12)));

    private static final List<long[]> SHAPES = List.of(new long[] {8, 6}, new long[] {8, 6, 3, 3});

    private static List<String> code(String cell) {
        List<String> code = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            code.add(matcher.group(1));
        }
        return code;
    }

    @Test
    void equivalents() throws Exception {
        Table table = Table.checkedBy(PAGE, "InitializersPageTest.equivalents");
        Set<String> factories = new TreeSet<>();
        for (List<String> row : table.rows()) {
            String call = code(row.get(0)).get(0);
            Initializer initializer = InitExpression.evaluate(call, ARGUMENTS);
            factories.add(call.substring(0, call.indexOf('(')));
            for (int i = 0; i < LIBRARIES.size(); i++) {
                for (String text : code(row.get(2 + i))) {
                    Initializer other = Initializer.parse(LIBRARIES.get(i) + "." + withArguments(text));
                    assertSameValues(call + " and " + text, initializer, other);
                }
            }
        }
        assertThat(factories).isEqualTo(factoriesOfInit());
    }

    /** Replaces the names of parameters in a call with arguments, except for names that are keys. */
    private static String withArguments(String text) {
        int open = text.indexOf('(');
        return open < 0
                ? text
                : text.substring(0, open)
                        + WORD.matcher(text.substring(open))
                                .replaceAll(word -> String.valueOf(ARGUMENTS.getOrDefault(word.group(), word.group())));
    }

    private static void assertSameValues(String description, Initializer initializer, Initializer other) {
        int filled = 0;
        for (long[] shape : SHAPES) {
            INDArray array = Nd4j.create(shape);
            try {
                initializer.initialize(array, Generator.seeded(7));
            } catch (IllegalArgumentException otherShapeNeeded) {
                continue;
            }
            double[] expected = array.dup('c').data().asDouble();
            INDArray actual = other.initialize(Nd4j.create(shape), Generator.seeded(7));
            assertThat(actual.dup('c').data().asDouble()).as(description).containsExactly(expected, within(1e-6));
            filled++;
        }
        assertThat(filled).as(description).isPositive();
    }

    private static Set<String> factoriesOfInit() {
        Set<String> names = new TreeSet<>();
        for (Method method : Init.class.getMethods()) {
            if (method.getReturnType() == Initializer.class) {
                names.add(method.getName());
            }
        }
        return names;
    }

    @Test
    void recommendations() throws Exception {
        Table table = Table.checkedBy(PAGE, "InitializersPageTest.recommendations");
        for (List<String> row : table.rows()) {
            List<String> code = code(row.get(1));
            assertThat(code).isNotEmpty();
            for (String each : code) {
                if (each.startsWith("OUT_IN.")) {
                    assertThat(Layout.parse(each)).isEqualTo(Layout.OUT_IN.packed(3));
                } else {
                    assertThat(InitExpression.evaluate(each, ARGUMENTS)).isNotNull();
                }
            }
        }
    }

    @Test
    void standardDeviations() throws Exception {
        Table table = Table.checkedBy(PAGE, "InitializersPageTest.standardDeviations");
        Fans fans = Fans.of(64, 3, 7, 7);
        assertThat(fans).isEqualTo(new Fans(147, 3136));
        for (List<String> row : table.rows()) {
            double formula = formula(row.get(1), fans.fanIn(), fans.fanOut());
            for (String call : code(row.get(0))) {
                double std = InitExpression.evaluate(call, ARGUMENTS)
                        .moments(64, 3, 7, 7)
                        .std();
                assertThat(std).as(call).isCloseTo(formula, within(1e-12));
                assertThat(String.format(Locale.ROOT, "%.6f", std)).as(call).isEqualTo(row.get(2));
            }
        }
    }

    private static double formula(String text, double in, double out) {
        return switch (text) {
            case "√(2 / (in + out))" -> Math.sqrt(2 / (in + out));
            case "√(4 / (in + out))" -> Math.sqrt(4 / (in + out));
            case "√(2 / √(in · out))" -> Math.sqrt(2 / Math.sqrt(in * out));
            case "√(2 / in)" -> Math.sqrt(2 / in);
            case "√(2 / out)" -> Math.sqrt(2 / out);
            case "√(1 / in)" -> Math.sqrt(1 / in);
            case "√(1 / (3 in))" -> Math.sqrt(1 / (3 * in));
            default -> throw new IllegalArgumentException("unknown formula " + text);
        };
    }

    @Test
    void gains() throws Exception {
        Table table = Table.checkedBy(PAGE, "InitializersPageTest.gains");
        Set<String> constants = new HashSet<>();
        for (List<String> row : table.rows()) {
            for (String name : code(row.get(0))) {
                Nonlinearity nonlinearity = Nonlinearity.parse(name);
                assertThat(String.format(Locale.ROOT, "%.6f", nonlinearity.gain()))
                        .as(name)
                        .isEqualTo(row.get(3));
                for (double z : new double[] {-4.5, -1.5, -0.5, 0.25, 0.75, 2.5, 7}) {
                    assertThat(nonlinearity.apply(z)).as(name).isCloseTo(function(row.get(2), z), within(1e-3));
                }
                for (String constant : code(row.get(1))) {
                    assertThat(InitExpression.nonlinearity(constant)).isEqualTo(nonlinearity);
                    constants.add(constant);
                }
                assertThat(row.get(4).contains("exact")).as(name).isEqualTo(hasExactGain(nonlinearity));
                assertThat(row.get(4)).as(name).matches("torch|exact|torch, exact");
            }
        }
        for (Field field : Nonlinearity.class.getFields()) {
            assertThat(constants).contains(field.getName());
        }
    }

    private static boolean hasExactGain(Nonlinearity nonlinearity) {
        double exact = 1 / Math.sqrt(nonlinearity.secondMoment(1));
        return Math.abs(nonlinearity.gain() - exact) < 1e-6;
    }

    private static double function(String formula, double z) {
        double exp = Math.exp(z);
        double relu6 = Math.min(Math.max(0, z + 3), 6);
        return switch (formula) {
            case "z" -> z;
            case "1 / (1 + e^-z)" -> 1 / (1 + Math.exp(-z));
            case "tanh z" -> Math.tanh(z);
            case "max(0, z)" -> Math.max(0, z);
            case "max(0, z)²" -> Math.pow(Math.max(0, z), 2);
            case "z, or 0.2 z below 0" -> z < 0 ? 0.2 * z : z;
            case "z, or 0.01 z below 0" -> z < 0 ? 0.01 * z : z;
            case "1.0507 elu(z, 1.6733)" -> 1.0507 * (z < 0 ? 1.6733 * (exp - 1) : z);
            case "min(max(0, z), 6)" -> Math.min(Math.max(0, z), 6);
            case "z Φ(z)", "the approximation of GELU by tanh" -> Nonlinearity.GELU.apply(z);
            case "z / (1 + e^-z)" -> z / (1 + Math.exp(-z));
            case "z tanh(ln(1 + e^z))" -> z * Math.tanh(Math.log(1 + exp));
            case "z, or e^z - 1 below 0" -> z < 0 ? exp - 1 : z;
            case "z, or 0.5 (e^z - 1) below 0" -> z < 0 ? 0.5 * (exp - 1) : z;
            case "ln(1 + e^z)" -> Math.log(1 + exp);
            case "z min(max(0, z + 3), 6) / 6" -> z * relu6 / 6;
            case "min(max(0, z + 3), 6) / 6" -> relu6 / 6;
            case "min(max(-1, z), 1)" -> Math.min(Math.max(-1, z), 1);
            case "z / (1 + abs(z))" -> z / (1 + Math.abs(z));
            case "sin z" -> Math.sin(z);
            default -> throw new IllegalArgumentException("unknown formula " + formula);
        };
    }

    /** Checks the sentence below the table of gains. */
    @Test
    void namesOfLinearLayersInTorchMeanLinear() {
        for (String dimensions : List.of("1d", "2d", "3d")) {
            assertThat(Nonlinearity.of("conv" + dimensions)).isEqualTo(Nonlinearity.LINEAR);
            assertThat(Nonlinearity.of("conv_transpose" + dimensions)).isEqualTo(Nonlinearity.LINEAR);
        }
        assertThat(Nonlinearity.of("identity")).isEqualTo(Nonlinearity.LINEAR);
    }

    /** Checks the sentence about defaults below the table of initializers. */
    @Test
    void defaults() {
        assertThat(Init.uniform()).isEqualTo(Init.uniform(0, 1)).isEqualTo(Initializer.parse("torch.uniform"));
        assertThat(Init.normal()).isEqualTo(Init.normal(0, 1)).isEqualTo(Initializer.parse("torch.normal"));
        assertThat(Init.truncNormal())
                .isEqualTo(Init.truncNormal(0, 1, -2, 2))
                .isEqualTo(Initializer.parse("torch.trunc_normal"));
        assertThat(Init.orthogonal()).isEqualTo(Init.orthogonal(1));
        assertThat(Init.dirac()).isEqualTo(Init.dirac(1));
        assertThat(Init.sparse(0.5)).isEqualTo(Init.sparse(0.5, 0.01));
        assertThat(Init.kaimingNormal()).isEqualTo(Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU));
        assertThat(Initializer.parse("torch.kaiming_normal")).isEqualTo(Init.kaimingNormal());
        for (Distribution distribution : Distribution.values()) {
            assertThat(Initializer.parse("variance_scaling(1, fan_in, " + distribution + ")"))
                    .isEqualTo(Init.varianceScaling(1, FanMode.FAN_IN, distribution));
        }
    }
}
