package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.random.Generator;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the tables of names.md. Each table of names must contain every name that the library's own table contains. */
class NamesPageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final String PACKAGE = "io.github.nd4jinit.internal.text.";

    private static List<List<String>> rows(String test) throws IOException {
        return Table.checkedBy("names.md", "NamesPageTest." + test).rows();
    }

    private static List<String> code(String cell) {
        List<String> code = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            code.add(matcher.group(1));
        }
        return code;
    }

    @Test
    void spellings() throws IOException {
        for (List<String> row : rows("spellings")) {
            assertThat(Initializer.parse(code(row.get(2)).get(0)))
                    .hasToString(code(row.get(3)).get(0));
        }
    }

    @Test
    void prefixes() throws Exception {
        Map<String, Set<String>> prefixes = new HashMap<>();
        for (List<String> row : rows("prefixes")) {
            String prefix = code(row.get(1)).get(0);
            prefixes.put(prefix, Set.copyOf(code(row.get(2))));
            String name = prefix.equals("dl4j.") ? "XAVIER" : "orthogonal";
            for (String path : code(row.get(2))) {
                assertThat(Initializer.parse(path + name)).isEqualTo(Initializer.parse(prefix + name));
            }
        }
        Map<String, Set<String>> expected = new HashMap<>();
        for (Object library : libraries()) {
            Collection<?> imports = (Collection<?>) field(library, "imports");
            expected.put(
                    prefix(library) + ".",
                    imports.stream().map(Object::toString).collect(Collectors.toSet()));
        }
        assertThat(prefixes).isEqualTo(expected);
    }

    @Test
    void ownNames() throws Exception {
        Object ownNames = accessible(Class.forName(PACKAGE + "InitializerNames").getDeclaredField("OWN_NAMES"))
                .get(null);
        Set<String> expected = normalized(snakeCaseNames(ownNames));
        expected.removeAll(Set.of("scaled", "zerorow"));
        assertThat(checkedNames("ownNames", "")).isEqualTo(expected);
    }

    @Test
    void lowerCase() throws Exception {
        Set<String> names = new TreeSet<>();
        for (List<String> row : rows("lowerCase")) {
            for (String name : code(row.get(0))) {
                names.add(name);
                assertThat(Initializer.parse(name)).hasToString(code(row.get(1)).get(0));
            }
        }
        Set<String> expected = new TreeSet<>();
        for (String library : List.of("keras", "jax")) {
            expected.addAll(snakeCaseNames(names(library)));
        }
        rows("ownNames").forEach(row -> expected.removeAll(code(row.get(0))));
        assertThat(expected.remove("truncated_normal")).isTrue();
        assertThat(names).isEqualTo(expected);
        assertThatThrownBy(() -> Initializer.parse("truncated_normal")).hasMessageContaining("different meanings");
    }

    @Test
    void torch() throws Exception {
        assertTableIsComplete("torch", "torch");
    }

    @Test
    void keras() throws Exception {
        assertTableIsComplete("keras", "keras");
    }

    @Test
    void jax() throws Exception {
        assertTableIsComplete("jax", "jax");
    }

    @Test
    void dl4j() throws Exception {
        Set<String> expected = normalized(snakeCaseNames(names("dl4j")));
        assertThat(expected.remove("distribution")).isTrue();
        expected.add("weightinitconstant");
        assertThat(checkedNames("dl4j", "dl4j.")).isEqualTo(expected);
        Set<String> classes = normalized(classNames(names("dl4j")));
        classes.removeIf(name -> name.endsWith("distribution"));
        for (String name : classes) {
            assertThat(expected).as(name).containsAnyOf(name, name.replace("weightinit", ""));
        }
        for (String name : List.of("DISTRIBUTION", "WeightInitDistribution")) {
            assertThatThrownBy(() -> Initializer.parse(name)).hasMessageContaining("configured separately");
        }
    }

    @Test
    void haiku() throws Exception {
        assertTableIsComplete("haiku", "hk");
    }

    @Test
    void paddle() throws Exception {
        assertTableIsComplete("paddle", "paddle");
    }

    @Test
    void mxnet() throws Exception {
        assertTableIsComplete("mxnet", "mxnet");
    }

    @Test
    void texts() throws IOException {
        for (List<String> row : rows("texts")) {
            for (String text : code(row.get(2))) {
                switch (code(row.get(1)).get(0)) {
                    case "Initializer.parse" ->
                        assertThat(Initializer.parse(text)).hasToString(text);
                    case "Layout.parse" -> assertThat(Layout.parse(text)).hasToString(text);
                    case "Nonlinearity.parse" ->
                        assertThat(Nonlinearity.parse(text)).hasToString(text);
                    case "Generator.parse" -> assertThat(Generator.parse(text)).hasToString(text);
                    case "Plan.parse" -> {
                        Plan plan = Plan.parse(text);
                        assertThat(Plan.parse(plan.toJson())).isEqualTo(plan);
                        assertThat(plan.toJson().replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
                    }
                    default -> throw new IllegalArgumentException(row.get(1));
                }
            }
        }
    }

    private static void assertTableIsComplete(String test, String library) throws Exception {
        Object names = names(library);
        Set<String> expected = normalized(snakeCaseNames(names));
        expected.addAll(normalized(classNames(names)));
        assertThat(checkedNames(test, library + ".")).isEqualTo(expected);
    }

    /** Checks that each name in a table, alone and with its parameters, denotes the initializer in the same row. */
    private static Set<String> checkedNames(String test, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        for (List<String> row : rows(test)) {
            String parameters = row.get(1).replace("`", "");
            List<String> required = Arrays.stream(parameters.split(",\\s*", -1))
                    .filter(parameter -> !parameter.isEmpty() && !parameter.contains("="))
                    .toList();
            String arguments = parameters;
            String expected = code(row.get(2)).get(0);
            for (String parameter : required) {
                arguments = arguments.replaceFirst("\\b" + parameter + "\\b", parameter + "=0.25");
                expected = expected.replace("=" + parameter, "=0.25");
            }
            for (String name : code(row.get(0))) {
                names.add(name);
                assertThat(Initializer.parse(prefix + name + "(" + arguments + ")"))
                        .hasToString(expected);
                if (required.isEmpty()) {
                    assertThat(Initializer.parse(prefix + name)).hasToString(expected);
                } else {
                    assertThatThrownBy(() -> Initializer.parse(prefix + name)).hasMessageContaining("is missing");
                }
            }
        }
        return normalized(names);
    }

    /** Returns the names in lower case without underscores, so that all spellings of a name are equal. */
    private static Set<String> normalized(Collection<String> names) {
        return names.stream()
                .map(name -> name.replace("_", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object[] libraries() throws ReflectiveOperationException {
        return Class.forName(PACKAGE + "Library").getEnumConstants();
    }

    private static String prefix(Object library) throws ReflectiveOperationException {
        return (String) field(library, "prefix");
    }

    private static Object names(String prefix) throws ReflectiveOperationException {
        for (Object library : libraries()) {
            if (prefix(library).equals(prefix)) {
                return field(library, "names");
            }
        }
        throw new IllegalArgumentException(prefix);
    }

    private static Set<String> snakeCaseNames(Object table) throws ReflectiveOperationException {
        return keys(table, "snakeCaseNames");
    }

    private static Set<String> classNames(Object table) throws ReflectiveOperationException {
        return keys(table, "classes");
    }

    private static Set<String> keys(Object table, String field) throws ReflectiveOperationException {
        Map<?, ?> map = (Map<?, ?>) field(table, field);
        return map.keySet().stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object field(Object object, String name) throws ReflectiveOperationException {
        Class<?> type = object instanceof Enum<?> constant ? constant.getDeclaringClass() : object.getClass();
        return accessible(type.getDeclaredField(name)).get(object);
    }

    private static Field accessible(Field field) {
        field.setAccessible(true);
        return field;
    }
}
