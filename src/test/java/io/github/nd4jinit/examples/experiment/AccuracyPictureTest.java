package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingPoint;
import io.github.nd4jinit.report.TrainingRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyPictureTest {

    /** The color of an accuracy of 0, which only cells and the color scale on the right contain. */
    private static final int ZERO = 0xfff4f1ea;

    @TempDir
    private Path folder;

    private static TrainingRun run(String nonlinearity, int depth, double loss, double accuracy) {
        Configuration configuration =
                Configuration.of("ones").withNonlinearity(nonlinearity).withHiddenLayers(depth);
        return TrainingRun.of(configuration, 1, List.of(TrainingPoint.of(10, loss, accuracy)));
    }

    @Test
    void thePictureHasAColumnForEachDepth() throws IOException {
        Path file = folder.resolve("new/accuracy.png");
        List<TrainingRun> runs = Stream.of(2, 6)
                .flatMap(depth -> Stream.of(run("relu", depth, 1, 0.5), run("tanh", depth, 1, 0.5)))
                .toList();
        AccuracyPicture.write(runs, "tanh", file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(270 + 2 * 170);
    }

    private boolean hasColoredCell(List<TrainingRun> runs) throws IOException {
        Path file = folder.resolve("accuracy.png");
        AccuracyPicture.write(runs, "relu", file);
        BufferedImage image = ImageIO.read(file.toFile());
        int[] pixels = image.getRGB(0, 0, 200, image.getHeight(), null, 0, 200);
        return Arrays.stream(pixels).anyMatch(pixel -> pixel == ZERO);
    }

    @Test
    void cellsOfDivergedRunsHaveNoColor() throws IOException {
        TrainingRun diverged = run("relu", 2, Double.NaN, 0.5);
        TrainingRun wrong = run("relu", 2, 9, 0);
        assertThat(hasColoredCell(List.of(diverged))).isFalse();
        assertThat(hasColoredCell(List.of(diverged, wrong))).isTrue();
    }

    @Test
    void aNonlinearityWithoutRunsIsRejected() {
        Path file = folder.resolve("accuracy.png");
        assertThatThrownBy(() -> AccuracyPicture.write(List.of(run("relu", 2, 1, 0.5)), "selu", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "picture: needs a run with the nonlinearity selu, but none of the 1 runs has it; train one, or draw another nonlinearity");
        assertThat(file).doesNotExist();
    }
}
