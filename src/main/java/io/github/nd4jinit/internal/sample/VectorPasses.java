package io.github.nd4jinit.internal.sample;

/**
 * What the passes have in common. A pass is a loop over scratch arrays that the compiler turns into vector instructions. For
 * JDK 17 this means:
 *
 * <ul>
 *   <li>no more than about twenty operations per element;
 *   <li>the same index in all arrays of a type, or indices that differ by a known multiple;
 *   <li>enough iterations that the compiler does not take it for a short loop. So a pass covers whole parts of {@value
 *       #PART} elements; the surplus elements are scratch.
 * </ul>
 */
public final class VectorPasses {

    /** Passes begin and end at multiples of this. */
    public static final int PART = 256;

    private static final int ONE = Float.floatToRawIntBits(1);

    private VectorPasses() {}

    /**
     * Rounds a number of elements up to whole parts.
     *
     * @param n a number of elements, not negative
     * @return the smallest multiple of {@value #PART} that is at least n
     */
    public static int wholeParts(int n) {
        return (n + PART - 1) / PART * PART;
    }

    /**
     * Computes the bits of the floats {@code 1 + k/2²³}, where k is the number in the leading 23 bits of a word.
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
