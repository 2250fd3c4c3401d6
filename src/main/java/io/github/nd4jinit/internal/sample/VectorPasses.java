package io.github.nd4jinit.internal.sample;

/**
 * Rules and methods that all vectorizable passes share. A pass is a loop over scratch arrays that the compiler
 * translates to vector instructions. On JDK 17, such a loop must have
 *
 * <ul>
 *   <li>at most about twenty operations per element;
 *   <li>the same index in all arrays of an element type, or indices that differ by a known multiple;
 *   <li>enough iterations, because the compiler does not vectorize loops that it expects to be short. Therefore the
 *       number of elements is rounded up to a multiple of {@value #ALIGNMENT}; the results of the surplus elements are
 *       discarded.
 * </ul>
 */
public final class VectorPasses {

    /** Passes begin and end at multiples of this number. */
    public static final int ALIGNMENT = 256;

    private static final int ONE = Float.floatToRawIntBits(1);

    private VectorPasses() {}

    /**
     * Rounds a number of elements up to a multiple of {@value #ALIGNMENT}.
     *
     * @param n a number of elements, not negative
     * @return the smallest multiple of {@value #ALIGNMENT} that is at least n
     */
    public static int alignUp(int n) {
        return (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /**
     * Computes the bits of the floats {@code 1 + k/2²³}, where k is the integer in the leading 23 bits of a word.
     *
     * @param words the words
     * @param bits receives the bits
     * @param first index of the first word
     * @param end index after the last word
     */
    public static void unsignedBits(int[] words, int[] bits, int first, int end) {
        for (int i = first; i < end; i++) {
            bits[i] = (words[i] >>> 9) | ONE;
        }
    }
}
