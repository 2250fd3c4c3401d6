package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Views of parameters in the shape that DL4J's layers use, if it differs from the shape of the array. Writing to a view
 * writes to the array.
 */
final class ParameterViews {

    private ParameterViews() {}

    /**
     * The kernel of a 1-D convolution, [k, in, out]. The array has the shape [out, in, k, 1], but the layer reshapes
     * it, without a permutation, before the convolution.
     */
    static INDArray kernel(INDArray array) {
        return array.reshape('c', true, array.size(2), array.size(1), array.size(0));
    }

    /** Whether the recurrent weight of an LSTM ends with three columns of peepholes, as in DL4J's Graves layers. */
    static boolean hasPeepholes(INDArray recurrent) {
        return recurrent.size(1) > 4 * recurrent.size(0);
    }

    /** The weights of the four gates in the recurrent weight of an LSTM with peepholes. */
    static INDArray gates(INDArray recurrent) {
        long units = recurrent.size(0);
        return ArrayWriter.part(recurrent, new long[] {0, 0}, new long[] {units, 4 * units});
    }

    /**
     * The peepholes in the recurrent weight of an LSTM: one column each for the forget, the output and the input gate.
     */
    static INDArray peepholes(INDArray recurrent) {
        long units = recurrent.size(0);
        return ArrayWriter.part(recurrent, new long[] {0, 4 * units}, new long[] {units, 3});
    }

    /**
     * The part of an LSTM's bias that belongs to one gate, an index of {@link LstmGate#values()}. The last axis of the
     * bias contains the gates in sequence.
     */
    static INDArray gate(INDArray bias, int index) {
        int last = bias.rank() - 1;
        long[] begin = new long[bias.rank()];
        long[] shape = bias.shape().clone(); // ND4J returns its own array
        shape[last] /= LstmGate.COUNT;
        begin[last] = index * shape[last];
        return ArrayWriter.part(bias, begin, shape);
    }
}
