package io.github.nd4jinit.plan;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A named tensor of a network, or a part of one that starts differently, such as the bias of one gate.
 *
 * @param name its name, by which its random numbers are drawn: unique within the network
 * @param role what it does
 * @param shape the lengths of its axes
 * @param layout what its axes mean; only initializers that ask for fans, rows and columns take notice
 * @param layer the type of the layer that it belongs to, such as {@code LSTM}; empty if not known
 * @param givenFans fans that do not follow from its shape, such as those of a bias, which are its weight's
 */
public record Parameter(
        String name, Role role, List<Long> shape, Layout layout, String layer, Optional<Fans> givenFans) {

    /**
     * A parameter.
     *
     * @param name its name
     * @param role what it does
     * @param shape the lengths of its axes
     * @param layout what its axes mean
     * @param layer the type of its layer, or nothing
     * @param givenFans fans that do not follow from its shape, or none
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the name is empty or a length is negative
     */
    public Parameter {
        Objects.requireNonNull(name, "name must not be null");
        Objects.requireNonNull(role, "role must not be null");
        Objects.requireNonNull(layout, "layout must not be null");
        Objects.requireNonNull(layer, "layer must not be null");
        Objects.requireNonNull(givenFans, "givenFans must not be null");
        shape = List.copyOf(shape);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a parameter needs a name, received \"\"; its random numbers go by it");
        }
        if (shape.stream().anyMatch(length -> length < 0)) {
            throw new IllegalArgumentException(
                    "%s: lengths must not be negative, received shape %s; pass an array's own shape()"
                            .formatted(name, shape));
        }
    }

    /**
     * A parameter of a layer that is not known.
     *
     * @param name its name
     * @param role what it does
     * @param layout what its axes mean
     * @param shape the lengths of its axes
     * @return the parameter
     */
    public static Parameter of(String name, Role role, Layout layout, long... shape) {
        List<Long> lengths = Arrays.stream(shape).boxed().toList();
        return new Parameter(name, role, lengths, layout, "", Optional.empty());
    }

    /**
     * This parameter in a layer of a type.
     *
     * @param layer the type, such as {@code LSTM}
     * @return the parameter
     */
    public Parameter ofLayer(String layer) {
        return new Parameter(name, role, shape, layout, layer, givenFans);
    }

    /**
     * This parameter with fans that its own shape does not tell: a bias takes those of its weight.
     *
     * @param fans the fans
     * @return the parameter
     */
    public Parameter withFans(Fans fans) {
        return new Parameter(name, role, shape, layout, layer, Optional.of(fans));
    }

    /**
     * The same parameters, in which biases have the fans of their weights: of the weight whose name is the same up to the last
     * dot, slash or underscore, if there is just one, and it has fans. Fans that a bias has already stay.
     *
     * @param parameters the parameters of a network
     * @return the parameters, in their order
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
        if (role != Role.BIAS || givenFans.isPresent() || weights.size() != 1) {
            return this;
        }
        return weights.get(0).fans(weights.get(0).layout).map(this::withFans).orElse(this);
    }

    /**
     * The name up to its last dot, slash or underscore: the layer's.
     *
     * @return the name of what it belongs to; empty if its name has one part
     */
    public String scope() {
        return name.replaceFirst("[./_]?[^./_]*$", "");
    }

    /**
     * The number of its values.
     *
     * @return the product of the shape's lengths
     */
    public long size() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * The fans given, or those of a weight's shape in a layout. There are none for other parameters, nor if the layout does
     * not fit, or packs parts of different fans.
     */
    Optional<Fans> fans(Layout layout) {
        if (givenFans.isPresent() || !role.hasFans() || size() == 0) {
            return givenFans;
        }
        try {
            return Optional.of(Fans.of(lengths(), layout));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    long[] lengths() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
