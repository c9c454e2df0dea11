package dev.sextant.core.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class HousekeepingTests {
    private static final Duration SOON = Duration.ofMillis(5);

    @Test
    void doesAFailedChoreAgain() throws InterruptedException {
        var times = new CountDownLatch(3);
        var chore = new Chore("Nothing is done", SOON, () -> {
            times.countDown();
            throw new IllegalStateException("as ever");
        });

        try (var house = new House(List.of(chore))) {
            house.begin();
            assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void doesTheOthersWhileOneHangs() throws InterruptedException {
        var hanging = new CountDownLatch(1);
        var times = new CountDownLatch(3);

        try (var house = new House(List.of(
                new Chore("It hangs", SOON, () -> await(hanging)), new Chore("It goes on", SOON, times::countDown)))) {
            house.begin();
            assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
            hanging.countDown();
        }
    }

    @Test
    void letsAChoreEndUninterruptedAtTheStop() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var end = new AtomicReference<>("none");
        var chore = new Chore("It takes a moment", Duration.ofHours(1), () -> {
            begun.countDown();
            try {
                Thread.sleep(200);
                end.set("written");
            } catch (InterruptedException cut) {
                end.set("cut");
            }
        });

        try (var house = new House(List.of(chore))) {
            house.begin();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(end).hasValue("written");
    }

    @Test
    void interruptsWhatWaitsForEver() {
        var threads = Executors.newSingleThreadExecutor();
        var never = new CountDownLatch(1);
        threads.execute(() -> await(never));

        Stop.gently(threads);

        assertThat(threads.isTerminated()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The housekeeping of these chores, from its begin to its stop. */
    private static final class House implements AutoCloseable {
        private final ThreadPoolTaskScheduler threads;
        private final Housekeeping housekeeping;

        House(List<Chore> chores) {
            threads = new HousekeepingConfiguration().housekeepingThreads(chores);
            threads.initialize();
            housekeeping = new Housekeeping(chores, threads);
        }

        void begin() {
            housekeeping.begin();
        }

        @Override
        public void close() {
            threads.destroy();
        }
    }
}
