package io.github.nd4jinit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.internal.math.CentralQuantiles;
import io.github.nd4jinit.internal.math.StandardNormal;
import io.github.nd4jinit.internal.sample.Threefry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests properties of the bytecode that computes the values of {@code Generator.seeded}. */
class SeededBytecodeTest {

    /** C2's option FreqInlineSize: longer methods are not inlined, even if they are called often. */
    private static final int LARGEST_INLINED_METHOD = 325;

    private static final Pattern INSTRUCTION = Pattern.compile(" +(\\d+): [a-z].*");

    private static Path main;
    private static JavaClasses library;

    @BeforeAll
    static void importClasses() throws Exception {
        main = Path.of(
                Init.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        library = new ClassFileImporter().importPath(main);
    }

    /** Without an instruction for it, a fused multiply-add takes microseconds. */
    @Test
    void elementsAreComputedWithoutFusedOperations() {
        assertThat(fused(type -> type.getPackageName().equals("io.github.nd4jinit.internal.sample.threefry")))
                .isEmpty();
        assertThat(fused(type -> type.isEquivalentTo(Threefry.class))).isEmpty();
        assertThat(fused(type -> type.isEquivalentTo(CentralQuantiles.class))).isEmpty();
        // only Φ, which is computed for the bounds of a tensor, not for its elements
        assertThat(fused(type -> type.isEquivalentTo(StandardNormal.class))).containsExactly("density", "series");
    }

    /** Returns the names of the methods that call {@code fma}. */
    private static List<String> fused(Predicate<JavaClass> selected) {
        List<JavaClass> classes = library.stream().filter(selected).toList();
        assertThat(classes).isNotEmpty();
        return classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getName().equals("fma")))
                .map(JavaCodeUnit::getName)
                .sorted()
                .toList();
    }

    static List<Arguments> passes() {
        return List.of(
                Arguments.of(CentralQuantiles.class, "floats", 1),
                Arguments.of(CentralQuantiles.class, "replace", 1),
                Arguments.of(Threefry.class, "thirteenRounds", 1),
                Arguments.of(Threefry.class, "twentyRounds", 1));
    }

    /** C2 might not vectorize the passes of these methods if it inlined them in the loop of a caller. */
    @ParameterizedTest
    @MethodSource("passes")
    void methodsWithPassesAreTooLargeToBeInlined(Class<?> type, String method, int overloads) {
        assertThat(lengths(type, method))
                .hasSize(overloads)
                .allSatisfy(length -> assertThat(length).isGreaterThan(LARGEST_INLINED_METHOD));
    }

    @Test
    void smallMethodsAreRecognized() {
        assertThat(lengths(Threefry.class, "blocks"))
                .singleElement()
                .satisfies(length -> assertThat(length).isBetween(5, 20));
    }

    /** Returns the offset of the last instruction of each method with the given name. */
    private static List<Integer> lengths(Class<?> type, String method) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int status = ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(writer, writer, "-c", "-p", "-cp", main.toString(), type.getName());
        assertThat(status).as(output.toString()).isZero();
        List<Integer> lengths = new ArrayList<>();
        boolean isSelected = false;
        for (String line : output.toString().lines().toList()) {
            Matcher instruction = INSTRUCTION.matcher(line);
            if (line.matches(" {2}\\S.*;")) { // the declaration of a member
                isSelected = line.contains(" " + method + "(");
                if (isSelected) {
                    lengths.add(0);
                }
            } else if (isSelected && instruction.matches()) {
                lengths.set(lengths.size() - 1, Integer.parseInt(instruction.group(1)));
            }
        }
        return lengths;
    }
}
