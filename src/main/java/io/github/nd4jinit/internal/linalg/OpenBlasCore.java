package io.github.nd4jinit.internal.linalg;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor core for which OpenBLAS selected its kernels. If a version of OpenBLAS does not know the processor, it
 * selects kernels for Prescott, a core of 2004 with vectors of four floats, which are several times slower.
 *
 * <p>OpenBLAS stores the address of the selected kernels in the variable {@code gotoblas}. The symbols are looked up in
 * the process, because this library is not compiled against the bindings of OpenBLAS. They do not exist if another
 * library, such as MKL, computes the products, or on processors without these kernels.
 */
final class OpenBlasCore {

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenBlasCore.class);

    private static final AtomicBoolean IS_CHECKED = new AtomicBoolean();

    /** ND4J's numbers for processors with AVX2 and with AVX-512. */
    private static final int AVX2_LEVEL = 2;

    private static final int AVX512_LEVEL = 3;

    private OpenBlasCore() {}

    /** Logs a warning, at most once, if the kernels are much slower than others that the processor can run. */
    static void warnIfSlow() {
        if (!IS_CHECKED.getAndSet(true) && Nd4j.getEnvironment().isCPU() && isSlow()) {
            LOGGER.warn(
                    "OpenBLAS does not know this processor and uses slow kernels, so large orthogonal matrices and all matrix products of ND4J take several times longer; set the environment variable OPENBLAS_CORETYPE to {} before the JVM starts",
                    vectorLevel() >= AVX512_LEVEL ? "SKYLAKEX" : "HASWELL");
        }
    }

    /** Returns whether the kernels are for Prescott although the processor has AVX2. */
    static boolean isSlow() {
        Pointer selected = Loader.addressof("gotoblas");
        Pointer prescott = Loader.addressof("gotoblas_PRESCOTT");
        return selected != null
                && prescott != null
                && new SizeTPointer(selected).get() == prescott.address()
                && vectorLevel() >= AVX2_LEVEL;
    }

    private static int vectorLevel() {
        return NativeOpsHolder.getInstance().getDeviceNativeOps().optimalLevel();
    }
}
