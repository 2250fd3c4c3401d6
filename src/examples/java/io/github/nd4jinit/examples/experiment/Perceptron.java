package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.diagnose.ProbedLayer;
import io.github.nd4jinit.examples.experiment.Task.Examples;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier of dense layers with softmax and cross entropy, trained by plain gradient descent.
 *
 * <p>It is written in plain Java, because at this size ND4J's operations take longer to start than to run: on 2 cores of a busy
 * machine, a step of 30 layers takes 20 ms in DL4J, 12 ms in a loop of ND4J's matrix products, and 6 ms in this class, with
 * batches half as large. In addition, the results do not depend on the number of concurrent runs.
 */
final class Perceptron {

    private final PiecewiseLinearFunction function;
    private final int batch;
    private final int[] widths;

    /** For each layer: the weights [in, out], the transposed weights, and the biases. */
    private final float[][] weights;

    private final float[][] transposed;
    private final float[][] biases;

    /**
     * For each layer, with a row for each example: the inputs, the derivatives of the nonlinearity that produced them, and the
     * loss gradient with respect to the inputs.
     */
    private final float[][] inputs;

    private final float[][] derivatives;
    private final float[][] gradients;

    /**
     * Creates a network whose biases are zero.
     *
     * @param layers the layers, with weights [in, out]; the outputs of the last layer are the logits of the classes
     * @param function the nonlinearity after each layer except the last
     * @param batch the number of examples in one step
     */
    Perceptron(List<ProbedLayer> layers, PiecewiseLinearFunction function, int batch) {
        int depth = layers.size();
        this.function = function;
        this.batch = batch;
        weights = new float[depth][];
        transposed = new float[depth][];
        biases = new float[depth][];
        inputs = new float[depth + 1][];
        derivatives = new float[depth + 1][];
        gradients = new float[depth + 1][];
        widths = new int[depth + 1];
        for (int i = 0; i <= depth; i++) {
            if (i < depth) {
                weights[i] = layers.get(i).weight().array().ravel().toFloatVector();
                transposed[i] = new float[weights[i].length];
                widths[i] = (int) layers.get(i).weight().array().size(0);
                widths[i + 1] = (int) layers.get(i).weight().array().size(1);
                biases[i] = new float[widths[i + 1]];
            }
            inputs[i] = new float[batch * widths[i]];
            derivatives[i] = new float[batch * widths[i]];
            gradients[i] = new float[batch * widths[i]];
        }
    }

    /** Returns the fraction of examples that are classified correctly; NaN if a logit is not finite. */
    double accuracy(Examples examples) {
        int right = 0;
        int[] rows = new int[batch];
        for (int first = 0; first < examples.count(); first += batch) {
            int begin = first;
            // copies of the last example fill up the last batch
            Arrays.setAll(rows, i -> Math.min(begin + i, examples.count() - 1));
            forward(examples, rows);
            for (float logit : logits()) {
                if (!Float.isFinite(logit)) {
                    return Double.NaN;
                }
            }
            for (int row = 0; row < Math.min(batch, examples.count() - first); row++) {
                right += predictedClass(row) == examples.classes()[rows[row]] ? 1 : 0;
            }
        }
        return (double) right / examples.count();
    }

    private float[] logits() {
        return inputs[inputs.length - 1];
    }

    /** Returns the class with the largest logit. */
    private int predictedClass(int row) {
        float[] logits = logits();
        int width = widths[widths.length - 1];
        int best = 0;
        for (int j = 1; j < width; j++) {
            best = logits[row * width + j] > logits[row * width + best] ? j : best;
        }
        return best;
    }

    /**
     * Performs a training step with a batch.
     *
     * @param examples all examples
     * @param rows the indices of the examples in the batch
     * @param rate the learning rate
     * @return the mean loss before the step
     */
    double trainStep(Examples examples, int[] rows, float rate) {
        forward(examples, rows);
        double loss = lossGradient(examples, rows);
        for (int i = weights.length - 1; i >= 0; i--) {
            backward(i, rate);
        }
        return loss;
    }

    /** Returns the weight of layer i, not a copy. */
    float[] weight(int i) {
        return weights[i];
    }

    private void forward(Examples examples, int[] rows) {
        int pixels = widths[0];
        for (int row = 0; row < batch; row++) {
            System.arraycopy(examples.pixels(), rows[row] * pixels, inputs[0], row * pixels, pixels);
        }
        for (int i = 0; i < weights.length; i++) {
            for (int row = 0; row < batch; row++) {
                System.arraycopy(biases[i], 0, inputs[i + 1], row * widths[i + 1], widths[i + 1]);
            }
            addProduct(inputs[i], weights[i], widths[i], widths[i + 1], inputs[i + 1]);
            if (i + 1 < weights.length) {
                function.apply(inputs[i + 1], derivatives[i + 1]);
            }
        }
    }

    /**
     * Writes the gradient of the mean loss with respect to the logits, which is the softmax minus the one-hot label,
     * divided by the batch size. Returns the loss.
     */
    private double lossGradient(Examples examples, int[] rows) {
        int last = widths.length - 1;
        int width = widths[last];
        double loss = 0;
        for (int row = 0; row < batch; row++) {
            int begin = row * width;
            double greatest = inputs[last][begin + predictedClass(row)];
            double sum = 0;
            for (int j = begin; j < begin + width; j++) {
                sum += Math.exp(inputs[last][j] - greatest);
            }
            int truth = begin + examples.classes()[rows[row]];
            loss += Math.log(sum) + greatest - inputs[last][truth];
            for (int j = begin; j < begin + width; j++) {
                double likely = Math.exp(inputs[last][j] - greatest) / sum;
                gradients[last][j] = (float) ((likely - (j == truth ? 1 : 0)) / batch);
            }
        }
        return loss / batch;
    }

    /**
     * Computes the gradient with respect to the inputs of layer i from the gradient with respect to its outputs, then updates
     * the layer.
     */
    private void backward(int i, float rate) {
        int width = widths[i];
        int outputs = widths[i + 1];
        float[] gradient = gradients[i + 1];
        if (i > 0) {
            for (int a = 0; a < width; a++) {
                for (int b = 0; b < outputs; b++) {
                    transposed[i][b * width + a] = weights[i][a * outputs + b];
                }
            }
            Arrays.fill(gradients[i], 0);
            addProduct(gradient, transposed[i], outputs, width, gradients[i]);
            for (int j = 0; j < gradients[i].length; j++) {
                gradients[i][j] *= derivatives[i][j];
            }
        }
        for (int row = 0; row < batch; row++) {
            for (int a = 0; a < width; a++) {
                addScaled(
                        -rate * inputs[i][row * width + a], gradient, row * outputs, weights[i], a * outputs, outputs);
            }
            addScaled(-rate, gradient, row * outputs, biases[i], 0, outputs);
        }
    }

    /** sum += a b, for matrices [batch, inner] and [inner, width], in an order that compilers vectorize. */
    private void addProduct(float[] a, float[] b, int inner, int width, float[] sum) {
        for (int row = 0; row < batch; row++) {
            for (int k = 0; k < inner; k++) {
                addScaled(a[row * inner + k], b, k * width, sum, row * width, width);
            }
        }
    }

    private static void addScaled(float factor, float[] source, int from, float[] sum, int to, int count) {
        for (int j = 0; j < count; j++) {
            sum[to + j] += factor * source[from + j];
        }
    }
}
