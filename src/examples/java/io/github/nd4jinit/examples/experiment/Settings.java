package io.github.nd4jinit.examples.experiment;

import java.util.List;

/**
 * The settings that determine a run's results in addition to its trial. Runs with different settings cannot be compared.
 *
 * @param code the version of the code: {@link Trial#CODE}
 * @param steps the number of steps of a run, unless it diverges
 * @param every the number of steps between points
 * @param batch the number of examples in a step
 * @param rate the learning rate
 * @param train the number of training examples
 * @param test the number of test examples
 */
record Settings(int code, int steps, int every, int batch, float rate, int train, int test) {

    static Settings of(int steps, int every, Task task) {
        return new Settings(
                Trial.CODE,
                steps,
                every,
                Trial.BATCH,
                Trial.LEARNING_RATE,
                task.train().count(),
                task.test().count());
    }

    /** Returns a line for each setting, for the log. */
    List<String> lines() {
        return List.of(
                "code = " + code,
                "steps = " + steps,
                "every = " + every,
                "batch = " + batch,
                "rate = " + rate,
                "train = " + train,
                "test = " + test);
    }
}
