package io.github.nd4jinit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.JaxKey;
import io.github.nd4jinit.random.TorchGenerator;
import io.github.nd4jinit.torch.TorchModules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The lines of Java in the README, and the output of Python beside them. */
class ParityReadmeTest {

    @Test
    void torchSession() {
        INDArray weight = Nd4j.create(2, 3);
        INDArray bias = Nd4j.create(2);
        INDArray w = Nd4j.create(2, 3);

        TorchGenerator torch = Generator.torch(42);
        TorchModules.linear(weight, bias, torch);
        Init.truncNormal(0, 0.02, -2, 2).initialize(w, torch);

        assertPrinted(weight, 4, "0.4414 0.4792 -0.1353 0.5304 -0.1265 0.1165");
        assertPrinted(bias, 4, "-0.2811 0.3391");
        assertPrinted(w, 4, "-0.0225 -0.0037 0.0442 -0.0128 0.0092 0.0053");
    }

    @Test
    void jaxKeys() {
        List<JaxKey> keys = Generator.jax(42).split(2);
        INDArray first = Init.lecunNormal().initialize(Nd4j.create(3, 2), Layout.IN_OUT, keys.get(0));
        INDArray second = Init.xavierUniform().initialize(Nd4j.create(3, 2), Layout.IN_OUT, keys.get(1));

        assertPrinted(first, 7, "0.0475628 -0.3035793 0.7820157 0.3241704 0.1879460 0.1941496");
        assertPrinted(second, 7, "0.4987874 0.6306862 -0.6973729 -0.5200511 -0.8528493 -0.6515034");
    }

    private static void assertPrinted(INDArray array, int digits, String expected) {
        String[] numbers = new String[(int) array.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ("%." + digits + "f").formatted(array.getFloat(i));
        }
        assertThat(String.join(" ", numbers)).isEqualTo(expected);
    }
}
