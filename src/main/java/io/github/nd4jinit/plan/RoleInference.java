package io.github.nd4jinit.plan;

import java.util.Arrays;
import java.util.Locale;

/** Infers the role of a parameter from its name and shape. A lambda can implement this interface. */
@FunctionalInterface
public interface RoleInference {

    /**
     * Inference by the naming conventions of torch, Keras, Hugging Face and most other libraries. Case is ignored, and
     * so is a final {@code :0}. The first case that applies determines the role:
     *
     * <ul>
     *   <li>{@code running_mean}, {@code running_var}, {@code moving_variance}, {@code num_batches_tracked}, ...:
     *       {@link Role#STATISTIC}
     *   <li>{@code gamma}, {@code scale}: {@link Role#NORM_SCALE}; {@code beta}, or the {@code bias} of a scope named
     *       like a norm ({@code norm}, {@code bn1}, {@code ln_f}, ...): {@link Role#NORM_SHIFT}
     *   <li>{@code bias}, {@code b}, or a name that ends with one of them: {@link Role#BIAS}, but {@link Role#OTHER} if
     *       more than one axis is longer than 1. {@link Tensor#named} recognizes the shift of other norms by the scale
     *       in the same scope
     *   <li>a vector named {@code weight}: {@link Role#SLOPE} if its name contains {@code prelu}, otherwise {@link
     *       Role#NORM_SCALE}, because only norms have such weights. Outside a norm, a vector with a single element can
     *       be either, so its role is {@link Role#OTHER}
     *   <li>anything else of rank below 2: {@link Role#OTHER}
     *   <li>a name that ends with {@code token}: {@link Role#TOKEN}
     *   <li>a name with {@code embed}, {@code wte} or {@code wpe}, of rank 2 or 3: {@link Role#EMBEDDING}; a patch
     *       embedding, of rank 4 or more, is a convolution
     *   <li>{@code recurrent_kernel}, {@code weight_hh...}, {@code RW}: {@link Role#RECURRENT_WEIGHT}
     *   <li>anything else: {@link Role#WEIGHT}
     * </ul>
     */
    RoleInference CONVENTIONAL =
            (name, shape) -> conventional(name.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""), shape);

    /**
     * The role of a parameter.
     *
     * @param name its name
     * @param shape its shape
     * @return its role; {@link Role#OTHER} if it is not evident
     */
    Role infer(String name, long[] shape);

    private static Role conventional(String name, long[] shape) {
        if (name.matches(".*(running|moving)_(mean|var|variance)|.*num_batches_tracked")) {
            return Role.STATISTIC;
        }
        if (name.matches("(.*[./_])?gamma|(.*[./])?scale")) {
            return Role.NORM_SCALE;
        }
        boolean norm = name.matches(".*(norm|(^|[./_])(bn|ln|gn)_?\\d*[./_]).*");
        if (name.matches("(.*[./_])?beta") || (norm && name.matches(".*[./_](bias|b)"))) {
            return Role.NORM_SHIFT;
        }
        if (name.matches(".*bias(_[a-z0-9]+)*|(.*[./_])?b")) {
            // some causal masks are named bias, too
            return Arrays.stream(shape).filter(length -> length > 1).count() <= 1 ? Role.BIAS : Role.OTHER;
        }
        if (name.endsWith("prelu/alpha") || name.endsWith("prelu.alpha")) {
            return Role.SLOPE;
        }
        if (shape.length >= 2) {
            return matrix(name, shape.length);
        }
        boolean scale = norm ? name.matches(".*[./_](weight|w)") : name.matches("(.*[./])?weight");
        if (shape.length == 0 || !scale) {
            return Role.OTHER;
        }
        if (name.contains("prelu")) {
            return Role.SLOPE;
        }
        return norm || shape[0] > 1 ? Role.NORM_SCALE : Role.OTHER;
    }

    private static Role matrix(String name, int rank) {
        if (name.endsWith("token")) {
            return Role.TOKEN;
        }
        if (rank <= 3 && name.matches(".*embed.*|(.*[./_])?(wte|wpe)([./_].*)?")) {
            return Role.EMBEDDING;
        }
        return name.matches(".*(recurrent_kernel|weight_hh.*)|(.*[./_])?rw") ? Role.RECURRENT_WEIGHT : Role.WEIGHT;
    }
}
