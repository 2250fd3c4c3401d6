package io.github.nd4jinit.diagnose;

import java.util.Objects;

/** An edge of the layer graph: the activation of one layer is an input of another layer. */
public final class LayerEdge {

    private final String from;
    private final String to;
    private final Connection connection;

    private LayerEdge(String from, String to, Connection connection) {
        this.from = Objects.requireNonNull(from, "from must not be null");
        this.to = Objects.requireNonNull(to, "to must not be null");
        this.connection = Objects.requireNonNull(connection, "connection must not be null");
    }

    /**
     * An edge.
     *
     * @param from the name of the layer whose activation is the input
     * @param to the name of the layer that receives the input
     * @param connection how the signal changes between the layers
     * @return the edge
     */
    public static LayerEdge of(String from, String to, Connection connection) {
        return new LayerEdge(from, to, connection);
    }

    /**
     * An edge that keeps the scale of the signal.
     *
     * @param from the name of the layer whose activation is the input
     * @param to the name of the layer that receives the input
     * @return the edge, of {@link Connection#DIRECT}
     */
    public static LayerEdge direct(String from, String to) {
        return new LayerEdge(from, to, Connection.DIRECT);
    }

    /**
     * An edge that changes the scale of the signal.
     *
     * @param from the name of the layer whose activation is the input
     * @param to the name of the layer that receives the input
     * @return the edge, of {@link Connection#RESCALED}
     */
    public static LayerEdge rescaled(String from, String to) {
        return new LayerEdge(from, to, Connection.RESCALED);
    }

    /** {@return the name of the layer whose activation is the input} */
    public String from() {
        return from;
    }

    /** {@return the name of the layer that receives the input} */
    public String to() {
        return to;
    }

    /** {@return how the signal changes between the layers} */
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerEdge edge
                && from.equals(edge.from)
                && to.equals(edge.to)
                && connection == edge.connection;
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, to, connection);
    }

    /** {@return the names and the connection} */
    @Override
    public String toString() {
        return "%s -> %s (%s)".formatted(from, to, connection);
    }
}
