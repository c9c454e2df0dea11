package dev.sextant.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private static final int CHUNK = Outbox.CHUNK_BYTES;

    @Test
    void countsOutputUntilTheReportThatCarriesItIsAnswered() throws Exception {
        OutputBudget budget = new OutputBudget(10L * CHUNK);
        Outbox outbox = new Outbox(budget);
        append(outbox, "a");

        outbox.next(Duration.ZERO);
        assertThat(budget.used()).isEqualTo(CHUNK);
        outbox.answered();
        assertThat(budget.used()).isZero();
    }

    @Test
    void letsNoAttemptStarveWhenOthersHaveTakenAllRoom() throws Exception {
        OutputBudget budget = new OutputBudget(CHUNK);
        Outbox greedy = new Outbox(budget);
        Outbox modest = new Outbox(budget);
        append(greedy, "a");

        append(modest, "b");
        assertThat(report(modest).chunks()).hasSize(1);
    }

    @Test
    void waitsForRoomAmongAllAttempts() throws Exception {
        OutputBudget budget = new OutputBudget(2L * CHUNK);
        Outbox first = new Outbox(budget);
        Outbox second = new Outbox(budget);
        append(first, "a");
        append(second, "b");
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                append(second, "b");
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(waiting.join(Duration.ofMillis(300))).isFalse();
        report(first);
        first.answered();
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(budget.used()).isEqualTo(2L * CHUNK);
    }

    @Test
    void givesItsRoomBackWhenNobodyWantsTheNews() throws Exception {
        OutputBudget budget = new OutputBudget(10L * CHUNK);
        Outbox outbox = new Outbox(budget);
        append(outbox, "a");

        outbox.close();
        assertThat(budget.used()).isZero();
        append(outbox, "a");
        assertThat(budget.used()).isZero();
    }

    @Test
    void sendsAnOutcomeNeitherBeforeItsOutputNorAfterThatOfOthers() throws Exception {
        Outbox outbox = new Outbox(new OutputBudget(100L * CHUNK));
        append(outbox, "done");
        for (int i = 0; i < 20; i++) {
            append(outbox, "chatty");
        }
        append(outbox, "late");
        outbox.outcome(RecordOutcome.succeeded("done", Map.of()));
        outbox.outcome(RecordOutcome.of("late", Outcome.FAILED, "X", ""));

        assertThat(report(outbox).outputs())
                .extracting(RecordOutcome::callbackParameter)
                .containsExactly("done");
    }

    private static void append(Outbox outbox, String record) throws InterruptedException {
        outbox.append(record, Chunk.Stream.OUT, new byte[CHUNK], Instant.now());
    }

    private static Report report(Outbox outbox) throws InterruptedException {
        return Objects.requireNonNull(outbox.next(Duration.ZERO));
    }
}
