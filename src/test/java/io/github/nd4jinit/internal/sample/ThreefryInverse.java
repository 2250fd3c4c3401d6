package io.github.nd4jinit.internal.sample;

/** Decrypts Threefry blocks, so that tests can compute the counter that gives certain words. */
public final class ThreefryInverse {

    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

    private ThreefryInverse() {}

    /** Returns the counter whose encryption is the given block. */
    public static long counter(long key, long block) {
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
}
