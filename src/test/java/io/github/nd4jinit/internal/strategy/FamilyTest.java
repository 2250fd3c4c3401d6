package io.github.nd4jinit.internal.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nd4jinit.Distribution;
import io.github.nd4jinit.FanMode;
import io.github.nd4jinit.Init;
import io.github.nd4jinit.Nonlinearity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the records of a family reject distributions for which the family has no name, even if the constructor is
 * called directly.
 */
class FamilyTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "TRUNCATED_NORMAL")
    void xavierAndKaimingAreUniformOrNormal(String name) {
        Distribution distribution = name == null ? null : Distribution.valueOf(name);

        assertThatThrownBy(() -> new Xavier(1, distribution))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("xavier: distribution must be uniform or normal, but was ");
        assertThatThrownBy(() -> new Kaiming(FanMode.FAN_IN, Nonlinearity.RELU, distribution))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kaiming: distribution must be uniform or normal, but was ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "NORMAL")
    void lecunIsUniformOrTruncatedNormal(String name) {
        Distribution distribution = name == null ? null : Distribution.valueOf(name);

        assertThatThrownBy(() -> new Lecun(distribution))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lecun: distribution must be uniform or truncated_normal, but was ");
    }

    @Test
    void factoriesReturnRecordsOfTheirFamily() {
        assertThat(Init.xavierNormal(2)).isEqualTo(new Xavier(2, Distribution.NORMAL));
        assertThat(Init.kaimingUniform())
                .isEqualTo(new Kaiming(FanMode.FAN_IN, Nonlinearity.RELU, Distribution.UNIFORM));
        assertThat(Init.lecunNormal()).isEqualTo(new Lecun(Distribution.TRUNCATED_NORMAL));
    }
}
