package dev.sextant.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.service.StoredInvocation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of attempts does, wherever it keeps them. */
abstract class InvocationStoreContract {

    private static final String REQUEST = "{\"text\":\"Grüße 你好\"}";

    private InvocationStore store;

    /** An empty store. */
    abstract InvocationStore empty();

    @BeforeEach
    void open() {
        store = empty();
    }

    @Test
    void givesBackWhatItKeeps() {
        assertThat(store.add(attempt("q"), List.of("a", "b"))).isTrue();

        assertThat(store.find("q")).contains(attempt("q"));
        assertThat(store.records("q"))
                .containsExactly(new StoredRecord(0, "a", null, false), new StoredRecord(1, "b", null, false));
        assertThat(store.find("other")).isEmpty();
        assertThat(store.records("other")).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoAttemptsOfOneName() {
        store.add(attempt("q"), List.of("a"));

        assertThat(store.add(attempt("q"), List.of("b", "c"))).isFalse();

        assertThat(store.records("q")).extracting(StoredRecord::id).containsExactly("a");
    }

    @Test
    void takesAnAttemptOnceWhenItComesManyTimesTogether() throws Exception {
        List<Callable<Boolean>> calls = List.of(
                () -> store.add(attempt("q"), List.of("a")),
                () -> store.add(attempt("q"), List.of("a")),
                () -> store.add(attempt("q"), List.of("a")),
                () -> store.add(attempt("q"), List.of("a")));
        int added = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> call : executor.invokeAll(calls)) {
                added += call.get() ? 1 : 0;
            }
        }
        assertThat(added).isEqualTo(1);
        assertThat(store.records("q")).hasSize(1);
    }

    @Test
    void keepsTheFirstOutcome() {
        store.add(attempt("q"), List.of("a", "b"));
        RecordOutcome first = RecordOutcome.succeeded("a", Map.of("text", "你好"));

        assertThat(store.finish("q", first)).isTrue();
        assertThat(store.finish("q", RecordOutcome.of("a", Outcome.FAILED, "LATE", "Came later")))
                .isFalse();
        assertThat(store.finish("q", RecordOutcome.succeeded("unknown", Map.of())))
                .isFalse();

        assertThat(store.records("q").getFirst().outcome()).isEqualTo(first);
        assertThat(store.records("q").getLast().outcome()).isNull();
    }

    @Test
    void notesWhoIsAskedToStop() {
        store.add(attempt("q"), List.of("a", "b"));

        store.cancel("q", List.of("b", "unknown"));

        assertThat(store.records("q")).extracting(StoredRecord::cancelled).containsExactly(false, true);
    }

    @Test
    void forgetsTheRequestOfADeliveredAttempt() {
        store.add(attempt("q"), List.of("a"));
        store.add(attempt("r"), List.of("a"));

        store.move("r", State.FINISHED);
        assertThat(store.open()).extracting(StoredInvocation::requestId).containsExactlyInAnyOrder("q", "r");
        store.move("q", State.DELIVERED);

        assertThat(store.open()).extracting(StoredInvocation::requestId).containsExactly("r");
        assertThat(store.find("q").orElseThrow().request()).isNull();
        assertThat(store.find("r").orElseThrow().request()).isEqualTo(REQUEST);
    }

    @Test
    void prunesOnlyWhatWasDeliveredAndIsOld() {
        store.add(attempt("q"), List.of("a"));
        store.add(attempt("r"), List.of("a"));
        store.move("q", State.DELIVERED);
        Instant later = Instant.now().plus(Duration.ofHours(1));

        assertThat(store.prune(later.minus(Duration.ofHours(2)))).isZero();
        assertThat(store.prune(later)).isEqualTo(1);

        assertThat(store.find("q")).isEmpty();
        assertThat(store.records("q")).isEmpty();
        assertThat(store.find("r")).isPresent();
    }

    private static StoredInvocation attempt(String name) {
        return new StoredInvocation(name, "greet", "digest", REQUEST, State.RUNNING);
    }
}
