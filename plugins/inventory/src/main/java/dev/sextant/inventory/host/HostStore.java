package dev.sextant.inventory.host;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.sdk.EntityPage;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.EntityStore;
import dev.sextant.web.secret.Sealing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps hosts; a request is done as a whole or not at all. */
@Component
@Transactional
class HostStore implements EntityStore<Host> {
    private final Hosts hosts;
    private final Sealing sealing;
    private final HostConflicts conflicts;

    HostStore(Hosts hosts, Sealing sealing) {
        this.hosts = hosts;
        this.sealing = sealing;
        this.conflicts = new HostConflicts(hosts);
    }

    @Override
    public Class<Host> type() {
        return Host.class;
    }

    @Override
    @Transactional(readOnly = true)
    public EntityPage<Host> query(EntityQuery query) {
        HostQuery asked = HostQuery.of(query);
        List<HostRow> found = hosts.find(asked.condition(), asked.limit() + 1);
        boolean more = found.size() > asked.limit();
        List<HostRow> page = more ? found.subList(0, asked.limit()) : found;
        return new EntityPage<>(records(page), more ? HostQuery.cursorAfter(page.getLast()) : null);
    }

    @Override
    @Transactional(readOnly = true)
    public List<EntityRecord<Host>> find(Collection<String> ids) {
        return records(hosts.findByIdIn(ids));
    }

    @Override
    public List<EntityRecord<Host>> create(List<Host> values) {
        HostChecks.size(values.size());
        HostChecks checks = new HostChecks();
        for (int i = 0; i < values.size(); i++) {
            checks.check(i, values.get(i), null);
        }
        checks.refuseDefects(HostError.HOST_INVALID);
        conflicts.refuse(values, java.util.Set.of());
        List<HostRow> rows = new ArrayList<>();
        for (Host value : values) {
            String id = Ids.next();
            rows.add(HostRow.of(id, 0, value, sealed(id, value)));
        }
        refusingConflicts(() -> hosts.insert(rows));
        return records(rows);
    }

    @Override
    public List<EntityRecord<Host>> update(List<EntityRecord<Host>> changed) {
        HostChecks.size(changed.size());
        Map<String, HostRow> kept = byId(changed);
        HostChecks checks = new HostChecks();
        for (int i = 0; i < changed.size(); i++) {
            EntityRecord<Host> change = changed.get(i);
            checks.check(i, change.value(), row(kept, i, change.id()).authentication());
        }
        checks.refuseDefects(HostError.HOST_INVALID);
        conflicts.refuse(changed.stream().map(EntityRecord::value).toList(), kept.keySet());
        for (EntityRecord<Host> change : changed) {
            kept.computeIfPresent(change.id(), (id, row) -> changed(row, change.value()));
        }
        refusingConflicts(() -> hosts.update(List.copyOf(kept.values())));
        return records(changed.stream()
                .map(change -> Objects.requireNonNull(kept.get(change.id())))
                .toList());
    }

    @Override
    public void delete(Collection<String> ids) {
        HostChecks.size(ids.size());
        hosts.deleteByIdIn(ids);
    }

    private Map<String, HostRow> byId(List<EntityRecord<Host>> changed) {
        return hosts.findByIdIn(changed.stream().map(EntityRecord::id).toList()).stream()
                .collect(Collectors.toMap(HostRow::id, Function.identity()));
    }

    private static HostRow row(Map<String, HostRow> kept, int index, String id) {
        HostRow row = kept.get(id);
        if (row == null) {
            throw new ProblemException(
                    HostError.HOST_NOT_FOUND,
                    "Nothing was changed: there is no host with the id at /%d/id".formatted(index));
        }
        return row;
    }

    private HostRow changed(HostRow row, Host host) {
        String sealed = host.credential().isKept() ? row.sealedCredential() : sealed(row.id(), host);
        return HostRow.of(row.id(), row.version(), host, sealed);
    }

    private String sealed(String id, Host host) {
        return sealing.seal(host.credential().reveal(), Credentials.identity(id));
    }

    /** Another request may have come between the check and the write; the database's own rules decide then. */
    private static void refusingConflicts(Runnable write) {
        try {
            write.run();
        } catch (DataIntegrityViolationException taken) {
            throw new ProblemException(
                    HostError.HOST_EXISTS,
                    "Nothing was changed: a host with one of these names or addresses was added just now",
                    taken);
        } catch (OptimisticLockingFailureException changed) {
            throw new ProblemException(
                    HostError.HOST_CHANGED, "Nothing was changed: read the host again and repeat the change", changed);
        }
    }

    private static List<EntityRecord<Host>> records(List<HostRow> rows) {
        return rows.stream()
                .map(row -> new EntityRecord<>(row.id(), row.name(), row.toHost()))
                .toList();
    }
}
