package io.github.nd4jinit.plan;

import io.github.nd4jinit.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter and the array that holds its values. Two tensors are equal if their parameters and their values are
 * equal.
 */
public final class Tensor {

    private final Parameter parameter;
    private final INDArray array;

    private Tensor(Parameter parameter, INDArray array) {
        this.parameter = parameter;
        this.array = array;
    }

    /**
     * Returns a tensor with the given parameter and array.
     *
     * @param parameter the parameter
     * @param array the array, which must have the parameter's shape
     * @return the tensor
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor of(Parameter parameter, INDArray array) {
        Objects.requireNonNull(parameter, "parameter must not be null");
        Objects.requireNonNull(array, () -> parameter.name() + ": array must not be null");
        if (!Arrays.equals(parameter.shape(), array.shape())) {
            throw new IllegalArgumentException(
                    "%s: the array must have the shape of the parameter, %s, received %s; pass array.shape() to Parameter.of"
                            .formatted(
                                    parameter.name(),
                                    Arrays.toString(parameter.shape()),
                                    Arrays.toString(array.shape())));
        }
        return new Tensor(parameter, array);
    }

    /**
     * Returns a tensor with the given array and a parameter of the array's shape.
     *
     * @param name the parameter's name
     * @param role the function of the parameter in the network
     * @param layout the meaning of the axes
     * @param array the array
     * @return the tensor
     */
    public static Tensor of(String name, Role role, Layout layout, INDArray array) {
        Objects.requireNonNull(array, () -> name + ": array must not be null");
        return new Tensor(Parameter.of(name, role, layout, array.shape()), array);
    }

    /**
     * Returns tensors for named arrays. {@link RoleInference#CONVENTIONAL} infers their roles from their names.
     *
     * @param arrays the arrays, keyed by name
     * @param layout the meaning of the weights' axes
     * @return the tensors, in the map's order
     */
    public static List<Tensor> named(Map<String, INDArray> arrays, Layout layout) {
        return named(arrays, layout, RoleInference.CONVENTIONAL);
    }

    /**
     * Returns tensors for named arrays, whose roles are inferred from the names. A bias whose scope contains a norm's
     * scale and no weight is the norm's shift. Other biases have the {@linkplain #withFansOfWeights fans of their
     * weights}.
     *
     * @param arrays the arrays, keyed by name
     * @param layout the meaning of the weights' axes
     * @param inference the inference of the roles
     * @return the tensors, in the map's order
     */
    public static List<Tensor> named(Map<String, INDArray> arrays, Layout layout, RoleInference inference) {
        List<Tensor> tensors = new ArrayList<>();
        arrays.forEach((name, array) -> {
            Objects.requireNonNull(array, () -> name + ": array must not be null");
            tensors.add(of(name, inference.infer(name, array.shape()), layout, array));
        });
        Set<String> norms = scopes(tensors, Role.NORM_SCALE);
        norms.removeAll(scopes(tensors, Role.WEIGHT));
        return withFansOfWeights(tensors.stream()
                .map(tensor -> tensor.parameter.role() == Role.BIAS && norms.contains(tensor.parameter.scope())
                        ? of(tensor.parameter.name(), Role.NORM_SHIFT, layout, tensor.array)
                        : tensor)
                .toList());
    }

    private static Set<String> scopes(List<Tensor> tensors, Role role) {
        return tensors.stream()
                .map(Tensor::parameter)
                .filter(parameter -> parameter.role() == role)
                .map(Parameter::scope)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Returns the tensors, where the explicit fans of each bias are the fans of its weight; see {@link
     * Parameter#withFansOfWeights}.
     *
     * @param tensors the tensors of a network
     * @return the tensors, in the same order
     */
    public static List<Tensor> withFansOfWeights(List<Tensor> tensors) {
        List<Parameter> parameters = Parameter.withFansOfWeights(
                tensors.stream().map(Tensor::parameter).toList());
        return IntStream.range(0, tensors.size())
                .mapToObj(i -> new Tensor(parameters.get(i), tensors.get(i).array))
                .toList();
    }

    /**
     * The parameter.
     *
     * @return the parameter
     */
    public Parameter parameter() {
        return parameter;
    }

    /**
     * The array that holds the parameter's values.
     *
     * @return the array itself, not a copy
     */
    public INDArray array() {
        return array;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tensor that && parameter.equals(that.parameter) && array.equals(that.array);
    }

    @Override
    public int hashCode() {
        return parameter.hashCode(); // the array is mutable
    }

    /** {@return the parameter and the element type of the array} */
    @Override
    public String toString() {
        return parameter + ", " + array.dataType();
    }
}
