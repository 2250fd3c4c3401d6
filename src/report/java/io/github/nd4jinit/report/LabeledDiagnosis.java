package io.github.nd4jinit.report;

import io.github.nd4jinit.diagnose.Diagnosis;
import io.github.nd4jinit.diagnose.WeightReport;
import io.github.nd4jinit.plan.Assignments;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis, the network that it belongs to, and optionally the assignments that initialized the network.
 *
 * <pre>{@code
 * Assignments assignments = Dl4j.initialize(network, Recipes.torch());
 * LabeledDiagnosis.of("torch", Diagnosis.of(Dl4j.probe(network, batch))).withAssignments(assignments)
 * }</pre>
 */
public final class LabeledDiagnosis {

    private final Configuration configuration;
    private final Diagnosis diagnosis;
    private final @Nullable Assignments assignments;

    private LabeledDiagnosis(Configuration configuration, Diagnosis diagnosis, @Nullable Assignments assignments) {
        this.configuration = Objects.requireNonNull(configuration, "configuration must not be null");
        this.diagnosis = Objects.requireNonNull(diagnosis, "diagnosis must not be null");
        this.assignments = assignments;
    }

    /**
     * Returns a diagnosis with a label.
     *
     * @param label the name of the network in charts and tables
     * @param diagnosis the diagnosis
     * @return the labeled diagnosis
     */
    public static LabeledDiagnosis of(String label, Diagnosis diagnosis) {
        return of(Configuration.of(label), diagnosis);
    }

    /**
     * Returns the diagnosis of a configuration.
     *
     * @param configuration the configuration that identifies the network
     * @param diagnosis the diagnosis
     * @return the labeled diagnosis
     */
    public static LabeledDiagnosis of(Configuration configuration, Diagnosis diagnosis) {
        return new LabeledDiagnosis(configuration, diagnosis, null);
    }

    /**
     * Returns a copy of this labeled diagnosis with the assignments that initialized the network. The report then draws
     * the density of the initializer over the histogram of each weight, for normal, truncated normal, uniform and
     * orthogonal initializers. The densities of other initializers, such as lambdas, are unknown.
     *
     * @param assignments the result of {@code Dl4j.initialize}, {@code SameDiffs.initialize}, {@code Plan.apply} or a
     *     dry run
     * @return the labeled diagnosis
     * @throws IllegalArgumentException if weights were measured and none of them has an assignment
     */
    public LabeledDiagnosis withAssignments(Assignments assignments) {
        Set<String> assigned = new HashSet<>();
        assignments.forEach(assignment -> assigned.add(assignment.parameter().name()));
        List<String> weights = diagnosis.layers().stream()
                .flatMap(layer -> layer.weights().stream())
                .map(WeightReport::name)
                .toList();
        if (!weights.isEmpty() && weights.stream().noneMatch(assigned::contains)) {
            throw new IllegalArgumentException(
                    "diagnosis %s: none of the %s measured weights, such as %s, is among the %s assigned parameters; pass the assignments of the same network"
                            .formatted(configuration, weights.size(), weights.get(0), assigned.size()));
        }
        return new LabeledDiagnosis(configuration, diagnosis, assignments);
    }

    /** {@return the configuration of the network} */
    public Configuration configuration() {
        return configuration;
    }

    /** {@return the diagnosis} */
    public Diagnosis diagnosis() {
        return diagnosis;
    }

    /** {@return the assignments that initialized the network, if they were given} */
    public Optional<Assignments> assignments() {
        return Optional.ofNullable(assignments);
    }

    /** {@return the configuration} */
    @Override
    public String toString() {
        return configuration.toString();
    }
}
