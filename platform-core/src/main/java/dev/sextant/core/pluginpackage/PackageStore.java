package dev.sextant.core.pluginpackage;

import dev.sextant.contract.Ids;
import dev.sextant.contract.archive.ListSeal;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.storage.ObjectIntents;
import dev.sextant.core.storage.ObjectIntents.Intent;
import dev.sextant.core.storage.ObjectStorage;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the rows of packages and their objects together: whole, or gone. */
@Component
class PackageStore {
    private final PluginPackages packages;
    private final ObjectIntents intents;
    private final ObjectStorage storage;
    private final PackageProvenance provenance;
    private final Events events;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    PackageStore(
            PluginPackages packages,
            ObjectIntents intents,
            ObjectStorage storage,
            PackageProvenance provenance,
            Events events,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.packages = packages;
        this.intents = intents;
        this.storage = storage;
        this.provenance = provenance;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Stores a verified archive and enters its package, in this order: the row appears last. */
    PluginPackage add(StagedArchive archive, Judged judged, String imageId, String actor) {
        var manifest = judged.manifest();
        var id = Ids.next();
        var key = "packages/%s-%s.zip".formatted(archive.digest().replace(':', '-'), id);
        checkNew(manifest);
        var intent = intents.note(key);
        try {
            storage.put(key, archive.file());
            var stored = new StoredArchive(key, archive.digest(), archive.sizeBytes(), imageId);
            var added = new PluginPackage(id, manifest, stored, judged.verdict(), actor, clock.instant());
            return enter(added, judged, intent, actor);
        } catch (RuntimeException refused) {
            intents.sweep(intent);
            throw refused;
        }
    }

    /** The package that was made of this very archive. */
    Optional<PluginPackage> find(StagedArchive archive) {
        return packages.findFirstByDigest(archive.digest());
    }

    /**
     * What is known of an archive before it is kept.
     *
     * @param manifest what it says of itself
     * @param seal its list and signature, where it has a list
     * @param verdict what that is worth
     * @param notes what else reading it came to
     * @param content its files
     */
    record Judged(
            PluginManifest manifest,
            @Nullable ListSeal seal,
            Verdict verdict,
            PackageNotes notes,
            PackageContent content) {}

    /** Removes a package with the caller's transaction; its object follows after the commit. */
    Intent remove(PluginPackage gone, String actor) {
        packages.delete(gone);
        provenance.forget(gone.id());
        events.append(event("package.deleted", gone, actor));
        return intents.note(gone.objectKey());
    }

    /** Removes the object of a package that is gone. */
    void sweep(Intent left) {
        intents.sweep(left);
    }

    static NewEvent event(String type, PluginPackage subject, String actor) {
        return event(type, subject, actor, Map.of());
    }

    static NewEvent event(String type, PluginPackage subject, String actor, Map<String, ?> more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("packageId", subject.id());
        data.put("plugin", subject.name());
        data.put("version", subject.version().toString());
        data.putAll(more);
        return NewEvent.of(type, actor, data);
    }

    private PluginPackage enter(PluginPackage added, Judged judged, Intent intent, String actor) {
        try {
            return transactions.execute(status -> {
                if (!intents.keep(intent)) {
                    throw interrupted();
                }
                var saved = packages.save(added);
                provenance.noteContent(saved.id(), judged.content());
                provenance.note(saved, judged.seal(), judged.notes(), clock.instant());
                events.append(event("package.uploaded", saved, actor, Map.of("verdict", saved.verdict())));
                return saved;
            });
        } catch (DataIntegrityViolationException twice) {
            throw exists(added.label());
        }
    }

    private void checkNew(PluginManifest manifest) {
        var version = manifest.version().toString();
        if (packages.existsByNameAndVersion(manifest.name(), version)) {
            throw exists(manifest.name() + " " + version);
        }
    }

    private static ProblemException interrupted() {
        return new ProblemException(
                PackageError.UPLOAD_INTERRUPTED, "The platform was started anew meanwhile; send the archive again");
    }

    private static ProblemException exists(String label) {
        return new ProblemException(
                PackageError.PACKAGE_EXISTS,
                label + " is here already, and a version never changes; raise the version in plugin.yaml, or delete the"
                        + " package that is here");
    }
}
