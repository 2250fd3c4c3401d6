package io.github.nd4jinit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.random.Generator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Asserts that the data set is complete, and that a network learns it from Kaiming weights but not from zeros. */
class ClassifierTest {

    @Test
    void thereAre1797DigitsInTenClasses() {
        Digits digits = Digits.load();
        INDArray[] labels = {digits.train().getLabels(), digits.test().getLabels()};
        assertThat(labels[0].rows()).isEqualTo(1437);
        assertThat(labels[1].rows()).isEqualTo(360);
        // The counts of the digits 0, 1, ..., 9 in the description of the data set (optdigits.names).
        assertThat(labels[0].sum(0).add(labels[1].sum(0)).toIntVector())
                .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        assertThat(digits.train().getFeatures().minNumber().doubleValue()).isZero();
        assertThat(digits.train().getFeatures().maxNumber().doubleValue()).isOne();
    }

    @Test
    void learnsFromKaimingWeights() {
        Classifier classifier = new Classifier(
                Init.kaimingNormal(FanMode.FAN_IN, Nonlinearity.RELU), Init.xavierUniform(), Generator.seeded(1));
        Digits digits = Digits.load();
        double before = classifier.loss(digits.train());
        for (int epoch = 1; epoch <= 10; epoch++) {
            classifier.train(digits.train(), epoch);
        }
        assertThat(classifier.loss(digits.train())).isLessThan(before / 10);
        assertThat(classifier.accuracy(digits.test())).isGreaterThan(0.95);
    }

    @Test
    void learnsNothingFromZeros() {
        Classifier classifier = new Classifier(Init.zeros(), Init.zeros(), Generator.seeded(1));
        Digits digits = Digits.load();
        for (int epoch = 1; epoch <= 3; epoch++) {
            classifier.train(digits.train(), epoch);
        }
        assertThat(classifier.accuracy(digits.test())).isLessThan(0.2);
    }
}
