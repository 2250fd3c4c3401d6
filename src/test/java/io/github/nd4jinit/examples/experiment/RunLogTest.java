package io.github.nd4jinit.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.report.Configuration;
import io.github.nd4jinit.report.TrainingPoint;
import io.github.nd4jinit.report.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

    private static final String TITLES = "initializer,nonlinearity,depth,seed,step,loss,accuracy\n";
    private static final String ROW1 = "ones,relu,2,1,5,1.25,0.5\n";
    private static final String ROW2 = "ones,relu,2,1,10,0.1,0.75\n";
    private static final Settings SETTINGS = new Settings(1, 10, 5, 32, 0.03f, 1437, 360);

    private static final Configuration CONFIGURATION =
            Configuration.of("ones").withNonlinearity("relu").withHiddenLayers(2);
    private static final TrainingRun FINISHED =
            TrainingRun.of(CONFIGURATION, 1, List.of(TrainingPoint.of(5, 1.25, 0.5), TrainingPoint.of(10, 0.1, 0.75)));
    private static final TrainingRun DIVERGED =
            TrainingRun.of(CONFIGURATION, 2, List.of(TrainingPoint.of(3, Double.NaN, 0.5)));

    @TempDir
    private Path folder;

    private Path file;
    private Path settings;

    @BeforeEach
    void setPaths() {
        file = folder.resolve("runs.csv");
        settings = folder.resolve("runs.settings");
    }

    private static Trial trial(long seed) {
        Initialization ones = new Initialization("ones", (stack, nonlinearity, generator) -> {});
        return new Trial(ones, Nonlinearity.RELU, 2, seed);
    }

    private RunLog open() throws IOException {
        return RunLog.open(file, SETTINGS);
    }

    /** Opens a log file with the given content and the same settings. */
    private RunLog open(String text) throws IOException {
        open();
        Files.writeString(file, text);
        return open();
    }

    private void assertRejected(String text, String message) throws IOException {
        Files.deleteIfExists(file);
        open();
        Files.writeString(file, text);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessage(file + message);
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    // --- accepted files -------------------------------------------------------------------------------------------

    @Test
    void onlyFinishedRunsAreKept() throws IOException {
        RunLog runLog = open();
        runLog.add(FINISHED);
        runLog.add(DIVERGED);
        String whole = Files.readString(file);
        assertThat(whole).isEqualTo(TITLES + ROW1 + ROW2 + "ones,relu,2,2,3,NaN,NaN\n");
        Files.writeString(file, whole + "ones,relu,2,3,5,0.5,0.5\n");

        RunLog again = open();
        assertThat(again.find(trial(1))).contains(FINISHED);
        assertThat(again.find(trial(2))).contains(DIVERGED);
        assertThat(again.find(trial(3))).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @Test
    void incompleteRowsAreIgnored() throws IOException {
        RunLog runLog = open(TITLES + ROW1 + ROW2.replace("5\n", ""));
        assertThat(runLog.find(trial(1))).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(TITLES);
    }

    @Test
    void runsWithAMissingRowAreIgnored() throws IOException {
        assertThat(open(TITLES + ROW2).find(trial(1))).isEmpty();
    }

    @Test
    void filesThatAreEmptyOrHaveOnlyAHeaderContainNoRuns() throws IOException {
        for (String text : List.of("", TITLES, TITLES.strip() + "\r\n")) {
            assertThat(open(text).find(trial(1))).isEmpty();
            assertThat(Files.readString(file)).isEqualTo(TITLES);
        }
    }

    @Test
    void repeatedRowsAnyOrderAndWindowsLineEndingsAreAccepted() throws IOException {
        String run3 = ROW1.replace("2,1,", "2,3,");
        RunLog runLog = open((TITLES + ROW2 + run3 + ROW1 + ROW2).replace("\n", "\r\n"));
        assertThat(runLog.find(trial(1))).contains(FINISHED);
        assertThat(Files.readString(file)).isEqualTo(TITLES + ROW1 + ROW2);
    }

    @Test
    void runsAreSortedByTrialAndOtherRunsComeLast() throws IOException {
        RunLog runLog = open();
        TrainingRun other = TrainingRun.of(
                Configuration.of("twos").withNonlinearity("relu").withHiddenLayers(2), 1, FINISHED.points());
        runLog.add(other);
        runLog.add(DIVERGED);
        runLog.add(FINISHED);
        runLog.sort(List.of(trial(1), trial(2), trial(3)));
        assertThat(Files.readString(file))
                .isEqualTo(TITLES + ROW1 + ROW2 + "ones,relu,2,2,3,NaN,NaN\n" + (ROW1 + ROW2).replace("ones", "twos"));
        assertThat(runLog.find(trial(2))).contains(DIVERGED);
    }

    // --- rejected files -------------------------------------------------------------------------------------------

    @Test
    void filesWithAnotherHeaderAreRejected() throws IOException {
        String end = "\"; correct it, or rename or delete the file to start a new log";
        String begin = ", line 1: needs " + TITLES.strip() + ", but was \"";
        assertRejected("name,age\n" + ROW1, begin + "name,age" + end);
        assertRejected("init", begin + "init" + end);
        assertRejected("\n", begin + end);
    }

    @Test
    void malformedRowsAreRejected() throws IOException {
        String begin = ", line 3: needs " + TITLES.strip() + ", but was \"";
        String end = "\"; correct it, or rename or delete the file to start a new log";
        for (String row :
                List.of("ones,relu,two,3,5,0.5,0.5", "ones,relu,2,3,5,0.5", "ones,relu,2,3,5,0.5,0.5,0.5", "")) {
            assertRejected(TITLES + ROW1 + row + "\n" + ROW2, begin + row + end);
        }
    }

    @Test
    void contradictoryRowsAreRejected() throws IOException {
        assertRejected(
                TITLES + ROW1 + ROW1.replace("1.25", "1.5"),
                ", line 3: needs the values of the earlier line for this step, but was \"ones,relu,2,1,5,1.5,0.5\"; correct it, or rename or delete the file to start a new log");
    }

    @Test
    void binaryFilesAreRejected() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file
                                + ", line 1: needs text in UTF-8, but was \"other bytes\"; correct it, or rename or delete the file to start a new log");
    }

    @Test
    void runsWithOtherSettingsAreRejected() throws IOException {
        open().add(FINISHED);
        String whole = Files.readString(file);
        Settings other = new Settings(2, 20, 5, 32, 0.03f, 1437, 360);
        assertThatThrownBy(() -> RunLog.open(file, other))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file
                                + ": needs runs with code = 2, steps = 20, but has runs with code = 1, steps = 10; rename or delete it to start a new log");
        assertThat(Files.readString(file)).isEqualTo(whole);
        assertThat(open().find(trial(1))).contains(FINISHED);

        Files.delete(file);
        RunLog.open(file, other);
        assertThat(settings).hasContent(String.join("\n", other.lines()));
    }

    @Test
    void runsWithUnknownSettingsAreRejected() throws IOException {
        open().add(FINISHED);
        Files.delete(settings);
        assertThatThrownBy(this::open)
                .hasMessage(file
                        + ": needs runs with code = 1, steps = 10, every = 5, batch = 32, rate = 0.03, train = 1437, test = 360, but has runs without settings in "
                        + settings + "; rename or delete it to start a new log");
    }

    /** A crash must not leave a partially written log, so the file is only appended to or replaced. */
    @Test
    void filesAreReplacedAtomically() throws IOException {
        open().add(FINISHED);
        Files.createDirectory(folder.resolve("runs.csv.new")); // so that the new file cannot be written
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
        assertThat(Files.readString(file)).isEqualTo(TITLES + ROW1 + ROW2);
    }
}
