package io.github.nd4jinit.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** OpenBLAS reads the environment when it is loaded, so each case is a separate process. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OpenBlasCoreTest {

    /** A processor without AVX2 has no better kernels than those for Prescott, and cannot run those for Haswell. */
    static Stream<Arguments> coresOfThisProcessor() throws IOException {
        boolean hasAvx2 = Files.readString(Path.of("/proc/cpuinfo")).contains(" avx2 ");
        return hasAvx2
                ? Stream.of(Arguments.of("PRESCOTT", true), Arguments.of("HASWELL", false))
                : Stream.of(Arguments.of("PRESCOTT", false));
    }

    @ParameterizedTest
    @MethodSource("coresOfThisProcessor")
    void kernelsForPrescottAreSlowIfTheProcessorHasAvx2(String core, boolean isSlow)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Report.class.getName());
        builder.environment().put("OPENBLAS_CORETYPE", core);

        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("slow=" + isSlow);
    }

    /** Returns the class path of this test, which some launchers load by a class loader of their own. */
    private static String classPath() {
        return OpenBlasCoreTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** Prints whether the kernels are slow, after ND4J has loaded OpenBLAS. */
    static final class Report {

        private Report() {}

        public static void main(String[] args) {
            assertThat(Nd4j.getEnvironment().isCPU()).isTrue();
            System.out.println("slow=" + OpenBlasCore.isSlow());
        }
    }
}
