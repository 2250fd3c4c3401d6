package io.github.nd4jinit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Layout;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    private static Parameter named(String name) {
        return Parameter.of(name, Role.WEIGHT, Layout.OUT_IN, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "fc.weight, fc.weight, true",
        "fc.weight, fc_weight, false",
        "fc, fc.weight, false",
        "weight, fc.weight, false",
        "*.weight, h.0.fc.weight, true",
        "*.weight, weight, false",
        "*weight, weight, true",
        "h.*.fc.*, h.11.fc.bias, true",
        "h.*.fc.*, h.11.proj.bias, false",
        "h.?.fc, h.1.fc, true",
        "h.?.fc, h.11.fc, false",
        "h.?.fc, h..fc, false",
        "*, anything, true",
        "**, anything, true",
        "*a*a*, banana, true",
        "*a*a*a*a*, banana, false",
        "*ana, banana, true",
        "b*na?, banana, false",
        "Fc.*, fc.weight, false",
        "h.[0-9], h.1, false",
        "h.(0|1), h.1, false",
        "'', a, false",
        "'*', é😀, true",
    })
    void globsMatchWholeNames(String glob, String name, boolean expected) {
        assertThat(Selector.name(glob).matches(named(name))).isEqualTo(expected);
        assertThat(Selector.layer(glob).matches(named("x").withLayer(name)))
                .isEqualTo(expected || glob.equals("Fc.*")); // only names are case-sensitive
    }

    @Test
    void aGlobWithManyStarsIsMatchedQuickly() {
        assertThat(Selector.name("*a".repeat(50) + "b").matches(named("a".repeat(10_000))))
                .isFalse();
    }

    @Test
    void regularExpressionsMatchWholeNames() {
        assertThat(Selector.regex("h\\.\\d+\\..*").matches(named("h.11.fc"))).isTrue();
        assertThat(Selector.regex("h\\.\\d+").matches(named("h.11.fc"))).isFalse();
        assertThatThrownBy(() -> Selector.regex("(")).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void onlyAStarMatchesAnUnknownLayerType() {
        assertThat(Selector.layer("LSTM").matches(named("a"))).isFalse();
        assertThat(Selector.layer("*").matches(named("a"))).isTrue();
    }

    @Test
    void selectorsMatchByRoleOrByConditionOrMatchAllParameters() {
        Parameter weight = named("a");

        assertThat(Selector.role(Role.WEIGHT).matches(weight)).isTrue();
        assertThat(Selector.role(Role.BIAS).matches(weight)).isFalse();
        assertThat(Selector.where("large", parameter -> parameter.size() > 12).matches(weight))
                .isFalse();
        assertThat(Selector.where("12", parameter -> parameter.size() == 12).matches(weight))
                .isTrue();
        assertThat(Selector.all().matches(weight)).isTrue();
    }

    @Test
    void andMatchesParametersThatBothSelectorsMatch() {
        Selector both = Selector.role(Role.WEIGHT).and(Selector.layer("LSTM"));

        assertThat(both.matches(named("a").withLayer("LSTM"))).isTrue();
        assertThat(both.matches(named("a").withLayer("Dense"))).isFalse();
        assertThat(both.matches(Parameter.of("a", Role.BIAS, Layout.OUT_IN, 3).withLayer("LSTM")))
                .isFalse();
    }

    @Test
    void selectorsAreComparedByContent() {
        assertThat(Selector.name("a")).isEqualTo(Selector.name("a")).isNotEqualTo(Selector.layer("a"));
        assertThat(Selector.regex("a+")).isEqualTo(Selector.regex("a+")).hasSameHashCodeAs(Selector.regex("a+"));
        assertThat(Selector.regex("a+")).isNotEqualTo(Selector.regex("a*"));
        assertThat(Selector.all()).isEqualTo(Selector.all());
        assertThat(Selector.role(Role.BIAS)).isNotEqualTo(Selector.role(Role.WEIGHT));
    }

    @Test
    void orderRepetitionAndNestingOfAndDoNotAffectEquality() {
        Selector a = Selector.name("a");
        Selector b = Selector.role(Role.BIAS);
        Selector c = Selector.layer("c");

        assertThat(a.and(b)).isEqualTo(b.and(a)).hasSameHashCodeAs(b.and(a));
        assertThat(a.and(b).and(c))
                .isEqualTo(a.and(b.and(c)))
                .isEqualTo(c.and(a).and(b));
        assertThat(a.and(a)).isEqualTo(a);
        assertThat(a.and(b).and(a)).isEqualTo(a.and(b)).isNotEqualTo(a.and(c));
    }

    @Test
    void toStringListsTheCriteria() {
        assertThat(Selector.role(Role.NORM_SCALE).and(Selector.layer("*LSTM")))
                .hasToString("role norm_scale and layer *LSTM");
        assertThat(Selector.name("a").and(Selector.regex("b")).and(Selector.where("small", parameter -> true)))
                .hasToString("name a and regex b and where small");
        assertThat(Selector.all()).hasToString("all");
    }

    @Test
    void nullArgumentsAreReportedByName() {
        assertThatThrownBy(() -> Selector.role(null)).hasMessage("role must not be null");
        assertThatThrownBy(() -> Selector.name(null)).hasMessage("glob must not be null");
        assertThatThrownBy(() -> Selector.layer(null)).hasMessage("glob must not be null");
        assertThatThrownBy(() -> Selector.regex(null)).hasMessage("regex must not be null");
        assertThatThrownBy(() -> Selector.where(null, parameter -> true)).hasMessage("description must not be null");
        assertThatThrownBy(() -> Selector.where("a", null)).hasMessage("condition must not be null");
        assertThatThrownBy(() -> Selector.all().and(null)).hasMessage("other must not be null");
    }
}
