package dev.sextant.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTests {
    private final InFlight inFlight = new InFlight(3, 2);

    @Test
    void refusesBeyondTheLimitAndAdmitsAgainWhenOneLeaves() {
        for (int i = 0; i < 3; i++) {
            assertThat(inFlight.enter()).isTrue();
        }
        assertThat(inFlight.enter()).isFalse();
        assertThat(inFlight.enter()).isFalse();

        inFlight.leave();

        assertThat(inFlight.enter()).isTrue();
        assertThat(inFlight.count()).isEqualTo(3);
    }

    @Test
    void countsEachClientForItself() {
        for (int i = 0; i < 2; i++) {
            assertThat(inFlight.enter("user:ada")).isTrue();
        }
        assertThat(inFlight.enter("user:ada")).isFalse();
        assertThat(inFlight.enter("user:eve")).isTrue();

        inFlight.leave("user:ada");

        assertThat(inFlight.enter("user:ada")).isTrue();
    }
}
