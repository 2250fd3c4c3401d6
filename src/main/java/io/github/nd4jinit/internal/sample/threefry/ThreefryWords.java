package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;

/**
 * The mapping from an element to its random word: the counter of a Threefry block and one of the block's two words. The
 * mapping is a published format and never changes.
 *
 * <p>Elements are divided into groups of {@value #GROUP}. Two elements of a group that are {@value Threefry#LANES}
 * elements apart share a block: element i of group g, for {@code 0 <= i < GROUP}, has the counter {@code g * LANES + i
 * % LANES}. Its word is the first word of the block if {@code i < LANES}, and the second word otherwise. Therefore the
 * first words of all blocks of a group, followed by the second words, are in the order of the elements, and no interleaving
 * is needed.
 */
final class ThreefryWords {

    /** Number of elements in a group. */
    static final int GROUP = 2 * Threefry.LANES;

    private ThreefryWords() {}

    /** Returns the word of an element. */
    static int of(long key, long element) {
        long block =
                Threefry.block(key, element / GROUP * Threefry.LANES + element % Threefry.LANES, Threefry.WORD_ROUNDS);
        return element % GROUP < Threefry.LANES ? (int) (block >>> 32) : (int) block;
    }
}
