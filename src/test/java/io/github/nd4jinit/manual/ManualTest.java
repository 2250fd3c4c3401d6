package io.github.nd4jinit.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.nd4jinit.manual.Snippets.Program;
import io.github.nd4jinit.manual.Snippets.Snippet;
import io.github.nd4jinit.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the code printed in README.md, in the manual and in the overview of the Javadoc. */
class ManualTest {

    @TestFactory
    Stream<DynamicTest> everySnippetPrintsTheOutputOnItsPage() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : Snippets.pagesWithCode()) {
            for (Program program : Snippets.programs(page)) {
                String name = "%s: %s (%s)".formatted(page.getFileName(), program.heading(), program.language());
                tests.add(dynamicTest(name, () -> run(program)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyYamlBlockIsAPlan() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : Snippets.pages()) {
            for (Snippets.Block block : Snippets.blocks(page, new ArrayList<>(List.of("introduction")))) {
                if (block.language().equals("yaml")) {
                    String text = String.join("\n", block.lines());
                    tests.add(dynamicTest(page.getFileName() + ":" + block.line(), () -> {
                        Plan plan = Plan.parse(text);
                        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
                    }));
                }
            }
        }
        return tests.stream();
    }

    private static void run(Program program) throws Exception {
        String[] outputs = output(program).split("\f", -1);
        boolean isClass = outputs.length == 1;
        assertThat(isClass ? 1 : outputs.length - 1)
                .isEqualTo(program.snippets().size());
        for (int i = 0; i < program.snippets().size(); i++) {
            Snippet snippet = program.snippets().get(i);
            String expected = snippet.expectedOutput() == null ? "" : snippet.expectedOutput();
            assertThat(withoutTrailingSpace(outputs[i]))
                    .as("output of %s:%s", program.page(), snippet.line())
                    .isEqualTo(withoutTrailingSpace(expected));
        }
    }

    private static String output(Program program) throws Exception {
        Class<?> compiled;
        try {
            compiled = Class.forName(program.className());
        } catch (ClassNotFoundException e) {
            return fail(program.page() + ": the build did not compile the section \"" + program.heading() + "\" ("
                    + program.language() + "); run mvn test-compile");
        }
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            boolean isClass = program.language() == Snippets.Language.JAVA
                    && program.snippets().get(0).declaredClass().isPresent();
            if (isClass) {
                compiled.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } else {
                compiled.getMethod("run").invoke(null);
            }
        } catch (InvocationTargetException e) {
            throw new AssertionError(
                    program.page() + ": the section \"" + program.heading() + "\" failed", e.getCause());
        } finally {
            System.setOut(console);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Removes trailing white space, and the messages that SameDiff prints when it differentiates a graph. */
    private static String withoutTrailingSpace(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("Added differentiated op "))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
