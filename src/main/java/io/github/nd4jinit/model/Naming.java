package io.github.nd4jinit.model;

import java.util.Locale;

/** Tells a parameter's role by its name and shape. */
@FunctionalInterface
public interface Naming {

    /**
     * What torch, Keras, Hugging Face and most others call parameters. By the name's last part, and where that is {@code
     * weight} or {@code bias} and the array a vector, by whether the name speaks of a normalization:
     *
     * <ul>
     *   <li>{@code gamma}, {@code scale}, or a norm's {@code weight}: {@link Role#NORM_SCALE}; {@code beta}, or a norm's {@code
     *       bias}: {@link Role#NORM_SHIFT}
     *   <li>{@code bias}, {@code b}, or what ends so: {@link Role#BIAS}
     *   <li>{@code running_mean}, {@code running_var}, {@code moving_mean}, {@code num_batches_tracked}, ...: {@link
     *       Role#STATISTIC}
     *   <li>names with {@code embed}, {@code wte} or {@code wpe}, of rank 2 and more: {@link Role#EMBEDDING}; with {@code
     *       token}: {@link Role#TOKEN}
     *   <li>{@code recurrent_kernel}, {@code weight_hh...}, {@code RW}: {@link Role#RECURRENT_WEIGHT}
     *   <li>anything else of rank 2 and more: {@link Role#WEIGHT}; of rank below: {@link Role#OTHER}
     * </ul>
     */
    Naming CONVENTIONAL = (name, shape) -> conventional(name.toLowerCase(Locale.ROOT), shape.length);

    /**
     * The role of a parameter.
     *
     * @param name its name
     * @param shape its shape
     * @return its role; {@link Role#OTHER} if the name tells nothing
     */
    Role role(String name, long[] shape);

    private static Role conventional(String name, int rank) {
        boolean norm = name.matches(".*(norm|(^|[./_])(bn|ln|gn)_?\\d*[./_]).*");
        if (name.matches(".*(running|moving)_(mean|var|variance)|.*num_batches_tracked")) {
            return Role.STATISTIC;
        }
        if (name.matches("(.*[./_])?(gamma|scale)") || (norm && name.matches("(.*[./_])?(weight|w)"))) {
            return Role.NORM_SCALE;
        }
        if (name.matches("(.*[./_])?beta") || (norm && name.matches("(.*[./_])?(bias|b)"))) {
            return Role.NORM_SHIFT;
        }
        if (name.matches(".*bias(_[a-z0-9]+)*|(.*[./_])?b")) {
            return Role.BIAS;
        }
        if (rank < 2) {
            return Role.OTHER;
        }
        if (name.matches(".*embed.*|.*(^|[./_])(wte|wpe)([./_].*)?")) {
            return Role.EMBEDDING;
        }
        if (name.matches(".*token.*")) {
            return Role.TOKEN;
        }
        return name.matches(".*(recurrent_kernel|weight_hh.*)|(.*[./_])?rw") ? Role.RECURRENT_WEIGHT : Role.WEIGHT;
    }
}
