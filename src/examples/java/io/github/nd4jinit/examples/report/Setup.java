package io.github.nd4jinit.examples.report;

/**
 * What a network begins as. The page's controls choose among nonlinearities and depths; each initializer is a line in its charts.
 *
 * @param initializer what draws the weights; any text
 * @param nonlinearity what follows each layer; any text
 * @param depth how many hidden layers there are
 */
public record Setup(String initializer, String nonlinearity, int depth) {}
