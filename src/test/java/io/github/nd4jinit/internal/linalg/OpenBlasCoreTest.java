package io.github.nd4jinit.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** OpenBLAS reads the environment when it is loaded, so each case is a separate process. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OpenBlasCoreTest {

    @ParameterizedTest
    @CsvSource({"PRESCOTT, true", "HASWELL, false"})
    void kernelsForPrescottAreSlow(String core, boolean isSlow) throws IOException, InterruptedException {
        Path processor = Path.of("/proc/cpuinfo");
        assumeTrue(Files.isReadable(processor) && Files.readString(processor).contains(" avx2 "));
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
