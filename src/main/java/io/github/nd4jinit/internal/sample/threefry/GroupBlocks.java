package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;

/** Caches the blocks of the most recent group, because consecutive runs often belong to the same group. */
final class GroupBlocks {

    private final int[] words = new int[ThreefryWords.GROUP];
    private long key;
    private long group;
    private int firstLane;
    private int endLane;

    /**
     * Returns the words of a group under a key. The words from index {@code first} to {@code end}, exclusive, are
     * valid.
     */
    int[] words(long key, long group, int first, int end) {
        boolean spansBothHalves = first < Threefry.LANES && end > Threefry.LANES;
        int from = spansBothHalves ? 0 : first % Threefry.LANES;
        int to = spansBothHalves ? Threefry.LANES : from + end - first;
        if (!(key == this.key && group == this.group && from >= firstLane && to <= endLane)) {
            Threefry.blocks(key, group * Threefry.LANES, words, from, to);
            this.key = key;
            this.group = group;
            this.firstLane = from;
            this.endLane = to;
        }
        return words;
    }
}
