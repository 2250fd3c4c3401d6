package io.github.nd4jinit.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a network in a report. Diagnoses and training runs with equal configurations belong together.
 *
 * <pre>{@code
 * Configuration.of("kaiming_normal").withNonlinearity("relu").withHiddenLayers(10)
 * }</pre>
 */
public final class Configuration {

    private final String label;
    private final String nonlinearity;
    private final int hiddenLayers;

    private Configuration(String label, String nonlinearity, int hiddenLayers) {
        this.label = Objects.requireNonNull(label, "label must not be null");
        this.nonlinearity = Objects.requireNonNull(nonlinearity, "nonlinearity must not be null");
        this.hiddenLayers = hiddenLayers;
    }

    /**
     * Returns a configuration with a label.
     *
     * @param label the name of the network in charts and tables, such as the name of an initializer, or {@code before
     *     training}
     * @return the configuration, without a nonlinearity or a number of hidden layers
     */
    public static Configuration of(String label) {
        return new Configuration(label, "", 0);
    }

    /**
     * Returns a copy of this configuration with a nonlinearity. If a report contains several nonlinearities, its page
     * shows one at a time.
     *
     * @param nonlinearity the name of the nonlinearity; empty for none
     * @return the configuration
     */
    public Configuration withNonlinearity(String nonlinearity) {
        return new Configuration(label, nonlinearity, hiddenLayers);
    }

    /**
     * Returns a copy of this configuration with a number of hidden layers. If a report contains several such numbers,
     * its page shows one at a time.
     *
     * @param hiddenLayers the number of hidden layers; 0 if it is not given
     * @return the configuration
     * @throws IllegalArgumentException if the number is negative
     */
    public Configuration withHiddenLayers(int hiddenLayers) {
        if (hiddenLayers < 0) {
            throw new IllegalArgumentException(
                    "configuration: hiddenLayers must not be negative, but was %s; pass 0 if it is not given"
                            .formatted(hiddenLayers));
        }
        return new Configuration(label, nonlinearity, hiddenLayers);
    }

    /** {@return the name of the network in charts and tables} */
    public String label() {
        return label;
    }

    /** {@return the name of the nonlinearity; empty if it is not given} */
    public String nonlinearity() {
        return nonlinearity;
    }

    /** {@return the number of hidden layers; 0 if it is not given} */
    public int hiddenLayers() {
        return hiddenLayers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Configuration that
                && label.equals(that.label)
                && nonlinearity.equals(that.nonlinearity)
                && hiddenLayers == that.hiddenLayers;
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, nonlinearity, hiddenLayers);
    }

    /**
     * {@return the label, followed by the nonlinearity and the number of hidden layers if they are given, as in {@code
     * kaiming_normal, relu, 10 hidden layers}}
     */
    @Override
    public String toString() {
        return label
                + (nonlinearity.isEmpty() ? "" : ", " + nonlinearity)
                + (hiddenLayers == 0
                        ? ""
                        : ", %s hidden layer%s".formatted(hiddenLayers, hiddenLayers == 1 ? "" : "s"));
    }
}
