package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;

/** The blocks of one group, kept until those of another group are needed: two runs share them. */
final class GroupBlocks {

    private final int[] words = new int[ThreefryWords.GROUP];
    private long key;
    private long group;
    private int firstLane;
    private int endLane;

    /** The words of a group under a key, valid from index {@code first} to {@code end}. */
    int[] words(long key, long group, int first, int end) {
        boolean hasBothHalves = first < Threefry.LANES && end > Threefry.LANES;
        int from = hasBothHalves ? 0 : first % Threefry.LANES;
        int to = hasBothHalves ? Threefry.LANES : from + end - first;
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
