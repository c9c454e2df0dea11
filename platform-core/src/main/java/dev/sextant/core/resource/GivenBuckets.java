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

/** Gives plugins buckets of the platform's own storage; each opens to its own credential alone. */
@Component
class GivenBuckets {
    private static final String PLATFORM = "service:platform-core";

    private final OwnStorageHost own;
    private final GivenPlaces places;
    private final ResourceItems items;
    private final BucketObjects objects;
    private final BucketDeliveries deliveries;
    private final Events events;
    private final TransactionTemplate transactions;

    GivenBuckets(
            OwnStorageHost own,
            GivenPlaces places,
            ResourceItems items,
            BucketObjects objects,
            BucketDeliveries deliveries,
            Events events,
            TransactionTemplate transactions) {
        this.own = own;
        this.places = places;
        this.items = items;
        this.objects = objects;
        this.deliveries = deliveries;
        this.events = events;
        this.transactions = transactions;
    }

    /** Whether the platform has a storage of its own. */
    boolean isThere() {
        return own.isThere();
    }

    /** Whether a bucket could be given now. */
    boolean canGive(Owner owner) {
        return own.isSchedulable() && places.hasFor(owner, own.buckets());
    }

    /** Gives the plugin its bucket; what an interrupted attempt has left is found by its place. */
    ResourceItem give(Owner owner) {
        var host = own.host();
        var bucket = places.take(owner, own.buckets())
                .orElseThrow(() -> new ProblemException(
                        ResourceError.HOST_MISSING,
                        "The platform's own storage has given all its %d buckets; enter a storage and a bucket on it for %s under Resources"
                                .formatted(own.buckets().size(), owner.plugin())));
        objects.create(bucket);
        try {
            return keep(host, owner, bucket);
        } catch (DuplicateKeyException twice) {
            return items.find(Allocation.Kind.BUCKET, owner).orElseThrow(() -> twice);
        }
    }

    /** Empties a bucket that was given, and forgets it; false when it is not the platform's own. */
    boolean takeBack(ResourceItem given) {
        if (!own.is(given.hostId())) {
            return false;
        }
        if (given.state() != ResourceItem.State.DROPPING
                && !items.move(given, ResourceItem.State.DROPPING, given.version())) {
            throw new ProblemException(
                    ResourceError.RESOURCE_BUSY,
                    "The bucket %s was changed by somebody else meanwhile".formatted(given.itemName()));
        }
        own.buckets().stream()
                .filter(bucket -> bucket.bucket().equals(given.itemName()))
                .findFirst()
                .ifPresent(objects::clear);
        transactions.executeWithoutResult(status -> {
            deliveries.forget(given);
            items.delete(given);
        });
        return true;
    }

    private ResourceItem keep(ResourceHost host, Owner owner, BucketAccess bucket) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var kept = items.keep(
                    host.id(), Allocation.Kind.BUCKET, owner, bucket.bucket(), bucket.accessKey(), bucket.secretKey());
            events.append(NewEvent.of(
                    "resource.given",
                    PLATFORM,
                    Map.of("kind", "BUCKET", "name", bucket.bucket(), "plugin", owner.plugin())));
            return kept;
        }));
    }
}
