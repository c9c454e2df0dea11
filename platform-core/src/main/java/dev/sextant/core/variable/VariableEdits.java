package dev.sextant.core.variable;

import dev.sextant.contract.Ids;
import dev.sextant.contract.manifest.VariableType;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.web.secret.Sealing;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do to variables; each is one transaction with its entry in the history and its event. */
@Component
class VariableEdits {
    private final VariableStore store;
    private final Sealing sealing;
    private final Events events;
    private final InstantSource clock;

    VariableEdits(VariableStore store, Sealing sealing, Events events, InstantSource clock) {
        this.store = store;
        this.sealing = sealing;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is to become of a variable; null leaves a part as it is.
     *
     * @param value the new value
     * @param unset whether the default is to hold again
     * @param secret whether nobody shall read it any more; there is no way back
     */
    record Edit(
            @Nullable String value, boolean unset, @Nullable Boolean active, boolean secret) {
        @Override
        public String toString() {
            return "Edit";
        }
    }

    @Transactional
    SystemVariable create(VariableKey key, VariableType type, @Nullable String value, String actor) {
        VariableValues.check(key);
        var id = Ids.next();
        var empty = new SystemVariable(id, key, null, type, null, null, true, 1, clock.instant(), actor);
        var added = new SystemVariable(
                id, key, null, type, null, stored(empty, type, value), true, 1, clock.instant(), actor);
        if (store.find(key).isPresent()) {
            throw exists(key);
        }
        try {
            store.insert(added);
        } catch (DuplicateKeyException raced) {
            throw exists(key);
        }
        tell(added, "CREATED", actor);
        return added;
    }

    @Transactional
    SystemVariable change(String id, long revision, Edit edit, String actor) {
        var before = find(id);
        var type = edit.secret() ? VariableType.SECRET : before.type();
        var active = edit.active() == null ? before.active() : edit.active();
        var after = before.with(type, value(before, type, edit), active, clock.instant(), actor);
        if (before.revision() != revision || !store.update(before, after)) {
            throw stale(before);
        }
        var what = VariableChange.between(before, after);
        if (what == VariableChange.What.SEALED) {
            store.blot(id);
        }
        store.note(after, what, after.isSecret() ? null : before.value(), after.shown());
        tell(after, what.name(), actor);
        return after;
    }

    @Transactional
    void delete(String id, long revision, String actor) {
        var found = find(id);
        if (found.packageId() != null && found.active()) {
            throw new ProblemException(
                    VariableError.VARIABLE_OF_PACKAGE,
                    "%s came with a package; deactivate it, or decommission the package".formatted(found.key()));
        }
        if (!store.delete(id, revision)) {
            throw stale(found);
        }
        tell(found, "DELETED", actor);
    }

    SystemVariable find(String id) {
        return store.find(id)
                .orElseThrow(() -> new ProblemException(
                        VariableError.VARIABLE_NOT_FOUND, "There is no system variable '%s'".formatted(id)));
    }

    private @Nullable String value(SystemVariable before, VariableType type, Edit edit) {
        if (edit.unset()) {
            return null;
        }
        if (edit.value() != null) {
            return stored(before, type, edit.value());
        }
        var sealedNow = type == VariableType.SECRET && !before.isSecret();
        return sealedNow ? stored(before, type, before.value()) : before.value();
    }

    private @Nullable String stored(SystemVariable owner, VariableType type, @Nullable String value) {
        if (value == null) {
            return null;
        }
        VariableValues.check(type, value);
        return type == VariableType.SECRET ? sealing.seal(value, owner.owner()) : value;
    }

    private void tell(SystemVariable variable, String what, String actor) {
        var key = variable.key();
        events.append(NewEvent.of(
                "variable.changed",
                actor,
                Map.of(
                        "variableId", variable.id(),
                        "name", key.name(),
                        "scope", key.scope().name(),
                        "plugin", key.plugin(),
                        "what", what)));
    }

    private static ProblemException exists(VariableKey key) {
        return new ProblemException(
                VariableError.VARIABLE_EXISTS, "There is %s already; change that one".formatted(key));
    }

    private static ProblemException stale(SystemVariable variable) {
        return new ProblemException(
                VariableError.VARIABLE_STALE,
                "%s was changed since you have read it; read it again and repeat the change".formatted(variable.key()));
    }
}
