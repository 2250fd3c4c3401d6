package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.examples.Digits;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Training and test examples.
 *
 * @param train the training examples; each pixel has mean 0, and all pixels together have variance 1, as the theory
 *     assumes
 * @param test the test examples, shifted and scaled like the training examples
 */
record Task(Examples train, Examples test) {

    static Task of(Digits digits) {
        INDArray pixels = digits.train().getFeatures();
        INDArray mean = pixels.mean(0);
        double std = pixels.subRowVector(mean).norm2Number().doubleValue() / Math.sqrt((double) pixels.length());
        return new Task(examples(digits.train(), mean, std), examples(digits.test(), mean, std));
    }

    private static Examples examples(DataSet set, INDArray mean, double std) {
        return new Examples(
                set.getFeatures().subRowVector(mean).div(std).ravel().toFloatVector(),
                set.getLabels().argMax(1).toIntVector());
    }

    /** Images and their classes, as arrays that must not be modified. */
    static final class Examples {

        private final float[] pixels;
        private final int[] classes;

        private Examples(float[] pixels, int[] classes) {
            this.pixels = pixels;
            this.classes = classes;
        }

        /** Returns the pixels of all images, in order. */
        float[] pixels() {
            return pixels;
        }

        /** Returns the class of each image, starting from 0. */
        int[] classes() {
            return classes;
        }

        int count() {
            return classes.length;
        }

        /** Returns the number of distinct classes. */
        int classCount() {
            return (int) Arrays.stream(classes).distinct().count();
        }
    }
}
