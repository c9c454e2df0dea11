package dev.sextant.core.trust;

import dev.sextant.contract.Ids;
import dev.sextant.contract.archive.SigningKeys;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Enters keys in the trust store, names them anew, and ends the trust in them. */
@Component
class TrustedKeys {
    static final int MOST = 1000;
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final TrustStore store;
    private final KeyUse use;
    private final Events events;
    private final InstantSource clock;

    TrustedKeys(TrustStore store, KeyUse use, Events events, InstantSource clock) {
        this.store = store;
        this.use = use;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    StoredKey add(String name, String pem, String actor) {
        var key = SigningKeys.publicKey(pem);
        var added = new StoredKey(
                Ids.next(),
                SigningKeys.id(key),
                line("name", name),
                SigningKeys.publicPem(key),
                clock.instant(),
                actor,
                null,
                0);
        if (store.count() >= MOST) {
            throw new ProblemException(
                    TrustError.KEYS_TOO_MANY, "%d keys are kept; delete those that sign nothing here".formatted(MOST));
        }
        var same = store.find(List.of(added.keyId())).get(added.keyId());
        if (same != null) {
            throw exists(same.name(), same.revocation() != null);
        }
        try {
            store.insert(added);
        } catch (DuplicateKeyException overtaken) {
            throw exists(added.name(), false);
        }
        tell("trusted-key.added", added, actor);
        return added;
    }

    @Transactional
    StoredKey rename(StoredKey seen, String name, String actor) {
        if (!store.rename(seen, line("name", name))) {
            throw new ProblemException(
                    TrustError.KEY_CHANGED, "The key was changed meanwhile; read it again and repeat the change");
        }
        var renamed = find(seen.id());
        tell("trusted-key.renamed", renamed, actor);
        return renamed;
    }

    @Transactional
    StoredKey revoke(String id, String reason, String actor) {
        var key = find(id);
        if (!store.revoke(id, new StoredKey.Revocation(clock.instant(), actor, line("reason", reason)))) {
            throw revoked(key);
        }
        var revoked = find(id);
        tell("trusted-key.revoked", revoked, actor);
        return revoked;
    }

    /** A key that was entered by mistake; one that has signed anything, or was revoked, stays for ever. */
    @Transactional
    void delete(String id, String actor) {
        var key = find(id);
        var packages = use.of(List.of(key.keyId())).getOrDefault(key.keyId(), 0);
        if (packages > 0) {
            throw new ProblemException(
                    TrustError.KEY_IN_USE,
                    "%d packages are signed with the key of %s; revoke the key to trust them no longer"
                            .formatted(packages, key.name()));
        }
        if (!store.delete(id)) {
            throw revoked(key);
        }
        tell("trusted-key.deleted", key, actor);
    }

    StoredKey find(String id) {
        return store.byId(id)
                .orElseThrow(() -> new ProblemException(
                        TrustError.KEY_NOT_FOUND, "There is no key '%s' in the trust store".formatted(id)));
    }

    private void tell(String type, StoredKey key, String actor) {
        var revocation = key.revocation();
        events.append(NewEvent.of(
                type,
                actor,
                revocation == null
                        ? Map.of("id", key.id(), "keyId", key.keyId(), "name", key.name())
                        : Map.of(
                                "id",
                                key.id(),
                                "keyId",
                                key.keyId(),
                                "name",
                                key.name(),
                                "reason",
                                revocation.reason())));
    }

    private static ProblemException exists(String name, boolean revoked) {
        return new ProblemException(
                TrustError.KEY_EXISTS,
                revoked
                        ? "This key is here as '%s', and it is revoked, which is never taken back; let its owner sign with a new key"
                                .formatted(name)
                        : "This key is here already, as '%s'".formatted(name));
    }

    private static ProblemException revoked(StoredKey key) {
        return new ProblemException(
                TrustError.KEY_REVOKED,
                "The key of %s is revoked; it stays, so that its packages are known for what they are"
                        .formatted(key.name()));
    }

    /** What stands in tables and problems is one line that shows all it holds. */
    private static String line(String field, String text) {
        if (HIDDEN.matcher(text).find()) {
            var message = "is one line without control characters";
            throw new ProblemException(
                    TrustError.KEY_INVALID,
                    "The %s %s".formatted(field, message),
                    List.of(ProblemError.at(field, message)));
        }
        return text.strip();
    }
}
