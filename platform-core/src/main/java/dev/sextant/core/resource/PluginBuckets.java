package dev.sextant.core.resource;

import dev.sextant.contract.manifest.BucketSpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.ResourceItems.Owner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The buckets of plugins, each with a credential that opens it alone: on storages of others those that an administrator has entered,
 * otherwise those that the platform's own storage gives.
 */
@Component
public class PluginBuckets {
    private final ResourceHosts hosts;
    private final ResourceItems items;
    private final PluginLinks links;
    private final BucketFilling filling;
    private final GivenBuckets given;

    PluginBuckets(
            ResourceHosts hosts, ResourceItems items, PluginLinks links, BucketFilling filling, GivenBuckets given) {
        this.hosts = hosts;
        this.items = items;
        this.links = links;
        this.filling = filling;
        this.given = given;
    }

    /** Puts what the package brings for its buckets there, and opens the ways from the plugin's network to them. */
    public void provide(PluginManifest manifest, String packageId, PackageContent content, String networkAddress) {
        for (var spec : manifest.buckets()) {
            var bucket = bucket(manifest, spec);
            bucket.ifPresent(item -> {
                filling.fill(
                        item,
                        () -> fromHere(item),
                        new BucketFilling.Wish(packageId, manifest.version().toString(), spec.files(), content));
                links.open(item, networkAddress);
            });
        }
    }

    private Optional<ResourceItem> bucket(PluginManifest manifest, BucketSpec spec) {
        var owner = new Owner(manifest.name(), spec.name());
        var item = items.find(Allocation.Kind.BUCKET, owner)
                .or(() -> gives(owner) ? Optional.of(given.give(owner)) : Optional.empty());
        if (item.isEmpty() && !spec.files().isEmpty()) {
            throw missing(manifest, spec);
        }
        if (item.filter(there -> there.state() == ResourceItem.State.DROPPING).isPresent()) {
            throw new ProblemException(
                    ResourceError.RESOURCE_BUSY,
                    "The bucket of %s is being removed; it is given anew afterwards".formatted(manifest.name()));
        }
        return item;
    }

    /**
     * Refuses a plugin that asks for a bucket where there are storages, and none has its bucket. A plugin that brings files for its
     * bucket has to have it; any other may have found a storage by itself.
     */
    public void check(PluginManifest manifest) {
        for (BucketSpec spec : manifest.buckets()) {
            var wanted = isStorageEntered() || given.isThere() || !spec.files().isEmpty();
            if (wanted && !has(manifest.name(), spec)) {
                throw missing(manifest, spec);
            }
        }
    }

    /** Whether the plugin has its first bucket, or is given it when it is launched. */
    public boolean hasFirst(PluginManifest manifest) {
        return manifest.buckets().stream().limit(1).anyMatch(spec -> has(manifest.name(), spec));
    }

    private boolean has(String plugin, BucketSpec spec) {
        return find(plugin, spec.name()).isPresent() || gives(new Owner(plugin, spec.name()));
    }

    /** Where somebody has entered a storage, nothing is put on another one behind his back. */
    private boolean gives(Owner owner) {
        return !isStorageEntered() && given.canGive(owner);
    }

    private boolean isStorageEntered() {
        return hosts.schedulable(ResourceHost.Kind.STORAGE).stream()
                .anyMatch(host -> !host.name().equals(OwnStorageHost.NAME));
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
}
