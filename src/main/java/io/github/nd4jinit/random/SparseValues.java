package io.github.nd4jinit.random;

import io.github.nd4jinit.internal.sample.TensorValues;
import java.util.Arrays;

/**
 * Entries where they are kept, and zero elsewhere. Of each group of {@link Words} the kept elements take the group's
 * first entries, in order: nothing is made for a zero.
 */
final class SparseValues implements TensorValues {

    private final TensorValues entries;
    private final KeptEntries kept;

    SparseValues(TensorValues entries, KeptEntries kept) {
        this.entries = entries;
        this.kept = kept;
    }

    @Override
    public void fill(long from, float[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        Room room = Room.ofThread();
        int run;
        for (int done = 0; done < n; done += run) {
            run = room.find(kept, from + done, n - done);
            entries.fill(room.firstEntry, room.floats, 0, room.count);
            scatter(room.floats, room.found, room.count, out, offset + done);
        }
    }

    private static void scatter(float[] entries, int[] at, int count, float[] out, int offset) {
        for (int k = 0; k < count; k++) {
            out[offset + at[k]] = entries[k];
        }
    }

    @Override
    public void fill(long from, double[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 0);
        Room room = Room.ofThread();
        int run;
        for (int done = 0; done < n; done += run) {
            run = room.find(kept, from + done, n - done);
            entries.fill(room.firstEntry, room.doubles, 0, room.count);
            scatter(room.doubles, room.found, room.count, out, offset + done);
        }
    }

    private static void scatter(double[] entries, int[] at, int count, double[] out, int offset) {
        for (int k = 0; k < count; k++) {
            out[offset + at[k]] = entries[k];
        }
    }

    /** A thread's arrays for a run of elements within one group. */
    private static final class Room {

        private static final ThreadLocal<Room> OF_THREAD = ThreadLocal.withInitial(Room::new);

        final float[] floats = new float[Words.GROUP];
        final double[] doubles = new double[Words.GROUP];

        /** How far from the run's first element its kept ones are. */
        final int[] found = new int[Words.GROUP];

        /** How many they are, and the index of the entry that the first of them takes. */
        int count;

        long firstEntry;

        private final long[] bits = new long[Words.GROUP / Long.SIZE + 1];

        static Room ofThread() {
            return OF_THREAD.get();
        }

        /** Finds the kept elements of a run, at most {@code n} and no more than are left of a group; returns how long it is. */
        int find(KeptEntries kept, long from, int n) {
            int place = (int) (from % Words.GROUP);
            int run = Math.min(Words.GROUP - place, n);
            kept.get(from - place, place + run, bits);
            int before = 0;
            count = 0;
            for (int word = 0; word < bits.length; word++) {
                for (long left = bits[word]; left != 0; left &= left - 1) {
                    int at = word * Long.SIZE + Long.numberOfTrailingZeros(left) - place;
                    if (at < 0) {
                        before++;
                    } else {
                        found[count++] = at;
                    }
                }
            }
            firstEntry = from - place + before;
            return run;
        }
    }
}
