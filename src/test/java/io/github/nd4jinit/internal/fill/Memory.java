package io.github.nd4jinit.internal.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads the memory of arrays as bits, so that NaNs with different payloads differ and 0.0 differs from -0.0. */
public final class Memory {

    private Memory() {}

    /** Returns the bits of every cell of the buffer that an array owns. */
    public static long[] bits(INDArray owner) {
        Pointer memory = owner.data().pointer();
        return bits(owner, 0, (int) memory.capacity());
    }

    /** Returns the bits of {@code n} cells of the buffer that an array owns. */
    public static long[] bits(INDArray owner, long from, int n) {
        Pointer memory = owner.data().pointer();
        long[] bits = new long[n];
        switch (owner.data().getElementSize()) {
            case Short.BYTES -> {
                short[] cells = new short[n];
                new ShortPointer(memory).position(from).get(cells);
                Arrays.setAll(bits, i -> cells[i] & 0xffffL);
            }
            case Integer.BYTES -> {
                int[] cells = new int[n];
                new IntPointer(memory).position(from).get(cells);
                Arrays.setAll(bits, i -> cells[i] & 0xffffffffL);
            }
            default -> new LongPointer(memory).position(from).get(bits);
        }
        return bits;
    }

    /** Returns the bits of an array's elements in row-major order, copied by ND4J. */
    public static long[] elements(INDArray array) {
        try (INDArray copy = array.dup('c').detach()) {
            return bits(copy);
        }
    }

    /** Sets every cell of the buffer that an array owns to the same bits. */
    public static void paint(INDArray owner, long bits) {
        Pointer memory = owner.data().pointer();
        int n = (int) memory.capacity();
        switch (owner.data().getElementSize()) {
            case Short.BYTES -> {
                short[] cells = new short[n];
                Arrays.fill(cells, (short) bits);
                new ShortPointer(memory).put(cells, 0, n);
            }
            case Integer.BYTES -> {
                int[] cells = new int[n];
                Arrays.fill(cells, (int) bits);
                new IntPointer(memory).put(cells, 0, n);
            }
            default -> {
                long[] cells = new long[n];
                Arrays.fill(cells, bits);
                new LongPointer(memory).put(cells, 0, n);
            }
        }
    }

    /** Asserts that bits are equal, and reports only the first difference, because arrays can be large. */
    public static void assertSameBits(String what, long[] actual, long[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        int at = Arrays.mismatch(actual, expected);
        if (at >= 0) {
            assertThat(Long.toHexString(actual[at]))
                    .as("%s: bits at %d", what, at)
                    .isEqualTo(Long.toHexString(expected[at]));
        }
    }
}
