package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import java.util.Objects;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An initializer as DL4J's configurations hold it: as text, which is what they are saved as. The names of this class and its
 * components stand in saved models, so they stay as they are.
 *
 * @param initializer the initializer's text
 * @param layout the layout's text; null if it is read from what DL4J passes
 */
record InitializerWeightInit(String initializer, @Nullable String layout) implements IWeightInit {

    /** Refuses texts of no initializer or layout, which a file may hold. */
    InitializerWeightInit {
        Objects.requireNonNull(initializer, "weightInit: initializer must not be null");
        Initializer.parse(initializer);
        if (layout != null) {
            Layout.parse(layout);
        }
    }

    static InitializerWeightInit of(Initializer initializer, @Nullable Layout layout) {
        Objects.requireNonNull(initializer, "weightInit: initializer must not be null");
        if (!initializer.hasText()) {
            throw new IllegalArgumentException(
                    "weightInit: received %s, which no text stands for, and DL4J saves configurations as text; use one of Init's initializers, or Dl4j.initialize(network, plan) after init()"
                            .formatted(initializer));
        }
        return new InitializerWeightInit(initializer.toString(), layout == null ? null : layout.toString());
    }

    /** DL4J wants the values in the view, and the view returned. */
    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
        INDArray array = paramView.reshape(order, shape);
        Initializer parsed = Initializer.parse(initializer);
        if (layout != null) {
            parsed.initialize(array, Layout.parse(layout));
            return array;
        }
        WeightShapeGuess reading = WeightShapeGuess.of(new Fans(fanIn, fanOut), shape, order);
        Initializer known = parsed.withFans(reading.fans());
        switch (reading.form()) {
            case PLAIN -> known.initialize(array, reading.layout());
            case KERNEL_1D -> known.initialize(ParameterViews.kernel(array), reading.layout());
            case PEEPHOLES -> {
                known.initialize(ParameterViews.gates(array), reading.layout());
                Init.zeros(ParameterViews.peepholes(array));
            }
        }
        return array;
    }
}
