package io.github.nd4jinit.samediff;

import java.util.Arrays;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.WeightInit;
import org.nd4j.weightinit.WeightInitScheme;

/**
 * An initializer in the form that SameDiff's {@code graph.var} accepts. SameDiff does not check the array that a scheme
 * returns, so this class ensures its data type, shape and order.
 *
 * @param fill the function that fills an array with the initializer's values
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
                    "scheme: for shape %s, the view must have %s elements, but had %s; pass a view of %s elements"
                            .formatted(Arrays.toString(shape), size, paramsView.length(), size));
        }
        INDArray array = paramsView.reshape(order(), true, shape);
        fill.accept(array);
        return array;
    }

    private static long[] checked(long[] shape) {
        if (Arrays.stream(shape).anyMatch(length -> length < 1)) {
            throw new IllegalArgumentException(
                    "scheme: the lengths of a variable's axes must be at least 1, but the shape was %s; only a placeholder may have axes of unknown length"
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
