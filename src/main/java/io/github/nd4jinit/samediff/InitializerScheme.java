package io.github.nd4jinit.samediff;

import java.util.Arrays;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.WeightInit;
import org.nd4j.weightinit.WeightInitScheme;

/**
 * Makes arrays of the element type, shape and order that are asked for. SameDiff takes what a scheme returns, whatever it is.
 *
 * @param fill fills them
 */
record InitializerScheme(Consumer<INDArray> fill) implements WeightInitScheme {

    @Override
    public INDArray create(DataType dataType, long... shape) {
        INDArray array = Nd4j.createUninitializedDetached(dataType, order(), checked(shape));
        fill.accept(array);
        return array;
    }

    @Override
    public INDArray create(long[] shape, INDArray paramsView) {
        long size = Arrays.stream(checked(shape)).reduce(1, Math::multiplyExact);
        if (paramsView.length() != size) {
            throw new IllegalArgumentException(
                    "scheme: received a view of %s values for shape %s, which has %s; pass a view of that size"
                            .formatted(paramsView.length(), Arrays.toString(shape), size));
        }
        INDArray array = paramsView.reshape(order(), true, shape);
        fill.accept(array);
        return array;
    }

    private static long[] checked(long[] shape) {
        if (Arrays.stream(shape).anyMatch(length -> length < 1)) {
            throw new IllegalArgumentException(
                    "scheme: lengths must be at least 1, received shape %s; a variable has values, a placeholder may be open"
                            .formatted(Arrays.toString(shape)));
        }
        return shape;
    }

    @Override
    public char order() {
        return 'c';
    }

    @Override
    public WeightInit type() {
        return WeightInit.SUPPLIED;
    }
}
