package io.github.nd4jinit.bench;

import java.util.Optional;

/**
 * A goal of the library's speed. The median decides whether the goal is met.
 *
 * @param name the quantity
 * @param bound whether the quantity has a lower or an upper limit
 * @param limit the limit
 * @param quantity reads the quantity from the measurements
 */
record Goal(String name, Bound bound, double limit, Quantity quantity) {

    enum Bound {
        AT_LEAST(">=") {
            @Override
            boolean permits(double value, double limit) {
                return value >= limit;
            }
        },
        AT_MOST("<=") {
            @Override
            boolean permits(double value, double limit) {
                return value <= limit;
            }
        };

        private final String symbol;

        Bound(String symbol) {
            this.symbol = symbol;
        }

        abstract boolean permits(double value, double limit);

        @Override
        public String toString() {
            return symbol;
        }
    }

    @FunctionalInterface
    interface Quantity {

        /** Returns the quantity; empty if it was not measured. */
        Optional<Summary> of(Results results);
    }

    static Goal atLeast(double limit, String name, Quantity quantity) {
        return new Goal(name, Bound.AT_LEAST, limit, quantity);
    }

    static Goal atMost(double limit, String name, Quantity quantity) {
        return new Goal(name, Bound.AT_MOST, limit, quantity);
    }

    boolean isMetBy(Summary measured) {
        return bound.permits(measured.median(), limit);
    }
}
