package io.github.nd4jinit;

import java.util.Locale;

/**
 * Selects the fan n that determines the variance of a tensor's values: variance = gain² / n. Constants may be added in
 * a minor release, so a {@code switch} over this enum needs a default branch.
 */
public enum FanMode {
    /** n = fan in: preserves the variance of the activations in the forward pass. */
    FAN_IN {
        @Override
        public double select(Fans fans) {
            return fans.fanIn();
        }
    },

    /** n = fan out: preserves the variance of the gradients in the backward pass. */
    FAN_OUT {
        @Override
        public double select(Fans fans) {
            return fans.fanOut();
        }
    },

    /** n = (fan in + fan out) / 2: the compromise of Glorot and Bengio (2010). */
    FAN_AVG {
        @Override
        public double select(Fans fans) {
            return (fans.fanIn() + fans.fanOut()) / 2;
        }
    },

    /** n = √(fan in · fan out): the geometric mean, as in JAX. */
    FAN_GEO_AVG {
        @Override
        public double select(Fans fans) {
            return Math.sqrt(fans.fanIn() * fans.fanOut());
        }
    };

    /**
     * Returns the fan n that this mode selects.
     *
     * @param fans the fans of a tensor
     * @return n
     */
    public abstract double select(Fans fans);

    /** {@return the name in lower case, such as {@code fan_in}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
