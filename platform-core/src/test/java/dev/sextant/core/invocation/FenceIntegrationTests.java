package dev.sextant.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.Ids;
import dev.sextant.contract.manifest.HttpMethod;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.CoreIntegrationTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a former owner still writes when another core has taken its call over. */
@CoreIntegrationTest
class FenceIntegrationTests {
    private static final String FORMER = Ids.next();
    private static final String PRESENT = Ids.next();

    @Autowired
    InvocationStore store;

    @Autowired
    RecordRuns records;

    @Autowired
    JdbcTemplate jdbc;

    private Invocation former;

    @BeforeEach
    void takeOver() {
        // Both are members, so that the core of this test takes nothing over.
        List.of(FORMER, PRESENT)
                .forEach(core -> jdbc.update(
                        "insert into core_member (id, name, lease_until) select ?, 'test', ? from event_sequence"
                                + " where not exists (select 1 from core_member where id = ?)",
                        core,
                        Long.MAX_VALUE,
                        core));
        var target = new Invocation.Target(
                "probe",
                "sync",
                ManifestFormat.SEXTANT,
                HttpMethod.POST,
                "/probe/v1/sync",
                ServiceMode.SYNC,
                true,
                null,
                null,
                Duration.ofMinutes(1),
                null);
        long now = System.currentTimeMillis();
        former = new Invocation(
                Ids.next(),
                Ids.next(),
                Ids.next(),
                "node",
                1,
                1,
                1,
                target,
                now + Duration.ofHours(1).toMillis(),
                1);
        // Far off, so that the core of this test does not look after it itself.
        store.insert(List.of(former), FORMER, now, now + Duration.ofHours(1).toMillis());
        assertThat(store.takeOver(FORMER, PRESENT, now + Duration.ofHours(1).toMillis()))
                .isEqualTo(1);
    }

    @Test
    void refusesItsMovesAndStops() {
        assertThat(store.move(former, InvocationState.ACCEPTED, 0, null)).isFalse();
        assertThat(store.stop(former, 1, 1)).isFalse();
        assertThat(store.owned(former)).isFalse();
    }

    @Test
    void takesTheMovesOfThePresentOwner() {
        assertThat(store.move(former.withFence(2), InvocationState.ACCEPTED, Long.MAX_VALUE, null))
                .isTrue();
        assertThat(store.owned(former.withFence(2))).isTrue();
    }

    @Test
    void passesItsJudgementOver() {
        var book = new DeliveryBook(store, records);
        book.record(List.of(Delivery.judgement(former, Outcome.UNKNOWN, "NO_ANSWER", "Nobody knows.")));
        assertThat(store.find(former.id()).orElseThrow().state()).isEqualTo(InvocationState.SENDING);
    }
}
