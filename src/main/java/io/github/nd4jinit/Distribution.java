package io.github.nd4jinit;

import io.github.nd4jinit.random.RandomStream;
import io.github.nd4jinit.random.Values;
import java.util.Locale;

/** The shape of a distribution of mean 0, whose standard deviation is given. */
public enum Distribution {
    /** Uniform on {@code [-√3 std, √3 std]}: the variance of a uniform number on [-b, b] is b² / 3. */
    UNIFORM {
        @Override
        Values draw(RandomStream stream, double std) {
            return stream.symmetric(SQRT_3 * std);
        }
    },

    /** Normal, not truncated. */
    NORMAL {
        @Override
        Values draw(RandomStream stream, double std) {
            return stream.normal(0, std);
        }
    },

    /**
     * Normal, truncated at two standard deviations of the parent, which is widened so that the <em>result</em> has the
     * standard deviation that was asked for: no value exceeds 2.2737 std.
     */
    TRUNCATED_NORMAL {
        @Override
        Values draw(RandomStream stream, double std) {
            double parent = std / TRUNCATED_STD;
            return stream.truncatedNormal(0, parent, -2 * parent, 2 * parent);
        }
    };

    private static final double SQRT_3 = Math.sqrt(3);

    /**
     * The standard deviation of a standard normal number truncated to [-2, 2]: √(1 - 4 φ(2) / (2 Φ(2) - 1)). The digits
     * are those of JAX and Keras.
     */
    private static final double TRUNCATED_STD = 0.8796256610342398;

    /** The most that values with the given standard deviation may come to. */
    double reach(double std) {
        return switch (this) {
            case UNIFORM -> SQRT_3 * std;
            case NORMAL -> Normal.reach(0, std);
            case TRUNCATED_NORMAL -> 2 / TRUNCATED_STD * std;
        };
    }

    /** Values with the given standard deviation. */
    abstract Values draw(RandomStream stream, double std);

    /** {@return the name in text, such as {@code truncated_normal}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
