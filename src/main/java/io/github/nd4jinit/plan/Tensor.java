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
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter, and the array that holds its values.
 *
 * @param parameter the parameter
 * @param array the array, of the parameter's shape
 */
public record Tensor(Parameter parameter, INDArray array) {

    /**
     * A parameter and its array.
     *
     * @param parameter the parameter
     * @param array the array, of the parameter's shape
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if their shapes differ
     */
    public Tensor {
        Objects.requireNonNull(parameter, "parameter must not be null");
        Objects.requireNonNull(array, () -> parameter.name() + ": array must not be null");
        if (!Arrays.equals(parameter.lengths(), array.shape())) {
            throw new IllegalArgumentException("%s: the parameter has shape %s and its array %s; they must agree"
                    .formatted(parameter.name(), parameter.shape(), Arrays.toString(array.shape())));
        }
    }

    /**
     * A parameter with the shape of its array.
     *
     * @param name the parameter's name
     * @param role what it does
     * @param layout what its axes mean
     * @param array the array
     * @return the parameter and the array
     */
    public static Tensor of(String name, Role role, Layout layout, INDArray array) {
        Objects.requireNonNull(array, () -> name + ": array must not be null");
        return new Tensor(Parameter.of(name, role, layout, array.shape()), array);
    }

    /**
     * Arrays that have names and nothing else: their roles are those that the names tell, by {@link Naming#CONVENTIONAL}.
     *
     * @param arrays the arrays by name
     * @param layout what the axes of weights mean
     * @return the parameters and arrays, in the map's order
     */
    public static List<Tensor> named(Map<String, INDArray> arrays, Layout layout) {
        return named(arrays, layout, Naming.CONVENTIONAL);
    }

    /**
     * Arrays that have names, which tell their roles. A bias beside a norm's scale, and no weight, is the norm's shift. Biases take the {@linkplain #withFansOfWeights fans of their weights}.
     *
     * @param arrays the arrays by name
     * @param layout what the axes of weights mean
     * @param naming tells the roles
     * @return the parameters and arrays, in the map's order
     */
    public static List<Tensor> named(Map<String, INDArray> arrays, Layout layout, Naming naming) {
        List<Tensor> tensors = new ArrayList<>();
        arrays.forEach((name, array) -> {
            Objects.requireNonNull(array, () -> name + ": array must not be null");
            tensors.add(of(name, naming.role(name, array.shape()), layout, array));
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
     * The same tensors, in which biases have the fans of their weights: {@link Parameter#withFansOfWeights}.
     *
     * @param tensors the parameters of a network, and their arrays
     * @return the parameters and arrays, in the same order
     */
    public static List<Tensor> withFansOfWeights(List<Tensor> tensors) {
        List<Parameter> parameters = Parameter.withFansOfWeights(
                tensors.stream().map(Tensor::parameter).toList());
        return IntStream.range(0, tensors.size())
                .mapToObj(i -> new Tensor(parameters.get(i), tensors.get(i).array))
                .toList();
    }
}
