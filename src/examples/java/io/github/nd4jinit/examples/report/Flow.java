package io.github.nd4jinit.examples.report;

import io.github.nd4jinit.diagnose.Diagnosis;

/**
 * What an initialization does to signals and gradients.
 *
 * @param setup what the network began as
 * @param diagnosis what was measured; the page shows its findings where nothing was
 */
public record Flow(Setup setup, Diagnosis diagnosis) {}
