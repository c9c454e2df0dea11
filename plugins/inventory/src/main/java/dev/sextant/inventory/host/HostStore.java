package dev.sextant.inventory.host;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.inventory.secret.Sealing;
import dev.sextant.sdk.EntityPage;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.EntityStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
        List<HostRow> found = hosts.findBy(
                asked.specification(),
                rows -> rows.sortBy(HostQuery.ORDER).limit(asked.limit() + 1).all());
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
            rows.add(filled(new HostRow(Ids.next()), value));
        }
        return records(saved(rows));
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
        List<HostRow> rows = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            EntityRecord<Host> change = changed.get(i);
            rows.add(filled(row(kept, i, change.id()), change.value()));
        }
        return records(saved(rows));
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

    private HostRow filled(HostRow row, Host host) {
        row.describe(host);
        if (!host.credential().isKept()) {
            row.keepCredential(sealing.seal(host.credential().reveal(), Credentials.identity(row.id())));
        }
        return row;
    }

    private List<HostRow> saved(List<HostRow> rows) {
        return refusingConflicts(() -> {
            List<HostRow> saved = hosts.saveAll(rows);
            hosts.flush();
            return saved;
        });
    }

    /** Another request may have come between the check and the write; the database's own rules decide then. */
    private static <T> T refusingConflicts(Supplier<T> write) {
        try {
            return write.get();
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
