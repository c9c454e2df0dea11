package dev.sextant.core.resource;

import dev.sextant.contract.archive.PackageIndex;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a package's files into its plugin's bucket before an instance of it is made, and never again: the plugin may change them. What
 * was interrupted begins anew; no instance has seen any of it.
 */
@Component
class BucketFilling {
    private static final Logger LOG = LoggerFactory.getLogger(BucketFilling.class);
    private static final String PLATFORM = "service:platform-core";

    private final ResourceItems items;
    private final BucketDeliveries deliveries;
    private final BucketObjects objects;
    private final Events events;
    private final TransactionTemplate transactions;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    BucketFilling(
            ResourceItems items,
            BucketDeliveries deliveries,
            BucketObjects objects,
            Events events,
            TransactionTemplate transactions) {
        this.items = items;
        this.deliveries = deliveries;
        this.objects = objects;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * What is to lie in a bucket.
     *
     * @param packageId of which package
     * @param version its version
     * @param files its files, each with its key
     * @param content where they come from
     */
    record Wish(String packageId, String version, Map<String, String> files, PackageContent content) {}

    /** Puts the files there, unless they were put there before. */
    void fill(ResourceItem bucket, Supplier<BucketAccess> way, Wish wish) {
        if (wish.files().isEmpty() || deliveries.isDone(bucket, wish.packageId())) {
            return;
        }
        var place = bucket.id() + wish.packageId();
        if (!underWay.add(place)) {
            throw busy(bucket);
        }
        try {
            if (!deliveries.claim(bucket, wish.packageId()).orElseThrow(() -> busy(bucket))) {
                deliver(bucket, way, wish);
            }
        } finally {
            underWay.remove(place);
        }
    }

    private void deliver(ResourceItem bucket, Supplier<BucketAccess> way, Wish wish) {
        try {
            var access = way.get();
            wish.content().pass(content -> put(content, access, wish.files()));
            transactions.executeWithoutResult(status -> finish(bucket, wish));
        } catch (RuntimeException failed) {
            giveBack(bucket, wish, failed);
            throw failed;
        }
    }

    private void put(VerifiedPackage content, BucketAccess access, Map<String, String> files) {
        var sizes = content.index().files().stream()
                .collect(Collectors.toMap(PackageIndex.File::path, PackageIndex.File::size));
        files.forEach((file, key) -> objects.put(
                access, key, new BucketObjects.Source(sizes.getOrDefault(file, 0L), () -> content.open(file))));
    }

    private void finish(ResourceItem bucket, Wish wish) {
        if (!deliveries.done(bucket, wish.packageId())) {
            throw busy(bucket);
        }
        items.find(bucket.id()).ifPresent(now -> items.move(now, now.state(), wish.version()));
        events.append(NewEvent.of(
                "resource.filled",
                PLATFORM,
                Map.of(
                        "name",
                        bucket.itemName(),
                        "plugin",
                        bucket.plugin(),
                        "version",
                        wish.version(),
                        "files",
                        wish.files().size())));
    }

    private void giveBack(ResourceItem bucket, Wish wish, RuntimeException failed) {
        try {
            deliveries.release(bucket, wish.packageId());
            if (failed instanceof ProblemException problem) {
                items.failed(bucket, problem.detail());
            }
        } catch (RuntimeException later) {
            LOG.warn("{} is still held here: {}; it is tried again", bucket.itemName(), later.getMessage());
        }
    }

    private static ProblemException busy(ResourceItem bucket) {
        return new ProblemException(
                ResourceError.RESOURCE_BUSY,
                "The bucket %s is being filled; it is tried again".formatted(bucket.itemName()));
    }
}
