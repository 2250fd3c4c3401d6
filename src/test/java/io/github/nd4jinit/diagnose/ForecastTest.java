package io.github.nd4jinit.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.nd4jinit.Fans;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Layout;
import io.github.nd4jinit.Nonlinearity;
import io.github.nd4jinit.plan.Assignments;
import io.github.nd4jinit.plan.Parameter;
import io.github.nd4jinit.plan.Plan;
import io.github.nd4jinit.plan.Role;
import io.github.nd4jinit.plan.Rule;
import io.github.nd4jinit.plan.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Fans FANS = new Fans(50, 30);

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.of("a.weight", Role.WEIGHT, Layout.OUT_IN, 50, 20),
            Parameter.of("b.weight", Role.WEIGHT, Layout.OUT_IN, 30, 50),
            Parameter.of("b.bias", Role.BIAS, Layout.OUT_IN, 30).withFans(FANS));

    @Test
    void computesEachLayerFromThePrecedingLayer() {
        Assignments plan = Plan.of(
                        Rule.of(Selector.name("a.weight"), Init.normal(0, 0.5)),
                        Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal()),
                        Rule.of(Selector.role(Role.BIAS), Init.normal(0, 3)))
                .assign(PARAMETERS);

        List<Forecast.Layer> layers = Forecast.of(plan, Nonlinearity.RELU, 2).layers();

        // q = 20 * 0.25 * 2 = 10, half of it after the ReLU; then 2 * 5 + 9 = 19
        assertThat(layers.get(0).outputStd()).isCloseTo(Math.sqrt(10), within(1e-8));
        assertThat(layers.get(0).activationRms()).isCloseTo(Math.sqrt(5), within(1e-8));
        assertThat(layers.get(0).gradientFactor()).isCloseTo(2.5, within(1e-4));
        assertThat(layers.get(1).outputStd()).isCloseTo(Math.sqrt(19), within(1e-8));
        assertThat(layers.get(1).gradientFactor()).isCloseTo(1, within(1e-5));
    }

    @Test
    void toStringHasOneLinePerLayerAndListsWhatIsNotModeled() {
        Assignments plan = Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.kaimingNormal()))
                .assign(PARAMETERS);
        assertThat(Forecast.of(plan, Nonlinearity.RELU, 1)).hasToString("""
                        a.weight  output std 1.41, activation RMS 1.00, gradient RMS x 1.00
                        b.weight  output std 1.41, activation RMS 1.00, gradient RMS x 1.00
                        not modeled: normalization, pooling, skip connections, recurrence; for these, measure with Diagnosis.of\
                        """);
        assertThat(Forecast.of(plan, Nonlinearity.RELU, 1).layers().get(1))
                .hasToString("b.weight  output std 1.41, activation RMS 1.00, gradient RMS x 1.00");
    }

    @Test
    void rejectsWeightsWithNonzeroMean() {
        Assignments plan =
                Plan.of(Rule.of(Selector.role(Role.WEIGHT), Init.uniform())).assign(PARAMETERS);
        assertThatThrownBy(() -> Forecast.of(plan, Nonlinearity.RELU, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "a.weight: mean-field theory needs weights with mean 0, but the mean is 0.5 and the std 0.288");
    }

    @Test
    void rejectsWeightsThatThePlanKeeps() {
        Assignments plan = Plan.of(Rule.keep(Selector.all())).assign(PARAMETERS);
        assertThatThrownBy(() -> Forecast.of(plan, Nonlinearity.RELU, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a.weight: a forecast needs the fan in and the initial std, but they are 20.0 and NaN; give the weight a rule with an initializer of Init");
    }
}
