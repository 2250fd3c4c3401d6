package io.github.nd4jinit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the public types outside {@code internal} and their members with a golden file. A failure means that a
 * change is visible to users. If it is intended, copy {@code target/public-api.txt} over the golden file and describe
 * the change in the changelog.
 */
class PublicApiTest {

    private static final String GOLDEN = "public-api.txt";
    private static final String INTERNAL = ".internal.";

    @Test
    void thePublicApiEqualsTheGoldenFile() throws Exception {
        String api = publicTypes().stream().map(PublicApiTest::describe).collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", GOLDEN), api);

        assertThat(api.lines()).containsExactlyElementsOf(golden().lines().toList());
    }

    @Test
    void noPublicSignatureMentionsAnInternalType() throws Exception {
        List<String> lines =
                publicTypes().stream().flatMap(type -> describe(type).lines()).toList();

        assertThat(lines).hasSizeGreaterThan(300).noneMatch(line -> line.contains(INTERNAL));
    }

    @Test
    void noParameterIsAnOptionalOrABoolean() throws Exception {
        assertThat(publicTypes().stream().flatMap(type -> describe(type).lines()))
                .noneMatch(line -> line.matches(".*\\(.*(Optional|boolean ).*"));
    }

    @Test
    void theCorePackageContainsOnlyPublicTypes() throws Exception {
        assertThat(types())
                .filteredOn(type -> type.getPackageName().equals(Init.class.getPackageName()) && !type.isMemberClass())
                .filteredOn(type -> !type.isAnonymousClass() && !type.isLocalClass())
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder(
                        "Distribution",
                        "FanMode",
                        "Fans",
                        "Init",
                        "Initializer",
                        "Layout",
                        "Moments",
                        "Nonlinearity",
                        "SerialForm",
                        "Workers");
    }

    private static String golden() throws IOException {
        try (InputStream in = PublicApiTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(in, GOLDEN).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Class<?>> publicTypes() throws Exception {
        return types().stream().filter(PublicApiTest::isPublic).toList();
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass() && (outer == null || isPublic(outer));
    }

    /** Returns the types of the main jar, followed by those of the jar with the classifier {@code report}. */
    private static List<Class<?>> types() throws Exception {
        Path main = Path.of(
                Init.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Stream.concat(types(main).stream(), types(Path.of("target", "report-classes")).stream())
                .toList();
    }

    private static List<Class<?>> types(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replaceAll("[/\\\\]", "."))
                    .filter(file ->
                            file.endsWith(".class") && !file.endsWith("-info.class") && !file.contains(INTERNAL))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .sorted()
                    .<Class<?>>map(PublicApiTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String describe(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(kind(type) + " " + type.getName() + parents(type));
        Stream.of(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .map(PublicApiTest::field)
                .forEach(lines::add);
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()) && !constructor.isSynthetic())
                .map(PublicApiTest::constructor)
                .sorted()
                .forEach(lines::add);
        Stream.of(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic() && !method.isBridge())
                .sorted(Comparator.comparing(Method::getName).thenComparing(PublicApiTest::method))
                .map(PublicApiTest::method)
                .forEach(lines::add);
        return String.join("\n    ", lines);
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "enum";
        }
        if (type.isRecord()) {
            return "record";
        }
        if (type.isInterface()) {
            return type.isSealed() ? "sealed interface" : "interface";
        }
        return Modifier.isFinal(type.getModifiers()) ? "final class" : "class";
    }

    private static String parents(Class<?> type) {
        List<String> parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .filter(name -> !name.startsWith("java.lang.Object")
                        && !name.startsWith("java.lang.Enum")
                        && !name.equals("java.lang.Record"))
                .toList();
        return parents.isEmpty() ? "" : " : " + String.join(", ", parents);
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + field.getGenericType().getTypeName() + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor.getModifiers()) + "new" + parameters(constructor);
    }

    private static String method(Method method) {
        return modifiers(method.getModifiers()) + (method.isDefault() ? "default " : "") + typeParameters(method)
                + method.getGenericReturnType().getTypeName() + " " + method.getName() + parameters(method);
    }

    /** Returns the modifiers that callers depend on, which do not include final and synchronized. */
    private static String modifiers(int modifiers) {
        return (Modifier.isProtected(modifiers) ? "protected " : "") + (Modifier.isStatic(modifiers) ? "static " : "");
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                        .map(parameter -> parameter.isVarArgs()
                                ? parameter.getParameterizedType().getTypeName().replaceFirst("\\[]$", "...") + " "
                                        + parameter.getName()
                                : parameter.getParameterizedType().getTypeName() + " " + parameter.getName())
                        .collect(Collectors.joining(", ", "(", ")"))
                + Arrays.stream(executable.getGenericExceptionTypes())
                        .map(type -> " throws " + type.getTypeName())
                        .collect(Collectors.joining());
    }

    private static String bounds(TypeVariable<?> variable) {
        return Arrays.stream(variable.getBounds())
                .map(Type::getTypeName)
                .filter(name -> !name.equals("java.lang.Object"))
                .map(name -> " extends " + name)
                .collect(Collectors.joining());
    }

    private static String typeParameters(Executable executable) {
        return Arrays.stream(executable.getTypeParameters())
                .map(variable -> "<" + variable + bounds(variable) + "> ")
                .collect(Collectors.joining());
    }
}
