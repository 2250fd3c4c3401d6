package io.github.nd4jinit.internal.fill;

/** A thread's arrays for chunks of values, kept from fill to fill. */
final class Room {

    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    private float[] floats = {};
    private double[] doubles = {};
    private short[] shorts = {};

    private Room() {}

    static Room ofThisThread() {
        return ROOM.get();
    }

    float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    double[] doubles(int length) {
        if (doubles.length < length) {
            doubles = new double[length];
        }
        return doubles;
    }

    short[] shorts(int length) {
        if (shorts.length < length) {
            shorts = new short[length];
        }
        return shorts;
    }
}
