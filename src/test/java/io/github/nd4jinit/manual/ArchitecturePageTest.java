package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.architecture.DependencyRulesTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class ArchitecturePageTest {

    private static final Path ROOT = Path.of("src/main/java/io/github/nd4jinit");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void packages() {
        Map<String, List<String>> rules = DependencyRulesTest.permitted()
                .map(Arguments::get)
                .collect(Collectors.toMap(rule -> (String) rule[0], rule -> List.of((String[]) rule[1])));
        Map<String, List<String>> printed = table("packages").rows().stream()
                .collect(Collectors.toMap(
                        row -> names(row.get(0)).get(0),
                        row -> row.get(2).equals("`.random`, all internal packages")
                                ? List.of("random", "internal..")
                                : row.get(2).equals("`.internal.sample` and its subpackages")
                                        ? List.of("internal.sample..")
                                        : names(row.get(2))));
        assertThat(printed.keySet()).isEqualTo(rules.keySet());
        assertThat(printed)
                .allSatisfy((name, permitted) ->
                        assertThat(permitted).as(name).containsExactlyInAnyOrderElementsOf(rules.get(name)));
    }

    @Test
    void typesListedForEachPackageExist() {
        for (List<String> row : table("packages").rows()) {
            String name = names(row.get(0)).get(0);
            Path root = name.equals("report") ? Path.of("src/report/java/io/github/nd4jinit") : ROOT;
            Path directory = root.resolve(name.replace('.', '/'));
            Matcher type = CODE.matcher(row.get(1));
            while (type.find()) {
                assertThat(directory.resolve(type.group(1) + ".java")).exists();
            }
        }
    }

    private static Table table(String test) {
        try {
            return Table.checkedBy("architecture.md", "ArchitecturePageTest." + test);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the packages in a cell, relative to the root package. The name of core is empty. */
    private static List<String> names(String cell) {
        return Stream.of(cell.split(", "))
                .filter(name -> !name.isEmpty())
                .map(name ->
                        name.startsWith("core") ? "" : name.replace("`.", "").replace("`", ""))
                .toList();
    }

    @Test
    void path() throws IOException {
        for (List<String> row : table("path").rows()) {
            String step = row.get(1).replace("`", "");
            String type = step.substring(0, step.indexOf('.'));
            String method = step.substring(step.indexOf('.') + 1);
            assertThat(Files.readString(source(type))).as(step).containsPattern("\\b" + method + "\\(");
        }
    }

    /** Returns the source file of a type such as {@code fill/DirectPath}. */
    private static Path source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type + " does not exist"));
        }
    }
}
