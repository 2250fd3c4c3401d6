package io.github.nd4jinit.internal.sample.threefry;

import io.github.nd4jinit.internal.sample.Threefry;

/** Caches the blocks of the most recent group, because consecutive runs often belong to the same group. */
final class GroupBlocks {

    private final int[] words = new int[ThreefryWords.GROUP];
    private final int[] schedule = new int[Threefry.SCHEDULE];
    private boolean areWords;
    private long key;
    private long group;
    private int firstLane;
    private int endLane;

    /**
     * Returns the words of a group under a key. The words from index {@code first} to {@code end}, exclusive, are
     * valid.
     */
    int[] words(long key, long group, int first, int end) {
        if (selectLanes(key, group, first, end) || !areWords) {
            Threefry.blocks(schedule, words, firstLane, endLane);
            areWords = true;
        }
        return words;
    }

    /**
     * Returns the bits of the floats {@code 1 + k/2²³}, where k is the integer in the leading 23 bits of a word of {@link
     * #words}. The bits from index {@code first} to {@code end}, exclusive, are valid.
     */
    int[] unsignedFloatBits(long key, long group, int first, int end) {
        if (selectLanes(key, group, first, end) || areWords) {
            Threefry.unsignedFloatBits(schedule, words, firstLane, endLane);
            areWords = false;
        }
        return words;
    }

    /** Prepares the lanes that compute the words, and returns true, unless they include these lanes already. */
    private boolean selectLanes(long key, long group, int first, int end) {
        boolean spansBothHalves = first < Threefry.LANES && end > Threefry.LANES;
        int from = spansBothHalves ? 0 : first % Threefry.LANES;
        int to = spansBothHalves ? Threefry.LANES : from + end - first;
        if (key == this.key && group == this.group && from >= firstLane && to <= endLane) {
            return false;
        }
        Threefry.schedule(key, group * Threefry.LANES, schedule);
        this.key = key;
        this.group = group;
        this.firstLane = from;
        this.endLane = to;
        return true;
    }
}
