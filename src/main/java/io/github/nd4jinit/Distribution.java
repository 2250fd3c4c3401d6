package io.github.nd4jinit;

import io.github.nd4jinit.random.RandomStream;
import io.github.nd4jinit.random.Scaling;
import io.github.nd4jinit.random.Values;
import java.util.Locale;

/** The shape of a distribution of mean 0, whose standard deviation is given. */
public enum Distribution {
    /** Uniform on {@code [-√3 std, √3 std]}: the variance of a uniform number on [-b, b] is b² / 3. */
    UNIFORM {
        @Override
        double reach(Scaling scaling) {
            return scaling.bound();
        }

        @Override
        Values draw(RandomStream stream, Scaling scaling) {
            return stream.uniform(scaling);
        }

        @Override
        Initializer initializer(Scaling scaling) {
            return Init.uniform(-scaling.bound(), scaling.bound());
        }
    },

    /** Normal, not truncated. */
    NORMAL {
        @Override
        double reach(Scaling scaling) {
            return Normal.reach(0, scaling.std());
        }

        @Override
        Values draw(RandomStream stream, Scaling scaling) {
            return stream.normal(scaling);
        }

        @Override
        Initializer initializer(Scaling scaling) {
            return Init.normal(0, scaling.std());
        }
    },

    /**
     * Normal, truncated at two standard deviations of the parent, which is widened so that the <em>result</em> has the
     * standard deviation that was asked for: no value exceeds 2.2737 std.
     */
    TRUNCATED_NORMAL {
        @Override
        double reach(Scaling scaling) {
            return 2 * scaling.parent();
        }

        @Override
        Values draw(RandomStream stream, Scaling scaling) {
            return stream.truncatedNormal(scaling);
        }

        @Override
        Initializer initializer(Scaling scaling) {
            return Init.truncNormal(0, scaling.parent(), -2 * scaling.parent(), 2 * scaling.parent());
        }
    };

    /** The most that values with the given standard deviation may come to. */
    abstract double reach(Scaling scaling);

    /** Values with the given standard deviation. */
    abstract Values draw(RandomStream stream, Scaling scaling);

    /** The initializer of such values, whatever the fans. */
    abstract Initializer initializer(Scaling scaling);

    /** {@return the name in text, such as {@code truncated_normal}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
