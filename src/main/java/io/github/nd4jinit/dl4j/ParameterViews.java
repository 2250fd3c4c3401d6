package io.github.nd4jinit.dl4j;

import io.github.nd4jinit.internal.fill.ArrayWriter;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parameters as DL4J's layers read them, where their arrays' shapes do not say so. Live, like the arrays. */
final class ParameterViews {

    private ParameterViews() {}

    /**
     * The kernel of a 1-D convolution, [k, in, out]. Its array says [out, in, k, 1], but the layer reshapes that, without a
     * permutation, before it convolves.
     */
    static INDArray kernel(INDArray array) {
        return array.reshape('c', true, array.size(2), array.size(1), array.size(0));
    }

    /** Whether the recurrent weight of an LSTM ends in three columns of peepholes, as those after Graves do. */
    static boolean hasPeepholes(INDArray recurrent) {
        return recurrent.size(1) > 4 * recurrent.size(0);
    }

    /** The four gates' weights in the recurrent weight of an LSTM with peepholes. */
    static INDArray gates(INDArray recurrent) {
        long units = recurrent.size(0);
        return ArrayWriter.part(recurrent, new long[] {0, 0}, new long[] {units, 4 * units});
    }

    /** The peepholes in the recurrent weight of an LSTM: columns of the forget, the output and the input gate. */
    static INDArray peepholes(INDArray recurrent) {
        long units = recurrent.size(0);
        return ArrayWriter.part(recurrent, new long[] {0, 4 * units}, new long[] {units, 3});
    }

    /** A quarter of an LSTM's bias, whose last axis holds the gates side by side. */
    static INDArray gate(INDArray bias, int gate) {
        int last = bias.rank() - 1;
        long[] begin = new long[bias.rank()];
        long[] shape = bias.shape().clone(); // not a copy in ND4J
        shape[last] /= 4;
        begin[last] = gate * shape[last];
        return ArrayWriter.part(bias, begin, shape);
    }
}
