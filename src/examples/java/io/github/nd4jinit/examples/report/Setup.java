package io.github.nd4jinit.examples.report;

/**
 * What a network begins as. The page's controls choose among nonlinearities and depths; each initializer is a line in its charts.
 *
 * @param initializer what draws the weights; any text
 * @param nonlinearity what follows each layer; any text, empty if it is not worth a word
 * @param depth how many hidden layers there are; 0 for all if it is not worth a word
 */
public record Setup(String initializer, String nonlinearity, int depth) {

    /**
     * A state of a network, such as "before" and "after", where there is but one network.
     *
     * @param name what the charts call it
     */
    public Setup(String name) {
        this(name, "", 0);
    }
}
