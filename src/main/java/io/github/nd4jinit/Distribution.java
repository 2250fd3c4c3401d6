package io.github.nd4jinit;

import java.util.Locale;

/**
 * The shape of a distribution with mean 0 and a given standard deviation. Constants may be added in a minor release, so
 * a {@code switch} over this enum needs a default branch.
 */
public enum Distribution {
    /** Uniform on [-√3 std, √3 std]: the variance of the uniform distribution on [-b, b] is b² / 3. */
    UNIFORM,

    /** Normal, not truncated. */
    NORMAL,

    /**
     * Normal, truncated at two standard deviations of the parent, the normal distribution before truncation. The
     * <em>drawn values</em> have the given standard deviation std; the standard deviation of the parent is std /
     * 0.8796, so no absolute value exceeds 2.2737 std.
     */
    TRUNCATED_NORMAL;

    /** {@return the name in lower case, such as {@code truncated_normal}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
