package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Shows people what plugins keep in their buckets; nothing there is changed, and what is taken out is recorded. */
@Component
class BucketReading {
    private static final int DOWNLOADS = 8;
    private static final Duration LATER = Duration.ofSeconds(10);

    private final ResourceItems items;
    private final PluginBuckets buckets;
    private final BucketObjects objects;
    private final Events events;
    private final Semaphore places = new Semaphore(DOWNLOADS);

    BucketReading(ResourceItems items, PluginBuckets buckets, BucketObjects objects, Events events) {
        this.items = items;
        this.buckets = buckets;
        this.objects = objects;
        this.events = events;
    }

    /** The objects that a query asks for. */
    List<BucketObject> list(String id, BucketObjects.Query query) {
        ObjectKeys.permitted(query.prefix());
        return objects.list(buckets.fromHere(find(id)), query);
    }

    /** An object's content, once it is recorded who takes it; few are handed out at once. */
    BucketObjects.Content open(String id, String key, String actor) {
        ObjectKeys.named(key);
        var item = find(id);
        var access = buckets.fromHere(item);
        if (!places.tryAcquire()) {
            throw ProblemException.retryAfter(
                    ResourceError.TOO_MANY_DOWNLOADS,
                    "%d objects are being downloaded already; try again in a moment".formatted(DOWNLOADS),
                    LATER);
        }
        try {
            var content = objects.open(access, key);
            record(item, key, content, actor);
            return new BucketObjects.Content(content.size(), new Held(content.stream(), places));
        } catch (RuntimeException failed) {
            places.release();
            throw failed;
        }
    }

    private void record(ResourceItem item, String key, BucketObjects.Content content, String actor) {
        try {
            events.append(NewEvent.of(
                    "resource.object-read",
                    actor,
                    Map.of("name", item.itemName(), "plugin", item.plugin(), "key", key, "size", content.size())));
        } catch (RuntimeException unrecorded) {
            try {
                content.close();
            } catch (IOException gone) {
                unrecorded.addSuppressed(gone);
            }
            throw unrecorded;
        }
    }

    private ResourceItem find(String id) {
        return items.find(id)
                .filter(found -> found.kind() == Allocation.Kind.BUCKET)
                .orElseThrow(() -> new ProblemException(
                        ResourceError.RESOURCE_NOT_FOUND, "There is no bucket of a plugin '%s'".formatted(id)));
    }

    /** A stream whose end gives its place to the next. */
    private static final class Held extends FilterInputStream {
        private final Semaphore places;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(InputStream stream, Semaphore places) {
            super(stream);
            this.places = places;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                if (closed.compareAndSet(false, true)) {
                    places.release();
                }
            }
        }
    }
}
