package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.resource.ResourceItems.Owner;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the credentials of plugins' buckets on storages of others from administrators. */
@Component
class EnteredBuckets {
    private final ResourceHosts hosts;
    private final ResourceItems items;
    private final BucketProbe probe;
    private final Events events;
    private final TransactionTemplate transactions;

    EnteredBuckets(
            ResourceHosts hosts,
            ResourceItems items,
            BucketProbe probe,
            Events events,
            TransactionTemplate transactions) {
        this.hosts = hosts;
        this.items = items;
        this.probe = probe;
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

    private HostAccess storage(String hostId) {
        var access = hosts.access(hostId);
        if (access.kind() != ResourceHost.Kind.STORAGE) {
            throw new ProblemException(
                    ResourceError.HOST_MISSING, "That resource host is no object storage; choose one that is");
        }
        return access;
    }
}
