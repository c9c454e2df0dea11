package dev.sextant.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.wire.Progress;
import org.junit.jupiter.api.Test;

class NewestProgressTests {

    private final NewestProgress progress = new NewestProgress();

    @Test
    void keepsOnlyTheNewestOfEachRecord() {
        progress.put(new Progress("a", 10, null));
        progress.put(new Progress("b", 10, null));
        progress.put(new Progress("a", 20, null));

        assertThat(progress.take()).containsExactly(new Progress("a", 20, null), new Progress("b", 10, null));
        assertThat(progress.isWaiting()).isFalse();
    }

    @Test
    void waitsAfterEachTime() {
        progress.put(new Progress("a", 10, null));
        progress.take();
        progress.put(new Progress("a", 20, null));

        assertThat(progress.isWaiting()).isTrue();
        assertThat(progress.isDue()).isFalse();
        assertThat(progress.take()).isEmpty();
        assertThat(progress.nanosUntilDue()).isPositive();
    }
}
