package dev.sextant.sdk.service;

import dev.sextant.contract.wire.RecordOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps attempts in the plugin's own database, in two tables that it makes itself, so that they do not depend on how the
 * plugin migrates its own. Requests are sealed, because parameters may be secrets.
 */
public final class JdbcInvocationStore implements InvocationStore {

    private static final String INVOCATIONS = """
            create table if not exists sextant_invocation (
              request_id varchar(100) not null primary key, service varchar(100) not null, digest varchar(64) not null,
              request longtext, state varchar(20) not null, received_at bigint not null)""";
    private static final String RECORDS = """
            create table if not exists sextant_invocation_record (
              request_id varchar(100) not null, position_no integer not null, record_id varchar(255) not null,
              outcome longtext, cancelled integer not null, primary key (request_id, position_no))""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Sealer sealer;

    /** A store in a database; makes its tables when they are not there. */
    public JdbcInvocationStore(JdbcTemplate jdbc, TransactionTemplate transactions, JsonMapper json, Sealer sealer) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.sealer = sealer;
        jdbc.execute(INVOCATIONS);
        jdbc.execute(RECORDS);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean add(StoredInvocation invocation, List<String> recordIds) {
        try {
            transactions.executeWithoutResult(status -> insert(invocation, recordIds));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private void insert(StoredInvocation invocation, List<String> recordIds) {
        String request =
                invocation.request() == null ? null : sealer.seal(invocation.requestId(), invocation.request());
        jdbc.update(
                "insert into sextant_invocation (request_id, service, digest, request, state, received_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                invocation.requestId(),
                invocation.service(),
                invocation.digest(),
                request,
                invocation.state().name(),
                System.currentTimeMillis());
        for (int i = 0; i < recordIds.size(); i++) {
            jdbc.update(
                    "insert into sextant_invocation_record (request_id, position_no, record_id, cancelled)"
                            + " values (?, ?, ?, 0)",
                    invocation.requestId(),
                    i,
                    recordIds.get(i));
        }
    }

    @Override
    public Optional<StoredInvocation> find(String requestId) {
        return jdbc.query("select * from sextant_invocation where request_id = ?", this::invocation, requestId).stream()
                .findFirst();
    }

    @Override
    public List<StoredRecord> records(String requestId) {
        return jdbc.query(
                "select * from sextant_invocation_record where request_id = ? order by position_no",
                this::record,
                requestId);
    }

    @Override
    public boolean finish(String requestId, RecordOutcome outcome) {
        int changed = jdbc.update(
                "update sextant_invocation_record set outcome = ?"
                        + " where request_id = ? and record_id = ? and outcome is null",
                json.writeValueAsString(outcome),
                requestId,
                outcome.callbackParameter());
        return changed > 0;
    }

    @Override
    public void cancel(String requestId, Collection<String> recordIds) {
        transactions.executeWithoutResult(status -> recordIds.forEach(id -> jdbc.update(
                "update sextant_invocation_record set cancelled = 1 where request_id = ? and record_id = ?",
                requestId,
                id)));
    }

    @Override
    public void move(String requestId, StoredInvocation.State state) {
        String forget = state == StoredInvocation.State.DELIVERED ? ", request = null" : "";
        jdbc.update(
                "update sextant_invocation set state = ?" + forget + " where request_id = ?", state.name(), requestId);
    }

    @Override
    public List<StoredInvocation> open() {
        return jdbc.query(
                "select * from sextant_invocation where state <> 'DELIVERED' order by received_at", this::invocation);
    }

    @Override
    public int prune(Instant before) {
        List<@Nullable String> old = jdbc.queryForList(
                "select request_id from sextant_invocation where state = 'DELIVERED' and received_at < ?",
                String.class,
                before.toEpochMilli());
        transactions.executeWithoutResult(status -> {
            for (@Nullable String requestId : old) {
                jdbc.update("delete from sextant_invocation_record where request_id = ?", requestId);
                jdbc.update("delete from sextant_invocation where request_id = ?", requestId);
            }
        });
        return old.size();
    }

    private StoredInvocation invocation(ResultSet row, int number) throws SQLException {
        String requestId = row.getString("request_id");
        String request = row.getString("request");
        return new StoredInvocation(
                requestId,
                row.getString("service"),
                row.getString("digest"),
                request == null ? null : sealer.open(requestId, request),
                StoredInvocation.State.valueOf(row.getString("state")));
    }

    private StoredRecord record(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new StoredRecord(
                row.getInt("position_no"),
                row.getString("record_id"),
                outcome == null ? null : json.readValue(outcome, RecordOutcome.class),
                row.getInt("cancelled") != 0);
    }
}
