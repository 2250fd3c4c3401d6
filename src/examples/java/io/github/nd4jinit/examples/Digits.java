package io.github.nd4jinit.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Handwritten digits of 8 x 8 pixels: <i>Optical Recognition of Handwritten Digits</i>, E. Alpaydin and C. Kaynak, UCI Machine
 * Learning Repository, CC BY 4.0, <a href="https://doi.org/10.24432/C50P49">doi:10.24432/C50P49</a>.
 *
 * <p>Features are rows of pixels between 0 and 1; labels are one-hot rows.
 *
 * @param train the training set, which contains four fifths of the digits
 * @param test the test set, which contains the other digits
 */
public record Digits(DataSet train, DataSet test) {

    /** Number of pixels of a digit. */
    public static final int PIXELS = 64;
    /** Number of classes. */
    public static final int CLASSES = 10;

    private static final float BRIGHTEST = 16;
    private static final long SHUFFLE_SEED = 7;

    /** Reads the digits, shuffles them with a fixed seed, and splits them into two sets. */
    public static Digits load() {
        List<String> lines = lines();
        Collections.shuffle(lines, new Random(SHUFFLE_SEED));
        int train = lines.size() * 4 / 5;
        return new Digits(dataSet(lines.subList(0, train)), dataSet(lines.subList(train, lines.size())));
    }

    private static DataSet dataSet(List<String> lines) {
        float[][] pixels = new float[lines.size()][PIXELS];
        float[][] labels = new float[lines.size()][CLASSES];
        for (int row = 0; row < lines.size(); row++) {
            String[] fields = lines.get(row).split(",", -1);
            for (int i = 0; i < PIXELS; i++) {
                pixels[row][i] = Integer.parseInt(fields[i]) / BRIGHTEST;
            }
            labels[row][Integer.parseInt(fields[PIXELS])] = 1;
        }
        return new DataSet(Nd4j.createFromArray(pixels), Nd4j.createFromArray(labels));
    }

    private static List<String> lines() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Digits.class.getResourceAsStream("digits.csv.gz")), StandardCharsets.US_ASCII))) {
            return new ArrayList<>(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
