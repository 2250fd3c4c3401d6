package io.github.nd4jinit.diagnose;

import io.github.nd4jinit.diagnose.Finding.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reports a batch whose examples or labels are all equal. */
final class UninformativeBatchRule implements FindingRule {

    @Override
    public List<Finding> apply(Measurements measurements) {
        List<Finding> findings = new ArrayList<>();
        if (measurements.hasEqualExamples()) {
            findings.add(Finding.ofNetwork(
                    Kind.UNINFORMATIVE_BATCH,
                    "the output of %s is the same for all examples; pass a batch of several different examples"
                            .formatted(measurements.reports().get(0).name())));
        }
        if (measurements.labels().stream().anyMatch(labels -> new TensorStatistics(labels).hasSeveralEqualExamples())) {
            findings.add(Finding.ofNetwork(
                    Kind.UNINFORMATIVE_BATCH, "all labels are equal; pass a batch with several classes"));
        }
        return findings;
    }
}
