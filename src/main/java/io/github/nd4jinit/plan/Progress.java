package io.github.nd4jinit.plan;

/**
 * Receives the progress of a plan that is being applied. A lambda can implement this interface:
 *
 * <pre>{@code
 * PlanOptions.defaults().withProgress(update ->
 *         System.out.printf("%d of %d%n", update.filledElements(), update.totalElements()))
 * }</pre>
 */
@FunctionalInterface
public interface Progress {

    /**
     * Called after each parameter is filled, on the thread that applies the plan. An exception stops the plan and
     * propagates to the caller; the parameters that are already filled keep their new values.
     *
     * @param update the state of the plan
     */
    void update(Update update);

    /** The state of a plan that is being applied. */
    final class Update {

        private final Assignment assignment;
        private final long filledElements;
        private final long totalElements;

        Update(Assignment assignment, long filledElements, long totalElements) {
            this.assignment = assignment;
            this.filledElements = filledElements;
            this.totalElements = totalElements;
        }

        /**
         * The assignment that was just carried out.
         *
         * @return the assignment of the parameter that was filled last
         */
        public Assignment assignment() {
            return assignment;
        }

        /**
         * The number of elements filled so far, including those of the last parameter.
         *
         * @return the number of elements
         */
        public long filledElements() {
            return filledElements;
        }

        /**
         * The number of elements that the plan fills: {@link Assignments#elementCount}.
         *
         * @return the number of elements
         */
        public long totalElements() {
            return totalElements;
        }

        /** {@return the parameter's name and the numbers, such as {@code fc.weight: 300 of 310 elements}} */
        @Override
        public String toString() {
            return "%s: %s of %s elements".formatted(assignment.parameter().name(), filledElements, totalElements);
        }
    }
}
