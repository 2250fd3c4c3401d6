package io.github.nd4jinit.internal.sample.threefry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementRunTest {

    @Test
    void passesExtendTheRunToMultiplesOfTheAlignment() {
        ElementRun run = new ElementRun();
        run.begin(2 * ThreefryWords.GROUP + 300, 100);
        assertThat(run.base()).isEqualTo(2 * ThreefryWords.GROUP);
        assertThat(run.group()).isEqualTo(2);
        assertThat(run.first()).isEqualTo(300);
        assertThat(run.end()).isEqualTo(400);
        assertThat(run.passFirst()).isEqualTo(256);
        assertThat(run.passEnd()).isEqualTo(512);
        assertThat(run.isAligned()).isFalse();
    }

    @Test
    void aRunEndsWithItsGroup() {
        ElementRun run = new ElementRun();
        run.begin(ThreefryWords.GROUP - 256, 5000);
        assertThat(run.length()).isEqualTo(256);
        assertThat(run.isAligned()).isTrue();
    }
}
