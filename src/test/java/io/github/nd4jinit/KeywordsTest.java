package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that no public name is a keyword of Kotlin or Scala, because these languages accept keywords as names only
 * between backticks.
 */
class KeywordsTest {

    /** Words that are not keywords in Java but are hard keywords in Kotlin or regular keywords in Scala. */
    private static final Set<String> KEYWORDS = Set.of(
            // both
            "object",
            "val",
            "var",
            // Kotlin
            "as",
            "fun",
            "in",
            "is",
            "typealias",
            "typeof",
            "when",
            // Scala
            "def",
            "export",
            "extends",
            "given",
            "implicit",
            "lazy",
            "match",
            "override",
            "sealed",
            "then",
            "trait",
            "type",
            "with",
            "yield");

    @Test
    void noPublicNameIsAKeywordOfKotlinOrScala() throws Exception {
        List<String> names = publicTypes().stream()
                .flatMap(type -> namesOf(type).map(name -> type.getName() + ": " + name))
                .toList();

        assertThat(names)
                .contains("io.github.nd4jinit.Init: kaimingNormal", "io.github.nd4jinit.Init: nonlinearity")
                .noneMatch(name -> KEYWORDS.contains(name.substring(name.lastIndexOf(' ') + 1)));
    }

    private static List<Class<?>> publicTypes() throws Exception {
        Path classes = Path.of(
                Init.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.replaceFirst("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .<Class<?>>map(KeywordsTest::type)
                    .filter(type -> Modifier.isPublic(type.getModifiers())
                            && !type.getName().contains(".internal."))
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, KeywordsTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Returns the names of a type's package, its members, and their parameters. */
    private static Stream<String> namesOf(Class<?> type) {
        List<Executable> calls = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(KeywordsTest::isVisible)
                .toList();
        return Stream.of(
                        Arrays.stream(type.getPackageName().split("\\.", -1)),
                        Arrays.stream(type.getDeclaredFields())
                                .filter(KeywordsTest::isVisible)
                                .map(Member::getName),
                        calls.stream().map(Member::getName),
                        calls.stream()
                                .flatMap(call -> Arrays.stream(call.getParameters()))
                                .map(Parameter::getName))
                .flatMap(names -> names);
    }

    private static boolean isVisible(Member member) {
        return !member.isSynthetic() && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }
}
