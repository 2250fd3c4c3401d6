package io.github.nd4jinit.plan;

import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.random.Generator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A plan applied to tensors. All checks precede the first write. */
final class PlanExecution {

    private final Plan plan;
    private final List<Tensor> tensors;
    private final Assignments assignments;

    /** Checks everything except the generator. */
    PlanExecution(Plan plan, List<Tensor> tensors) {
        this.plan = plan;
        this.tensors = tensors;
        this.assignments = plan.assign(tensors.stream().map(Tensor::parameter).toList());
        for (int i = 0; i < tensors.size(); i++) {
            check(assignments.list().get(i), tensors.get(i).array());
        }
        checkShared(tensors);
    }

    Assignments assignments() {
        return assignments;
    }

    Assignments dryRun(PlanOptions options) {
        options.generator().ifPresent(this::named);
        return assignments;
    }

    Assignments run(PlanOptions options) {
        List<Generator> generators = named(options.generator().orElseGet(this::defaultGenerator));
        Progress progress = options.progress().orElse(update -> {});
        long total = assignments.elementCount();
        long filled = 0;
        for (int i = 0; i < tensors.size(); i++) {
            Assignment assignment = assignments.list().get(i);
            if (assignment.initializer().isPresent()) {
                Initializer initializer = assignment.initializer().get();
                initializer.initialize(tensors.get(i).array(), assignment.layout(), generators.get(i));
                filled += assignment.parameter().size();
                progress.update(new Progress.Update(assignment, filled, total));
            }
        }
        return assignments;
    }

    private Generator defaultGenerator() {
        return Generator.seeded(plan.seed().orElseGet(() -> Nd4j.getRandom().nextLong()));
    }

    /** The generator for each tensor, derived from the tensor's name. */
    private List<Generator> named(Generator generator) {
        return tensors.stream()
                .map(tensor -> generator.named(tensor.parameter().name()))
                .toList();
    }

    private static void check(Assignment assignment, INDArray array) {
        try {
            assignment.initializer().ifPresent(initializer -> initializer.check(array, assignment.layout()));
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(assignment.parameter().name() + ": " + fault.getMessage(), fault);
        } catch (IllegalStateException fault) {
            throw new IllegalStateException(assignment.parameter().name() + ": " + fault.getMessage(), fault);
        }
    }

    /**
     * Tied weights are one array with two names, so the later fill would overwrite the earlier one or a kept parameter.
     */
    private static void checkShared(List<Tensor> tensors) {
        Map<List<Long>, String> names = new HashMap<>();
        for (Tensor tensor : tensors) {
            INDArray array = tensor.array();
            if (!array.wasClosed() && !array.isEmpty()) {
                String other = names.put(
                        List.of(array.data().pointer().address(), array.offset()),
                        tensor.parameter().name());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "%s and %s share one array, as tied weights do; pass only one of the two tensors"
                                    .formatted(other, tensor.parameter().name()));
                }
            }
        }
    }
}
