package io.github.nd4jinit;

import io.github.nd4jinit.internal.sample.VarianceFormula;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine of Xavier, Kaiming, LeCun and their kin: values of mean 0 and standard deviation gain / √n, where n is the
 * fan of the mode. The text is what the factory was called with; two names of one distribution stay two initializers.
 *
 * @param name the name it was called by
 * @param arguments what it was called with, as text
 * @param rule how σ follows from n
 * @param factor the rule's gain or scale
 * @param mode which fan n is
 * @param distribution the shape of the distribution
 */
record VarianceScaling(
        String name, String arguments, FormulaOrder rule, double factor, FanMode mode, Distribution distribution)
        implements Strategy {

    @Override
    public List<Piece> pieces(long[] shape, Layout layout) {
        List<Part> parts = layout.parts(name, shape);
        List<Piece> pieces = new ArrayList<>(parts.size());
        for (Part part : parts) {
            VarianceFormula scaling = scaling(part.fans(name));
            double std = scaling.std();
            pieces.add(new Piece(
                    part.begin(),
                    part.shape(),
                    distribution.reach(scaling),
                    () -> new Moments(0, std),
                    stream -> distribution.draw(stream.get(), scaling)));
        }
        return pieces;
    }

    private VarianceFormula scaling(Fans fans) {
        double n = mode.of(fans);
        if (!(n > 0 && n < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: %s must be positive, received %s; name the axes by a Layout".formatted(name, mode, fans));
        }
        return new VarianceFormula(rule, factor, n);
    }

    @Override
    public Initializer withFans(Fans fans) {
        return distribution.initializer(scaling(Check.notNull(name, "fans", fans)));
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? name : name + "(" + arguments + ")";
    }
}
