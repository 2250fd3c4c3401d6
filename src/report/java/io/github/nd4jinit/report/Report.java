package io.github.nd4jinit.report;

import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.plan.Assignments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A page with charts of diagnoses and training runs: the RMS of activations and gradients by layer, histograms of the
 * weights, the findings, and the loss and accuracy of training runs. The page is one HTML file that does not access the
 * internet. Below each chart, its data are available as a table.
 *
 * <pre>{@code
 * Probe probe = Dl4j.probe(network, batch); // or SameDiffs.probe, or a DenseStack
 * Report.of("My network", Diagnosis.of(probe)).write(Path.of("report.html"));
 * }</pre>
 *
 * <p>With the assignments that initialized the network, the histograms also show the density of each initializer. A
 * report on several diagnoses compares them:
 *
 * <pre>{@code
 * Assignments assignments = Dl4j.initialize(network, Recipes.torch());
 * Diagnosis torch = Diagnosis.of(Dl4j.probe(network, batch));
 * new Lsuv().initialize(Dl4j.probe(network, batch), Generator.seeded(42));
 * Diagnosis lsuv = Diagnosis.of(Dl4j.probe(network, batch));
 *
 * Report.of(
 *                 "Two initializations",
 *                 LabeledDiagnosis.of("torch", torch).withAssignments(assignments),
 *                 LabeledDiagnosis.of("LSUV", lsuv))
 *         .write(Path.of("report.html"));
 * }</pre>
 */
public final class Report {

    private final String title;
    private final String note;
    private final List<LabeledDiagnosis> diagnoses;
    private final int classCount;
    private final List<TrainingRun> trainingRuns;

    private Report(
            String title,
            String note,
            List<LabeledDiagnosis> diagnoses,
            int classCount,
            List<TrainingRun> trainingRuns) {
        this.title = Objects.requireNonNull(title, "title must not be null");
        this.note = Objects.requireNonNull(note, "note must not be null");
        this.diagnoses = List.copyOf(diagnoses);
        this.classCount = classCount;
        this.trainingRuns = List.copyOf(trainingRuns);
    }

    /**
     * Returns a report on one network, which is labeled with the title.
     *
     * @param title the title
     * @param diagnosis the diagnosis of the network
     * @return the report
     */
    public static Report of(String title, Diagnosis diagnosis) {
        return of(title, LabeledDiagnosis.of(title, diagnosis));
    }

    /**
     * Returns a report on one network, which is labeled with the title, and on its initializers.
     *
     * @param title the title
     * @param diagnosis the diagnosis of the network
     * @param assignments the assignments that initialized the network
     * @return the report
     * @throws IllegalArgumentException if weights were measured and none of them has an assignment
     */
    public static Report of(String title, Diagnosis diagnosis, Assignments assignments) {
        return of(title, LabeledDiagnosis.of(title, diagnosis).withAssignments(assignments));
    }

    /**
     * Returns a report on diagnoses.
     *
     * @param title the title
     * @param diagnoses the diagnoses, each with its own configuration
     * @return the report
     * @throws IllegalArgumentException if two diagnoses have equal configurations
     */
    public static Report of(String title, LabeledDiagnosis... diagnoses) {
        return of(title, List.of(diagnoses));
    }

    /**
     * Returns a report on diagnoses.
     *
     * @param title the title
     * @param diagnoses the diagnoses, each with its own configuration
     * @return the report
     * @throws IllegalArgumentException if two diagnoses have equal configurations
     */
    public static Report of(String title, List<LabeledDiagnosis> diagnoses) {
        Set<Configuration> seen = new HashSet<>();
        for (LabeledDiagnosis diagnosis : diagnoses) {
            if (!seen.add(diagnosis.configuration())) {
                throw new IllegalArgumentException(
                        "report: two diagnoses have the configuration %s; give each its own label, such as \"%s, trained\""
                                .formatted(
                                        diagnosis.configuration(),
                                        diagnosis.configuration().label()));
            }
        }
        return new Report(title, "", diagnoses, 0, List.of());
    }

    /**
     * Returns a copy of this report with a note below the heading of the section on activations and gradients.
     *
     * @param note a sentence or two about the measurement, such as the examples that were used; empty for none
     * @return the report
     */
    public Report withNote(String note) {
        return new Report(title, note, diagnoses, classCount, trainingRuns);
    }

    /**
     * Returns a copy of this report with training runs of classifiers.
     *
     * @param classCount the number of classes, which determines the accuracy of guessing
     * @param trainingRuns the training runs, which replace all training runs given earlier
     * @return the report
     * @throws IllegalArgumentException if the number of classes is not positive
     */
    public Report withTrainingRuns(int classCount, List<TrainingRun> trainingRuns) {
        if (classCount < 1) {
            throw new IllegalArgumentException(
                    "report: classCount must be positive, but was %s; pass the number of classes of the examples"
                            .formatted(classCount));
        }
        return new Report(title, note, diagnoses, classCount, trainingRuns);
    }

    /** {@return the title} */
    public String title() {
        return title;
    }

    /** {@return the note; empty if there is none} */
    public String note() {
        return note;
    }

    /** {@return the diagnoses} */
    public List<LabeledDiagnosis> diagnoses() {
        return diagnoses;
    }

    /** {@return the number of classes; 0 without training runs} */
    public int classCount() {
        return classCount;
    }

    /** {@return the training runs} */
    public List<TrainingRun> trainingRuns() {
        return trainingRuns;
    }

    /**
     * Writes the page to a file.
     *
     * @param file the file, which is replaced if it exists; its directory is created if necessary
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, html());
    }

    /**
     * Returns the page. Its size is about 1.2 MB, mostly because of the chart library.
     *
     * @return an HTML document with the licenses of the chart library
     */
    public String html() {
        return new HtmlPage(this).text();
    }

    /**
     * Returns the content of the report as JSON, for other programs.
     *
     * <p>The JSON is an object with the keys {@code version} (1), {@code title}, {@code note}, {@code classCount},
     * {@code diagnoses} and {@code runs}. A diagnosis has {@code configuration} ({@code label}, {@code nonlinearity},
     * {@code hiddenLayers}), {@code layers}, {@code unmeasuredLayers} and {@code findings}. The keys of layers,
     * weights, histograms and findings are the names of the methods of {@link io.github.nd4jinit.diagnose.LayerReport},
     * {@link io.github.nd4jinit.diagnose.WeightReport}, {@link io.github.nd4jinit.diagnose.Histogram} and {@link
     * io.github.nd4jinit.diagnose.Finding}; a weight also has its {@code initializer}, null if it is unknown, and
     * {@code expectedDensity}, the density of the initializer at the center of each bin, empty if it is unknown. A run
     * has {@code configuration}, {@code seed} and {@code points}, each an array of step, loss and accuracy.
     *
     * <p>Numbers are rounded to five significant digits; NaN and infinity are null. Later versions of this library may
     * add keys.
     *
     * @return the content as JSON
     */
    public String json() {
        return ReportData.of(this).json();
    }

    /** {@return the title and the numbers of diagnoses and training runs} */
    @Override
    public String toString() {
        return "%s (diagnoses: %s, training runs: %s)".formatted(title, diagnoses.size(), trainingRuns.size());
    }
}
