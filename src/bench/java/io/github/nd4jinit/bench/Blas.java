package io.github.nd4jinit.bench;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The library that computes ND4J's matrix products.
 *
 * @param vendor ND4J's name of the library
 * @param description the library and, for OpenBLAS, its version and the processor for which it selected its kernels
 */
public record Blas(String vendor, String description) {

    private static final String OPENBLAS = "OPENBLAS";
    private static final String CORE = "Core: ";

    /** Returns the library that this JVM uses. */
    static Blas detect() {
        String vendor = Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor");
        String description = vendor.equals(OPENBLAS)
                ? "%s, core type %s".formatted(openblas.OPENBLAS_VERSION.strip(), coreType())
                : vendor;
        return new Blas(vendor, description);
    }

    boolean isMkl() {
        return vendor.equals("MKL");
    }

    /** Starts another JVM, because OpenBLAS prints the core type only while it is loaded. */
    private static String coreType() {
        List<String> output = ChildJvm.run(Blas.class, Map.of("OPENBLAS_VERBOSE", "2"));
        return output.stream()
                .filter(line -> line.startsWith(CORE))
                .map(line -> line.substring(CORE.length()))
                .findFirst()
                .orElse("unknown");
    }

    /**
     * Loads OpenBLAS.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        Loader.load(openblas.class);
    }
}
