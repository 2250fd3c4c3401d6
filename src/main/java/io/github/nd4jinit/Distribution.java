package io.github.nd4jinit;

import java.util.Locale;

/** The shape of a distribution with mean 0 and a given standard deviation. Constants may be added in a minor release: a {@code switch} over this enum needs a default branch. */
public enum Distribution {
    /** Uniform on {@code [-√3 std, √3 std]}, because the variance of U[-b, b] is b² / 3. */
    UNIFORM,

    /** Normal, not truncated. */
    NORMAL,

    /**
     * Normal, truncated at two standard deviations of the parent distribution. The <em>result</em> has the given standard
     * deviation std, so the parent's is larger, and no absolute value exceeds 2.2737 std.
     */
    TRUNCATED_NORMAL;

    /** {@return the name in text, such as {@code truncated_normal}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
