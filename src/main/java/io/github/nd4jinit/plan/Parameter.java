package io.github.nd4jinit.plan;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes a parameter: a named tensor of a network, or a part of a tensor that needs its own initializer, such as the
 * bias of one gate. Parameters are immutable values. A {@link Tensor} consists of a parameter and its array.
 */
public final class Parameter {

    private final String name;
    private final Role role;
    private final long[] shape;
    private final Layout layout;
    private final String layer;
    private final @Nullable Fans explicitFans;

    private Parameter(String name, Role role, long[] shape, Layout layout, String layer, @Nullable Fans explicitFans) {
        this.name = name;
        this.role = role;
        this.shape = shape;
        this.layout = layout;
        this.layer = layer;
        this.explicitFans = explicitFans;
    }

    /**
     * Returns a parameter of unknown layer type. Its fans follow from its shape and layout.
     *
     * @param name the name of the parameter, unique within the network; random numbers are derived from it
     * @param role the function of the parameter in the network
     * @param layout the meaning of the axes; only initializers that depend on fans or on rows and columns use it
     * @param shape the lengths of the axes
     * @return the parameter
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the name is empty or a length is negative
     */
    public static Parameter of(String name, Role role, Layout layout, long... shape) {
        Objects.requireNonNull(name, "name must not be null");
        Objects.requireNonNull(role, "role must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
        Objects.requireNonNull(shape, "shape must not be null");
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a parameter must have a name, received \"\"; pass a name that is unique in the network, because random numbers are derived from it");
        }
        if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
            throw new IllegalArgumentException(
                    "%s: axis lengths must not be negative, received shape %s; pass the shape() of an array"
                            .formatted(name, Arrays.toString(shape)));
        }
        return new Parameter(name, role, shape.clone(), layout, "", null);
    }

    /**
     * Returns a copy of this parameter that belongs to a layer of the given type.
     *
     * @param layer the layer type, such as {@code LSTM}
     * @return the parameter
     */
    public Parameter withLayer(String layer) {
        Objects.requireNonNull(layer, "layer must not be null");
        return new Parameter(name, role, shape, layout, layer, explicitFans);
    }

    /**
     * Returns a copy of this parameter with explicit fans, which take precedence over the fans that follow from its
     * shape. The fans of a bias are those of its weight.
     *
     * @param fans the fans
     * @return the parameter
     */
    public Parameter withFans(Fans fans) {
        Objects.requireNonNull(fans, "fans must not be null");
        return new Parameter(name, role, shape, layout, layer, fans);
    }

    /**
     * Returns the parameters, where the explicit fans of each bias are the fans of its weight. The weight of a bias is
     * the only weight in the same {@linkplain #scope() scope}. Explicit fans that a bias already has are not replaced.
     * A bias gets no fans if the scope contains no weight or several weights, or if the weight has no fans.
     *
     * @param parameters the parameters of a network
     * @return the parameters, in the same order
     */
    public static List<Parameter> withFansOfWeights(List<Parameter> parameters) {
        Map<String, List<Parameter>> weights = parameters.stream()
                .filter(parameter -> parameter.role == Role.WEIGHT)
                .collect(Collectors.groupingBy(Parameter::scope));
        return parameters.stream()
                .map(parameter -> parameter.withFansOf(weights.getOrDefault(parameter.scope(), List.of())))
                .toList();
    }

    private Parameter withFansOf(List<Parameter> weights) {
        if (role != Role.BIAS || explicitFans != null || weights.size() != 1) {
            return this;
        }
        return weights.get(0).fans(weights.get(0).layout).map(this::withFans).orElse(this);
    }

    /**
     * The name.
     *
     * @return the name, which is unique within the network
     */
    public String name() {
        return name;
    }

    /**
     * The function of this parameter in the network.
     *
     * @return the role
     */
    public Role role() {
        return role;
    }

    /**
     * The lengths of the axes.
     *
     * @return a copy of the shape
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * The meaning of the axes.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * The type of the layer that this parameter belongs to, such as {@code LSTM}.
     *
     * @return the layer type; empty if it is unknown
     */
    public String layer() {
        return layer;
    }

    /**
     * The fans that were set by {@link #withFans} because they do not follow from the shape.
     *
     * @return the explicit fans; empty if there are none
     */
    public Optional<Fans> explicitFans() {
        return Optional.ofNullable(explicitFans);
    }

    /**
     * The part of the name before its last dot, slash or underscore. In most networks, this is the name of the layer.
     *
     * @return the scope; empty if the name has only one part
     */
    public String scope() {
        return name.replaceFirst("[./_]?[^./_]*$", "");
    }

    /**
     * The number of elements.
     *
     * @return the product of the axis lengths
     */
    public long size() {
        return Arrays.stream(shape).reduce(1L, Math::multiplyExact);
    }

    /**
     * The explicit fans or, for a weight without them, the fans of its shape in the given layout. The result is empty
     * for other parameters, for a weight that does not fit the layout, and for a weight whose packed parts have
     * different fans.
     */
    Optional<Fans> fans(Layout layout) {
        if (explicitFans != null) {
            return Optional.of(explicitFans);
        }
        if (!role.hasFans() || size() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Fans.of(shape, layout));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameter that
                && name.equals(that.name)
                && role == that.role
                && Arrays.equals(shape, that.shape)
                && layout.equals(that.layout)
                && layer.equals(that.layer)
                && Objects.equals(explicitFans, that.explicitFans);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, role, Arrays.hashCode(shape), layout, layer, explicitFans);
    }

    /** {@return the name, role, shape and layout, such as {@code fc.weight: weight [10, 30] as OI*}} */
    @Override
    public String toString() {
        return "%s: %s %s as %s".formatted(name, role, Arrays.toString(shape), layout)
                + (layer.isEmpty() ? "" : " of layer " + layer)
                + (explicitFans == null ? "" : " with " + explicitFans);
    }
}
