package io.github.nd4jinit.plan;

import io.github.nd4jinit.Layout;
import io.github.nd4jinit.random.Generator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options for applying a {@link Plan}. Instances are immutable:
 *
 * <pre>{@code
 * plan.apply(tensors, PlanOptions.defaults().withGenerator(Generator.seeded(42)).withProgress(System.out::println));
 * }</pre>
 *
 * <ul>
 *   <li>{@link #withGenerator generator}: used by every method that takes options. Without it, random numbers are
 *       derived from the plan's seed or, if the plan has none, from a default that the method documents.
 *   <li>{@link #withProgress progress}: used by every method that fills parameters. A dry run fills no parameters and
 *       ignores this option.
 *   <li>{@link #withLayout layout}: required by the methods that take a map of arrays, because an array alone does not
 *       show what its axes mean. All other methods take parameters, which already have a layout, and reject this
 *       option.
 * </ul>
 */
public final class PlanOptions {

    private static final PlanOptions DEFAULTS = new PlanOptions(null, null, null);

    private final @Nullable Generator generator;
    private final @Nullable Progress progress;
    private final @Nullable Layout layout;

    private PlanOptions(@Nullable Generator generator, @Nullable Progress progress, @Nullable Layout layout) {
        this.generator = generator;
        this.progress = progress;
        this.layout = layout;
    }

    /**
     * Options without a generator, a progress receiver, or a layout.
     *
     * @return the options
     */
    public static PlanOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy of these options with a generator, which takes precedence over the plan's seed. Each parameter is
     * filled with the generator that {@link Generator#named} derives from its name. Generators that reproduce the
     * random numbers of other libraries do not support names and are rejected.
     *
     * @param generator the source of randomness
     * @return the options
     */
    public PlanOptions withGenerator(Generator generator) {
        return new PlanOptions(Objects.requireNonNull(generator, "generator must not be null"), progress, layout);
    }

    /**
     * Returns a copy of these options with a progress receiver.
     *
     * @param progress the receiver, which is called after each parameter is filled
     * @return the options
     */
    public PlanOptions withProgress(Progress progress) {
        return new PlanOptions(generator, Objects.requireNonNull(progress, "progress must not be null"), layout);
    }

    /**
     * Returns a copy of these options with a layout, for a map of arrays.
     *
     * @param layout the meaning of the weights' axes
     * @return the options
     */
    public PlanOptions withLayout(Layout layout) {
        return new PlanOptions(generator, progress, Objects.requireNonNull(layout, "layout must not be null"));
    }

    /**
     * The source of randomness.
     *
     * @return the generator, if one was set
     */
    public Optional<Generator> generator() {
        return Optional.ofNullable(generator);
    }

    /**
     * The progress receiver.
     *
     * @return the receiver, if one was set
     */
    public Optional<Progress> progress() {
        return Optional.ofNullable(progress);
    }

    /**
     * The layout of the arrays in a map.
     *
     * @return the layout, if one was set
     */
    public Optional<Layout> layout() {
        return Optional.ofNullable(layout);
    }

    Layout requireLayout() {
        return layout().orElseThrow(
                        () -> new IllegalArgumentException(
                                "a map of arrays needs a layout, received options without one; call withLayout(Layout.OUT_IN) for torch's weights, or withLayout(Layout.IN_OUT) for Keras'"));
    }

    void rejectLayout() {
        if (layout != null) {
            throw new IllegalArgumentException(
                    "received options with the layout %s, but each parameter has a layout already; remove withLayout from the options, and use Rule.withLayout to change the layout of some parameters"
                            .formatted(layout));
        }
    }

    /** {@return the options that were set} */
    @Override
    public String toString() {
        return "PlanOptions[generator=%s, progress=%s, layout=%s]".formatted(generator, progress, layout);
    }
}
