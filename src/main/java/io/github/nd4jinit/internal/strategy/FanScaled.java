package io.github.nd4jinit.internal.strategy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Initializer;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Moments;
import io.github.nd4jinit.internal.Check;
import io.github.nd4jinit.internal.axes.PackedPart;
import io.github.nd4jinit.internal.axes.WeightAxes;
import io.github.nd4jinit.internal.sample.RandomStream;
import io.github.nd4jinit.internal.sample.TensorValues;
import io.github.nd4jinit.internal.sample.VarianceFormula;
import io.github.nd4jinit.internal.sample.VarianceFormula.FormulaOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Implements the Xavier, Kaiming and LeCun families: values with mean 0 and standard deviation gain / √n, where n is a
 * fan.
 */
interface FanScaled extends Strategy {

    /** Returns the order of operations in the formula of the standard deviation, which determines its last digits. */
    FormulaOrder order();

    /** Returns the gain or, for {@link FormulaOrder#VARIANCE}, the scale, which is the square of a gain. */
    double factor();

    /** Returns the mode that selects the fan n. */
    FanMode mode();

    /** Returns the shape of the distribution. */
    Distribution distribution();

    /** Checks that a distribution is one of the two that a family of initializers supports: uniform and one other. */
    static void check(String family, Distribution distribution, Distribution other) {
        if (distribution != Distribution.UNIFORM && distribution != other) {
            throw new IllegalArgumentException(
                    "%s: distribution must be %s or %s, but was %s; use variance_scaling for other distributions"
                            .formatted(family, Distribution.UNIFORM, other, distribution));
        }
    }

    @Override
    default List<Region> regions(long[] shape, Layout layout) {
        List<PackedPart> parts = WeightAxes.parts(name(), layout, shape);
        if (parts.size() == 1) {
            return List.of(region(parts.get(0)));
        }
        List<Region> regions = new ArrayList<>(parts.size());
        for (PackedPart part : parts) {
            regions.add(region(part));
        }
        return regions;
    }

    private Region region(PackedPart part) {
        VarianceFormula formula = formula(part.fans(name()));
        return new Region(
                part.begin(),
                part.shape(),
                maxAbs(formula),
                () -> new Moments(0, formula.std()),
                stream -> draw(stream.get(), formula));
    }

    private VarianceFormula formula(Fans fans) {
        double n = mode().select(fans);
        if (!(n > 0 && n < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: %s must be positive and finite, received %s; pass finite fans greater than 0"
                            .formatted(name(), mode(), fans));
        }
        return new VarianceFormula(order(), factor(), n);
    }

    private double maxAbs(VarianceFormula formula) {
        return switch (distribution()) {
            case UNIFORM -> formula.bound();
            case NORMAL -> Normal.maxAbs(0, formula.std());
            case TRUNCATED_NORMAL -> 2 * formula.parentStd();
        };
    }

    private TensorValues draw(RandomStream stream, VarianceFormula formula) {
        return switch (distribution()) {
            case UNIFORM -> stream.uniform(formula);
            case NORMAL -> stream.normal(formula);
            case TRUNCATED_NORMAL -> stream.truncatedNormal(formula);
        };
    }

    @Override
    default Initializer withFans(Fans fans) {
        VarianceFormula formula = formula(Check.notNull(name(), "fans", fans));
        double parent = formula.parentStd();
        return switch (distribution()) {
            case UNIFORM -> Init.uniform(-formula.bound(), formula.bound());
            case NORMAL -> Init.normal(0, formula.std());
            case TRUNCATED_NORMAL -> Init.truncNormal(0, parent, -2 * parent, 2 * parent);
        };
    }
}
