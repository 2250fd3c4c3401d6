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
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A stack of dense layers and a batch, without any framework: each layer gives f(x W + b). Backward it runs from a derivative
 * of the loss that is standard normal at the last layer's activation, and the same in each pass.
 */
public final class DenseStack implements Probe {

    /** Any seed will do, but the same. */
    private static final long SEED = 1;

    private final List<Layer> layers;
    private final INDArray batch;

    /**
     * A dense layer.
     *
     * @param name its name
     * @param weight its weight
     * @param layout {@link Layout#IN_OUT} for [in, out], {@link Layout#OUT_IN} for [out, in]
     * @param bias its bias, of out elements, if it has one
     * @param nonlinearity what follows
     */
    public record Layer(
            String name, INDArray weight, Layout layout, Optional<INDArray> bias, Nonlinearity nonlinearity) {

        /**
         * A dense layer.
         *
         * @param name its name
         * @param weight its weight
         * @param layout {@link Layout#IN_OUT} or {@link Layout#OUT_IN}
         * @param bias its bias, if it has one
         * @param nonlinearity what follows
         * @throws IllegalArgumentException if the weight is no matrix, the layout is another, or the bias has not a number for each
         *     output
         * @throws UnsupportedOperationException if only the nonlinearity's gain is known
         */
        public Layer {
            if (weight.rank() != 2 || !(layout.equals(Layout.IN_OUT) || layout.equals(Layout.OUT_IN))) {
                throw new IllegalArgumentException(
                        "%s: needs a matrix of layout OI* or *IO, received shape %s with %s; reshape the weight"
                                .formatted(name, Arrays.toString(weight.shape()), layout));
            }
            long outputs = weight.size(layout.equals(Layout.IN_OUT) ? 1 : 0);
            if (bias.filter(one -> one.length() != outputs).isPresent()) {
                throw new IllegalArgumentException(
                        "%s: its bias needs %s numbers, one for each output, received shape %s"
                                .formatted(
                                        name,
                                        outputs,
                                        Arrays.toString(bias.get().shape())));
            }
            nonlinearity.apply(0);
        }

        /**
         * A dense layer without bias.
         *
         * @param name its name
         * @param weight its weight
         * @param layout {@link Layout#IN_OUT} for [in, out], {@link Layout#OUT_IN} for [out, in]
         * @param nonlinearity what follows
         */
        public Layer(String name, INDArray weight, Layout layout, Nonlinearity nonlinearity) {
            this(name, weight, layout, Optional.empty(), nonlinearity);
        }

        /** The weight as [in, out]. */
        private INDArray matrix() {
            return (layout.equals(Layout.IN_OUT) ? weight : weight.transpose()).castTo(DataType.DOUBLE);
        }
    }

    /**
     * A stack and a batch.
     *
     * @param layers the layers, from the first to the last
     * @param batch the examples, one a row
     * @throws IllegalArgumentException if a layer does not take what the one before it gives
     */
    public DenseStack(List<Layer> layers, INDArray batch) {
        this.layers = List.copyOf(layers);
        this.batch = batch;
        if (batch.isEmpty()) { // which a diagnosis tells of
            return;
        }
        long width = batch.rank() == 2 ? batch.size(1) : -1;
        for (Layer layer : layers) {
            long[] shape = layer.matrix().shape();
            if (shape[0] != width) {
                throw new IllegalArgumentException(
                        "%s: takes %s inputs and receives %s; a batch is [examples, inputs], and each layer takes what the one before it gives"
                                .formatted(layer.name, shape[0], width < 0 ? Arrays.toString(batch.shape()) : width));
            }
            width = shape[1];
        }
    }

    @Override
    public List<Site> sites() {
        return layers.stream()
                .map(layer -> new Site(
                        layer.name,
                        List.of(Tensor.of(layer.name, Role.WEIGHT, layer.layout, layer.weight)),
                        Optional.of(layer.nonlinearity)))
                .toList();
    }

    @Override
    public INDArray output(int site) {
        if (batch.isEmpty()) {
            return batch;
        }
        INDArray x = batch.castTo(DataType.DOUBLE);
        for (Layer layer : layers.subList(0, site)) {
            x = mapped(output(layer, x), layer.nonlinearity::apply);
        }
        return output(layers.get(site), x);
    }

    @Override
    public List<Signal> run() {
        List<INDArray> outputs = new ArrayList<>();
        List<INDArray> activations = new ArrayList<>();
        if (batch.isEmpty()) {
            return layers.stream()
                    .map(layer -> new Signal(batch, batch, Optional.empty()))
                    .toList();
        }
        INDArray x = batch.castTo(DataType.DOUBLE);
        for (Layer layer : layers) {
            INDArray output = output(layer, x);
            x = mapped(output, layer.nonlinearity::apply);
            outputs.add(output);
            activations.add(x);
        }
        List<Signal> signals = new ArrayList<>();
        INDArray gradient = Init.normal().initialize(x.like(), Generator.seeded(SEED));
        for (int i = layers.size() - 1; i >= 0; i--) {
            signals.add(new Signal(outputs.get(i), activations.get(i), Optional.of(gradient)));
            INDArray slopes = mapped(outputs.get(i), layers.get(i).nonlinearity::slope);
            gradient = gradient.mul(slopes).mmul(layers.get(i).matrix().transpose());
        }
        Collections.reverse(signals);
        return signals;
    }

    private static INDArray output(Layer layer, INDArray x) {
        INDArray output = x.mmul(layer.matrix());
        return layer.bias
                .map(bias -> output.addRowVector(bias.castTo(DataType.DOUBLE).reshape(1, -1)))
                .orElse(output);
    }

    private static INDArray mapped(INDArray array, DoubleUnaryOperator f) {
        double[] values = Arrays.stream(TensorStatistics.values(array)).map(f).toArray();
        return Nd4j.createFromArray(values).reshape('c', array.shape());
    }
}
