package dev.sextant.core.resource;

import dev.sextant.contract.manifest.BucketSpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.resource.ResourceItems.Owner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The buckets of plugins on storages of others: each with a credential that an administrator has entered and that opens it alone. */
@Component
public class PluginBuckets {
    private final ResourceHosts hosts;
    private final ResourceItems items;
    private final PluginLinks links;
    private final BucketProbe probe;
    private final BucketFilling filling;
    private final Events events;
    private final TransactionTemplate transactions;

    PluginBuckets(
            ResourceHosts hosts,
            ResourceItems items,
            PluginLinks links,
            BucketProbe probe,
            BucketFilling filling,
            Events events,
            TransactionTemplate transactions) {
        this.hosts = hosts;
        this.items = items;
        this.links = links;
        this.probe = probe;
        this.filling = filling;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * A bucket and its credential, as an administrator enters them.
     *
     * @param owner for whom it is
     * @param hostId on which storage it lies
     * @param bucket its name there
     * @param accessKey the access key
     * @param secretKey what goes with it
     */
    record Entry(Owner owner, String hostId, String bucket, String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Entry[%s, %s, redacted]".formatted(owner, bucket);
        }
    }

    /** Keeps the credential for the plugin's bucket, after it was proved. */
    ResourceItem enter(Entry entry, String actor) {
        var storage = storage(entry.hostId());
        probe.prove(storage, new BucketAccess(storage.address(), entry.bucket(), entry.accessKey(), entry.secretKey()));
        try {
            return Objects.requireNonNull(transactions.execute(status -> {
                items.find(Allocation.Kind.BUCKET, entry.owner()).ifPresent(items::delete);
                var kept = items.keep(
                        entry.hostId(),
                        Allocation.Kind.BUCKET,
                        entry.owner(),
                        entry.bucket(),
                        entry.accessKey(),
                        entry.secretKey());
                events.append(NewEvent.of(
                        "resource.entered",
                        actor,
                        Map.of(
                                "kind",
                                "BUCKET",
                                "name",
                                entry.bucket(),
                                "plugin",
                                entry.owner().plugin())));
                return kept;
            }));
        } catch (DuplicateKeyException another) {
            throw new ProblemException(
                    ResourceError.BUCKET_TAKEN,
                    "The bucket '%s' is another plugin's already; give each a bucket of its own"
                            .formatted(entry.bucket()));
        }
    }

    /** Puts what the package brings for its buckets there, and opens the ways from the plugin's network to them. */
    public void provide(PluginManifest manifest, String packageId, PackageContent content, String networkAddress) {
        for (var spec : manifest.buckets()) {
            var item = find(manifest.name(), spec.name());
            if (item.isEmpty() && !spec.files().isEmpty()) {
                throw missing(manifest, spec);
            }
            item.ifPresent(bucket -> {
                filling.fill(
                        bucket,
                        () -> fromHere(bucket),
                        new BucketFilling.Wish(packageId, manifest.version().toString(), spec.files(), content));
                links.open(bucket, networkAddress);
            });
        }
    }

    /**
     * Refuses a plugin that asks for a bucket where storages are entered, and none has its bucket. A plugin that brings files for its
     * bucket has to have it; any other may have found a storage by itself.
     */
    public void check(PluginManifest manifest) {
        var entered = !hosts.schedulable(ResourceHost.Kind.STORAGE).isEmpty();
        for (BucketSpec spec : manifest.buckets()) {
            if ((entered || !spec.files().isEmpty())
                    && find(manifest.name(), spec.name()).isEmpty()) {
                throw missing(manifest, spec);
            }
        }
    }

    private static ProblemException missing(PluginManifest manifest, BucketSpec spec) {
        return new ProblemException(
                ResourceError.HOST_MISSING,
                "%s asks for the bucket '%s': enter a bucket and its credential for it under Resources"
                        .formatted(manifest.name(), spec.name()));
    }

    /** How the plugin's containers reach one of its buckets. */
    public Optional<BucketAccess> access(String plugin, String name) {
        return find(plugin, name).map(this::access);
    }

    /** How the platform itself reaches a plugin's bucket: with the plugin's credential, which opens nothing else. */
    BucketAccess fromHere(ResourceItem item) {
        var storage = hosts.access(item.hostId());
        try {
            storage.endpoint().permitted();
        } catch (ProblemException unknown) {
            // What was proved when it was entered is looked up in vain now: that passes.
            throw unknown.code() == ResourceError.HOST_UNREACHABLE
                    ? new ProblemException(ResourceError.BUCKET_UNAVAILABLE, unknown.detail(), unknown)
                    : unknown;
        }
        return new BucketAccess(storage.address(), item.itemName(), item.userName(), items.secret(item));
    }

    /** What the plugin finds among its secrets: a file for each bucket. */
    public Map<String, String> files(String plugin) {
        var files = new LinkedHashMap<String, String>();
        for (var item : items.of(Allocation.Kind.BUCKET, plugin)) {
            files.put(
                    "bucket-%s.json".formatted(item.name()), JsonMapper.shared().writeValueAsString(access(item)));
        }
        return files;
    }

    private BucketAccess access(ResourceItem item) {
        var address = hosts.access(item.hostId()).address();
        var place = links.place(item);
        // A certificate names the server, not the link: what is encrypted is reached by its own name alone.
        var endpoint = address.startsWith("https:") ? address : "http://" + place.inUrl();
        return new BucketAccess(endpoint, item.itemName(), item.userName(), items.secret(item));
    }

    private Optional<ResourceItem> find(String plugin, String name) {
        return items.find(Allocation.Kind.BUCKET, new Owner(plugin, name));
    }

    private HostAccess storage(String hostId) {
        var access = hosts.access(hostId);
        if (access.kind() != ResourceHost.Kind.STORAGE) {
            throw new ProblemException(
                    ResourceError.HOST_MISSING, "That resource host is no object storage; choose one that is");
        }
        return access;
    }
}
