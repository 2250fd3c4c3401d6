package io.github.nd4jinit.torch;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import io.github.nd4jinit.random.JaxKey;
import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Fills the weight and the bias of a layer with the default initialization of the corresponding PyTorch module. With
 * {@link Generator#torch}, the values equal those of PyTorch bit for bit:
 *
 * <pre>{@code
 * // torch.manual_seed(42); layer = torch.nn.Linear(3, 2)
 * TorchModules.linear(weight, bias, Generator.torch(42));
 * }</pre>
 *
 * <p>For a layer without a bias, use {@link Init#fanInUniform()}.
 */
public final class TorchModules {

    private TorchModules() {}

    /**
     * Fills a linear layer. The seeds come from {@code Nd4j.getRandom()}.
     *
     * @param weight the weight, of shape [out, in]
     * @param bias the bias, of any rank, with one element for each output
     * @throws IllegalArgumentException if the shapes are not those of a linear layer; nothing is written in this case
     */
    public static void linear(INDArray weight, INDArray bias) {
        linear(weight, bias, seededByNd4j());
    }

    /**
     * Fills a linear layer: the weight with {@link Init#fanInUniform()}, which torch implements as {@code
     * kaiming_uniform_(weight, a=math.sqrt(5))}, then the bias with {@link Init#fanInUniform(Fans)} and the fans of the
     * weight. This is equivalent to creating {@code torch.nn.Linear(in, out)}.
     *
     * @param weight the weight, of shape [out, in]
     * @param bias the bias, of any rank, with one element for each output
     * @param generator the source of random numbers
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the shapes are not those of a linear layer; nothing is written in this case
     * @throws UnsupportedOperationException if the generator is a {@link JaxKey}
     */
    public static void linear(INDArray weight, INDArray bias, Generator generator) {
        fill("TorchModules.linear", 2, 2, weight, bias, generator);
    }

    /**
     * Fills a convolution. The seeds come from {@code Nd4j.getRandom()}.
     *
     * @param weight the weight, of shape [out, in / groups, ...] with one to three receptive axes
     * @param bias the bias, of any rank, with one element for each output
     * @throws IllegalArgumentException if the shapes are not those of a convolution; nothing is written in this case
     */
    public static void conv(INDArray weight, INDArray bias) {
        conv(weight, bias, seededByNd4j());
    }

    /**
     * Fills a convolution in the same way as {@link #linear(INDArray, INDArray, Generator)} fills a linear layer; the
     * fan in includes the receptive field. This is equivalent to creating {@code torch.nn.Conv1d}, {@code Conv2d} and
     * {@code Conv3d}.
     *
     * @param weight the weight, of shape [out, in / groups, ...] with one to three receptive axes
     * @param bias the bias, of any rank, with one element for each output
     * @param generator the source of random numbers
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the shapes are not those of a convolution; nothing is written in this case
     * @throws UnsupportedOperationException if the generator is a {@link JaxKey}
     */
    public static void conv(INDArray weight, INDArray bias, Generator generator) {
        fill("TorchModules.conv", 3, 5, weight, bias, generator);
    }

    private static void fill(
            String context, int minRank, int maxRank, INDArray weight, INDArray bias, Generator generator) {
        Objects.requireNonNull(weight, () -> context + ": weight must not be null");
        Objects.requireNonNull(bias, () -> context + ": bias must not be null");
        Objects.requireNonNull(generator, () -> context + ": generator must not be null");
        boolean isWeight = weight.rank() >= minRank && weight.rank() <= maxRank;
        if (!isWeight || bias.length() != weight.size(0)) {
            String rank = minRank == maxRank ? "" + minRank : minRank + " to " + maxRank;
            throw new IllegalArgumentException(
                    "%s: needs a weight with %s axes, whose first axis is out, and a bias with one element per output, but received shapes %s and %s; pass a %s"
                            .formatted(
                                    context,
                                    rank,
                                    Arrays.toString(weight.shape()),
                                    Arrays.toString(bias.shape()),
                                    isWeight
                                            ? "bias with %s elements".formatted(weight.size(0))
                                            : "weight with %s axes".formatted(rank)));
        }
        if (generator instanceof JaxKey) {
            throw new UnsupportedOperationException(
                    "%s: received %s, which would give both arrays the same numbers, and JAX has no such initializer; pass Generator.torch or Generator.seeded"
                            .formatted(context, generator));
        }
        double fanIn = Fans.of(weight.shape(), Layout.OUT_IN).fanIn();
        double bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0; // without inputs, torch draws zeros
        Initializer weightInitializer = Init.fanInUniform();
        Initializer biasInitializer = Init.uniform(-bound, bound);
        weightInitializer.check(weight, Layout.OUT_IN);
        biasInitializer.check(bias, Layout.OUT_IN);
        weightInitializer.initialize(weight, generator);
        biasInitializer.initialize(bias, generator);
    }

    private static Generator seededByNd4j() {
        return Generator.seededFrom(() -> Nd4j.getRandom().nextLong());
    }
}
