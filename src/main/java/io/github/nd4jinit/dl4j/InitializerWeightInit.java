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
 * An initializer in the form in which DL4J's configurations store and save it: as text. The names of this class and of
 * its components are part of the format of saved models, in DL4J's JSON and YAML and in the Java serial form, so they
 * must never change. All three formats are read through the constructor, which parses both strings.
 *
 * @param initializer the text form of the initializer
 * @param layout the text form of the layout; null if the layout is inferred from DL4J's arguments
 */
record InitializerWeightInit(String initializer, @Nullable String layout) implements IWeightInit {

    /**
     * Checks that both strings can be parsed.
     *
     * @throws IllegalArgumentException if {@link Initializer#parse} or {@link Layout#parse} rejects its string
     */
    InitializerWeightInit {
        Objects.requireNonNull(initializer, "weightInit: initializer must not be null");
        Initializer.parse(initializer);
        if (layout != null) {
            Layout.parse(layout);
        }
    }

    static InitializerWeightInit of(Initializer initializer, @Nullable Layout layout) {
        Objects.requireNonNull(initializer, "weightInit: initializer must not be null");
        if (!initializer.isParseable()) {
            throw new IllegalArgumentException(
                    "weightInit: the initializer must have a text that Initializer.parse accepts, because DL4J saves configurations as text, but was %s; use an initializer of Init, or Dl4j.initialize(network, plan) after init()"
                            .formatted(initializer));
        }
        return new InitializerWeightInit(initializer.toString(), layout == null ? null : layout.toString());
    }

    /** Fills the view in the shape that DL4J requests, and returns the reshaped view, as DL4J expects. */
    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
        INDArray array = paramView.reshape(order, shape);
        Initializer parsed = Initializer.parse(initializer);
        if (layout != null) {
            parsed.initialize(array, Layout.parse(layout));
            return array;
        }
        WeightShapeGuess guess = WeightShapeGuess.of(new Fans(fanIn, fanOut), shape, order);
        Initializer withFans = parsed.withFans(guess.fans());
        switch (guess.storage()) {
            case AS_SHAPED -> withFans.initialize(array, guess.layout());
            case KERNEL_1D -> withFans.initialize(ParameterViews.kernel(array), guess.layout());
            case WITH_PEEPHOLES -> {
                withFans.initialize(ParameterViews.gates(array), guess.layout());
                Init.zeros(ParameterViews.peepholes(array));
            }
        }
        return array;
    }
}
