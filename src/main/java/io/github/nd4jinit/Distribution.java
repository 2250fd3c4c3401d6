package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.VarianceFormula;
import java.util.Locale;

/** The shape of a distribution of mean 0, whose standard deviation is given. */
public enum Distribution {
    /** Uniform on {@code [-√3 std, √3 std]}: the variance of a uniform number on [-b, b] is b² / 3. */
    UNIFORM {
        @Override
        double reach(VarianceFormula scaling) {
            return scaling.bound();
        }

        @Override
        TensorValues draw(RandomStream stream, VarianceFormula scaling) {
            return stream.uniform(scaling);
        }

        @Override
        Initializer initializer(VarianceFormula scaling) {
            return Init.uniform(-scaling.bound(), scaling.bound());
        }
    },

    /** Normal, not truncated. */
    NORMAL {
        @Override
        double reach(VarianceFormula scaling) {
            return Normal.reach(0, scaling.std());
        }

        @Override
        TensorValues draw(RandomStream stream, VarianceFormula scaling) {
            return stream.normal(scaling);
        }

        @Override
        Initializer initializer(VarianceFormula scaling) {
            return Init.normal(0, scaling.std());
        }
    },

    /**
     * Normal, truncated at two standard deviations of the parent, which is widened so that the <em>result</em> has the
     * standard deviation that was asked for: no value exceeds 2.2737 std.
     */
    TRUNCATED_NORMAL {
        @Override
        double reach(VarianceFormula scaling) {
            return 2 * scaling.parentStd();
        }

        @Override
        TensorValues draw(RandomStream stream, VarianceFormula scaling) {
            return stream.truncatedNormal(scaling);
        }

        @Override
        Initializer initializer(VarianceFormula scaling) {
            return Init.truncNormal(0, scaling.parentStd(), -2 * scaling.parentStd(), 2 * scaling.parentStd());
        }
    };

    /** The most that values with the given standard deviation may come to. */
    abstract double reach(VarianceFormula scaling);

    /** Values with the given standard deviation. */
    abstract TensorValues draw(RandomStream stream, VarianceFormula scaling);

    /** The initializer of such values, whatever the fans. */
    abstract Initializer initializer(VarianceFormula scaling);

    /** {@return the name in text, such as {@code truncated_normal}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
