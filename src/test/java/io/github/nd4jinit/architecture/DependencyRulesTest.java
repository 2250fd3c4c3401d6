package io.github.nd4jinit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.SerialForm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the dependencies between packages. The permitted dependencies form no cycle, with one exception: core and
 * {@code random} use internal types in method bodies and private fields, while internal types implement the interfaces
 * of core and {@code random} and read their values.
 */
public class DependencyRulesTest {

    private static final String ROOT = "io.github.nd4jinit";
    private static final String CORE = "";

    private static JavaClasses library;

    @BeforeAll
    static void importClasses() throws Exception {
        Path main = Path.of(
                Init.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        library = new ClassFileImporter().importPaths(main, Path.of("target", "report-classes"));
    }

    /** {@return each package, and the packages of the library on which it may depend} */
    public static Stream<Arguments> permitted() {
        return Stream.of(
                rule(CORE, "random", "internal.."),
                rule("random", "internal.sample.."),
                rule("plan", CORE, "random"),
                rule("diagnose", CORE, "random", "plan"),
                // dl4j uses internal.fill for views of parts of arrays
                rule("dl4j", CORE, "random", "plan", "diagnose", "internal.fill"),
                rule("samediff", CORE, "random", "plan", "diagnose"),
                rule("torch", CORE, "random", "plan"),
                rule("report", CORE, "plan", "diagnose"),
                rule(
                        "internal.strategy",
                        CORE,
                        "random",
                        "internal",
                        "internal.axes",
                        "internal.text",
                        "internal.linalg",
                        "internal.math",
                        "internal.sample",
                        "internal.fill"),
                rule("internal.text", CORE, "internal"),
                rule("internal.axes", CORE, "internal"),
                rule("internal.linalg", "internal.sample", "internal.fill"),
                rule("internal.fill", "internal.sample", "internal.math"),
                // also permitted is the serial form, a type of core
                rule("internal.sample.threefry", "random", "internal.sample", "internal.math"),
                rule("internal.sample.torch", "random", "internal.sample", "internal.math"),
                rule("internal.sample.jax", "random", "internal.sample", "internal.math"),
                rule("internal.sample", "random", "internal.math"),
                rule("internal.math"),
                rule("internal"));
    }

    private static Arguments rule(String name, String... permitted) {
        return Arguments.of(name, permitted);
    }

    @ParameterizedTest
    @MethodSource("permitted")
    void packagesDependOnPermittedPackagesOnly(String name, String[] permitted) {
        String[] packages = Stream.concat(Stream.of(name), Arrays.stream(permitted))
                .map(DependencyRulesTest::qualified)
                .toArray(String[]::new);

        classes()
                .that(resideInAPackage(qualified(name)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages)
                        .or(resideOutsideOfPackage(ROOT + ".."))
                        .or(isSerialForm(name)))
                .check(library);
    }

    private static String qualified(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    /** Matches the serial form of all values, a type of core with which seeded generators are serialized. */
    private static DescribedPredicate<JavaClass> isSerialForm(String name) {
        boolean mayUseIt = name.equals("internal.sample.threefry");
        return DescribedPredicate.describe(
                "are the serial form", type -> mayUseIt && type.getName().startsWith(SerialForm.class.getName()));
    }

    @Test
    void everyPackageHasARule() {
        assertThat(library.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(permitted()
                        .map(rule -> qualified((String) rule.get()[0]))
                        .toList());
    }

    /** The jar of the report has no dependencies of its own; nd4j-api provides these packages. */
    @Test
    void theReportDependsOnTheLibraryAndNd4jOnly() {
        classes()
                .that(resideInAPackage(qualified("report")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "..", "java..", "org.nd4j.shade.jackson..", "org.jspecify.annotations"))
                .check(library);
    }

    @Test
    void internalPackagesAreAcyclic() {
        slices().assignedFrom(packages(name -> name.startsWith(ROOT + ".internal")))
                .should()
                .beFreeOfCycles()
                .check(library);
    }

    @Test
    void packagesAboveCoreAreAcyclic() {
        slices().assignedFrom(packages(name ->
                        !name.startsWith(ROOT + ".internal") && !name.equals(ROOT) && !name.equals(ROOT + ".random")))
                .should()
                .beFreeOfCycles()
                .check(library);
    }

    @Test
    void forbiddenDependenciesAndCyclesAreDetected() {
        assertThatThrownBy(() -> packagesDependOnPermittedPackagesOnly("plan", new String[] {"random"}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.github.nd4jinit.plan");
        assertThatThrownBy(() -> slices().assignedFrom(
                                packages(name -> name.equals(ROOT) || name.contains("internal.strategy")))
                        .should()
                        .beFreeOfCycles()
                        .check(library))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    /** Assigns each package to a separate slice. */
    private static SliceAssignment packages(Predicate<String> included) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith(ROOT) && included.test(name)
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }
}
