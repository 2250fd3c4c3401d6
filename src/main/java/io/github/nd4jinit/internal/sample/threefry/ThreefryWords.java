package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;

/**
 * Which 32 bits of which Threefry block are the random word of an element. This is a published format: it never changes.
 *
 * <p>A block has two words, so two elements share a block. They are {@value Threefry#LANES} elements apart: in each group
 * of {@value #GROUP} elements the first half has the first words of {@value Threefry#LANES} blocks, and the second half
 * has the second words. So the words of a group leave the cipher in the order of the elements, and no interleaving is
 * needed.
 */
final class ThreefryWords {

    /** Elements in a group. */
    static final int GROUP = 2 * Threefry.LANES;

    private ThreefryWords() {}

    /** The word of one element. */
    static int of(long key, long element) {
        long block =
                Threefry.block(key, element / GROUP * Threefry.LANES + element % Threefry.LANES, Threefry.WORD_ROUNDS);
        return element % GROUP < Threefry.LANES ? (int) (block >>> 32) : (int) block;
    }
}
