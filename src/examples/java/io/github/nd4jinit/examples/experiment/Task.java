package io.github.nd4jinit.examples.experiment;

import io.github.nd4jinit.examples.Digits;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What to learn from, and what to be judged by.
 *
 * @param train what to learn from; its pixels have mean 0, each of them, and all together variance 1, as the theory asks
 * @param test what to be judged by, shifted and scaled like the others
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

    /** Pictures and what they show, as plain arrays, which nobody writes to. */
    static final class Examples {

        private final float[] pixels;
        private final int[] classes;

        private Examples(float[] pixels, int[] classes) {
            this.pixels = pixels;
            this.classes = classes;
        }

        /** The pictures, one after the other. */
        float[] pixels() {
            return pixels;
        }

        /** What each shows, from 0. */
        int[] classes() {
            return classes;
        }

        int count() {
            return classes.length;
        }

        /** How many different things they show. */
        int distinct() {
            return (int) Arrays.stream(classes).distinct().count();
        }
    }
}
