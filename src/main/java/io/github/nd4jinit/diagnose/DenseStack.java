package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Tensor;
import io.github.nd4jinit.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A stack of dense layers and a batch, independent of any framework. Each layer computes f(x W + b). The backward pass
 * starts from a gradient with standard normal elements at the activation of the last layer; this gradient is the same
 * in each pass.
 */
public final class DenseStack implements Probe {

    /** An arbitrary constant; the seed is fixed so that all passes use the same gradient. */
    private static final long GRADIENT_SEED = 1;

    private final List<Layer> layers;
    private final INDArray batch;

    /** A dense layer. */
    public static final class Layer {

        private final String name;
        private final INDArray weight;
        private final Layout layout;
        private final @Nullable INDArray bias;
        private final Nonlinearity nonlinearity;

        private Layer(String name, INDArray weight, Layout layout, @Nullable INDArray bias, Nonlinearity nonlinearity) {
            this.name = name;
            this.weight = weight;
            this.layout = layout;
            this.bias = bias;
            this.nonlinearity = nonlinearity;
        }

        /**
         * A dense layer without a bias.
         *
         * @param name the name of the layer
         * @param weight the weight; the layer keeps a reference to this array and does not copy it
         * @param layout {@link Layout#IN_OUT} for a weight [in, out], {@link Layout#OUT_IN} for [out, in]
         * @param nonlinearity the nonlinearity of the layer
         * @return the layer
         * @throws IllegalArgumentException if the weight is not a matrix, or the layout is neither of these
         * @throws UnsupportedOperationException if only the gain of the nonlinearity is known
         */
        public static Layer of(String name, INDArray weight, Layout layout, Nonlinearity nonlinearity) {
            Objects.requireNonNull(name, "name must not be null");
            if (weight.rank() != 2 || !(layout.equals(Layout.IN_OUT) || layout.equals(Layout.OUT_IN))) {
                throw new IllegalArgumentException(
                        "%s: weight must be a matrix of layout OI* or *IO, but has shape %s and layout %s; reshape it to 2 axes, and pass Layout.OUT_IN or Layout.IN_OUT"
                                .formatted(name, Arrays.toString(weight.shape()), layout));
            }
            nonlinearity.apply(0); // fails if only the gain is known
            return new Layer(name, weight, layout, null, nonlinearity);
        }

        /**
         * A copy of this layer with a bias.
         *
         * @param bias the bias, with one element per output; null for none
         * @return the layer
         * @throws IllegalArgumentException if the bias does not have one element per output
         */
        public Layer withBias(@Nullable INDArray bias) {
            long outputs = weight.size(layout.equals(Layout.IN_OUT) ? 1 : 0);
            if (bias != null && bias.length() != outputs) {
                throw new IllegalArgumentException(
                        "%s: bias must have %s elements, one per output, but has shape %s; pass an array of %s elements"
                                .formatted(name, outputs, Arrays.toString(bias.shape()), outputs));
            }
            return new Layer(name, weight, layout, bias, nonlinearity);
        }

        /** {@return the name of the layer} */
        public String name() {
            return name;
        }

        /** {@return the weight} */
        public INDArray weight() {
            return weight;
        }

        /** {@return the layout of the weight, {@link Layout#IN_OUT} or {@link Layout#OUT_IN}} */
        public Layout layout() {
            return layout;
        }

        /** {@return the bias; empty if the layer has none} */
        public Optional<INDArray> bias() {
            return Optional.ofNullable(bias);
        }

        /** {@return the nonlinearity of the layer} */
        public Nonlinearity nonlinearity() {
            return nonlinearity;
        }

        /** {@return the name, the shape of the weight, and the nonlinearity} */
        @Override
        public String toString() {
            return "%s %s %s %s".formatted(name, Arrays.toString(weight.shape()), layout, nonlinearity);
        }

        /** The weight as [in, out]. */
        private INDArray matrix() {
            return (layout.equals(Layout.IN_OUT) ? weight : weight.transpose()).castTo(DataType.DOUBLE);
        }

        private INDArray output(INDArray x) {
            INDArray product = x.mmul(matrix());
            return bias == null
                    ? product
                    : product.addRowVector(bias.castTo(DataType.DOUBLE).reshape(1, -1));
        }
    }

    /**
     * A stack and a batch.
     *
     * @param layers the layers, from the first to the last
     * @param batch the batch [examples, inputs]; an empty array of any shape is an empty batch
     * @throws IllegalArgumentException if the number of inputs of a layer is not the number of outputs of the preceding
     *     layer
     */
    public DenseStack(List<Layer> layers, INDArray batch) {
        this.layers = List.copyOf(layers);
        this.batch = batch;
        if (batch.isEmpty()) { // reported by the diagnosis
            return;
        }
        long width = batch.rank() == 2 ? batch.size(1) : -1;
        for (Layer layer : layers) {
            long[] shape = layer.matrix().shape();
            if (shape[0] != width) {
                throw new IllegalArgumentException(
                        "%s: needs %s inputs, but receives %s; a batch is [examples, inputs], and a layer has as many inputs as the preceding layer has outputs"
                                .formatted(layer.name, shape[0], width < 0 ? Arrays.toString(batch.shape()) : width));
            }
            width = shape[1];
        }
    }

    @Override
    public List<ProbedLayer> layers() {
        return layers.stream()
                .map(layer -> ProbedLayer.of(
                                layer.name, List.of(Tensor.of(layer.name, Role.WEIGHT, layer.layout, layer.weight)))
                        .withNonlinearity(layer.nonlinearity))
                .toList();
    }

    @Override
    public INDArray output(int layer) {
        if (batch.isEmpty()) {
            return batch;
        }
        INDArray x = batch.castTo(DataType.DOUBLE);
        for (Layer preceding : layers.subList(0, layer)) {
            x = map(preceding.output(x), preceding.nonlinearity::apply);
        }
        return layers.get(layer).output(x);
    }

    @Override
    public List<LayerSignals> run() {
        if (batch.isEmpty()) {
            return layers.stream().map(layer -> LayerSignals.of(batch, batch)).toList();
        }
        List<LayerSignals> forward = new ArrayList<>();
        INDArray x = batch.castTo(DataType.DOUBLE);
        for (Layer layer : layers) {
            INDArray output = layer.output(x);
            x = map(output, layer.nonlinearity::apply);
            forward.add(LayerSignals.of(output, x));
        }
        List<LayerSignals> signals = new ArrayList<>();
        INDArray gradient = Init.normal().initialize(x.like(), Generator.seeded(GRADIENT_SEED));
        for (int i = layers.size() - 1; i >= 0; i--) {
            signals.add(forward.get(i).withGradient(gradient));
            INDArray derivatives = map(forward.get(i).output(), layers.get(i).nonlinearity::derivative);
            gradient = gradient.mul(derivatives).mmul(layers.get(i).matrix().transpose());
        }
        Collections.reverse(signals);
        return signals;
    }

    private static INDArray map(INDArray array, DoubleUnaryOperator f) {
        double[] values = Arrays.stream(TensorStatistics.values(array)).map(f).toArray();
        return Nd4j.createFromArray(values).reshape('c', array.shape());
    }
}
