package io.github.nd4jinit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.Init;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Tests the content of the jar with the classifier {@code report}, which is packaged from {@code target/report-classes}. */
class ReportJarTest {

    private static final Path CLASSES = Path.of("target", "report-classes");
    private static final Path PACKAGE = Path.of("io", "github", "nd4jinit", "report");

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the locations of the report, this library, nd4j-api, and the Jackson library on which nd4j-api depends. */
    private static URL[] libraries() throws Exception {
        return new URL[] {
            CLASSES.toUri().toURL(), location(Init.class), location(INDArray.class), location(ObjectMapper.class)
        };
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void everyClassLoadsWithoutOtherLibraries() throws Exception {
        List<String> classes = files(CLASSES).stream()
                .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                .map(file -> file.replace(".class", "").replace('/', '.'))
                .toList();
        assertThat(classes).hasSizeGreaterThan(10).contains(Report.class.getName());
        try (URLClassLoader loader = new URLClassLoader(libraries(), ClassLoader.getPlatformClassLoader())) {
            for (String name : classes) {
                Class<?> type = Class.forName(name, true, loader);
                assertThat(type.getClassLoader()).isSameAs(loader);
                // these calls resolve all types in signatures
                assertThat(type.getDeclaredMethods()).isNotNull();
                assertThat(type.getDeclaredFields()).isNotNull();
                assertThat(type.getDeclaredConstructors()).isNotNull();
            }
            Class<?> labeled = Class.forName(LabeledDiagnosis.class.getName(), true, loader);
            Object report = Class.forName(Report.class.getName(), true, loader)
                    .getMethod("of", String.class, labeled.arrayType())
                    .invoke(null, "Isolated", Array.newInstance(labeled, 0));
            assertThat((String) report.getClass().getMethod("html").invoke(report))
                    .contains("<title>Isolated</title>");
        }
    }

    @Test
    void theJarContainsAllLicenses() throws IOException {
        assertThat(files(CLASSES.resolve("META-INF")))
                .containsExactly(
                        "LICENSE",
                        "NOTICE",
                        "licenses/nd4j-init-report/d3-LICENSE.txt",
                        "licenses/nd4j-init-report/echarts-LICENSE.txt",
                        "licenses/nd4j-init-report/echarts-NOTICE.txt",
                        "licenses/nd4j-init-report/tslib-LICENSE.txt",
                        "licenses/nd4j-init-report/zrender-LICENSE.txt");
        assertThat(CLASSES.resolve("META-INF/LICENSE")).hasSameTextualContentAs(Path.of("LICENSE"));
        assertThat(Files.readString(CLASSES.resolve("META-INF/NOTICE")))
                .contains(
                        "Apache ECharts 6.1.0",
                        "zrender 6.1.0, Copyright (c) 2017, Baidu Inc.",
                        "Mike Bostock",
                        "Microsoft Corporation");
        assertThat(Files.readString(CLASSES.resolve(PACKAGE).resolve("echarts.min.js")))
                .contains("zrender:\"6.1.0\"") // the version that the notice states
                .contains("version=\"6.1.0\"");
    }

    @Test
    void theMainClassesDoNotContainTheReport() {
        assertThat(Path.of("target", "classes").resolve(PACKAGE)).doesNotExist();
    }
}
