package io.github.nd4jinit.examples.experiment;

import java.util.List;

/**
 * What decides on a run's numbers, beside its trial: runs of different settings cannot be compared.
 *
 * @param code which numbers the code makes: {@link Trial#CODE}
 * @param steps how long a run is, unless it diverges
 * @param every a point each so many steps
 * @param batch examples in a step
 * @param rate the learning rate
 * @param train how many examples there are to learn from
 * @param test how many to be judged by
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

    /** A line for each, as a ledger keeps them. */
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
