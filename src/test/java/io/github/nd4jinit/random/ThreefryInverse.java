package io.github.nd4jinit.random;

/** Threefry's rounds of words run backwards, which finds elements that have given words without a search. */
final class ThreefryInverse {

    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

    private ThreefryInverse() {}

    /** The counter that has the given block. */
    static long counter(long key, long block) {
        int first = (int) (key >>> 32);
        int second = (int) key;
        int[] keys = {first, second, first ^ second ^ 0x1BD11BDA};
        int x0 = (int) (block >>> 32);
        int x1 = (int) block;
        for (int round = Threefry.WORD_ROUNDS - 1; round >= 0; round--) {
            if (round % 4 == 3) {
                int group = round / 4 + 1;
                x0 -= keys[group % 3];
                x1 -= keys[(group + 1) % 3] + group;
            }
            x1 = Integer.rotateRight(x1 ^ x0, ROTATIONS[round % 8]);
            x0 -= x1;
        }
        return ((long) (x0 - first) << 32) | ((x1 - second) & 0xffffffffL);
    }

    /** The nth of the elements that have the given word and lie in the first half of their group, in no special order. */
    static long element(long key, int word, int nth) {
        int left = nth;
        for (long other = 0; ; other++) {
            long counter = counter(key, ((long) word << 32) | other);
            // the index of an element is a long, so its block's counter has 62 bits
            if (counter >>> 62 == 0 && left-- == 0) {
                return counter / Words.LANES * Words.GROUP + counter % Words.LANES;
            }
        }
    }
}
