package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.resource.database.DatabaseConsole;
import dev.sextant.core.resource.database.DatabaseLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What plugins have on hosts, with or without instances: told, tidied, and removed when somebody asks for it. */
@Component
class KeptResources implements HostUse {
    private static final Logger LOG = LoggerFactory.getLogger(KeptResources.class);

    private final ResourceItems items;
    private final DatabaseLayout databases;
    private final DatabaseConsole console;
    private final GivenBuckets given;
    private final PluginPresence presence;
    private final Events events;

    KeptResources(
            ResourceItems items,
            DatabaseLayout databases,
            DatabaseConsole console,
            GivenBuckets given,
            PluginPresence presence,
            Events events) {
        this.items = items;
        this.databases = databases;
        this.console = console;
        this.given = given;
        this.presence = presence;
        this.events = events;
    }

    @Override
    public List<Allocation> on(String hostId) {
        var launched = presence.launched();
        return items.on(hostId, MOST).stream()
                .map(item -> allocation(item, launched))
                .toList();
    }

    /** Removes something of a plugin that has no instance, with all that it holds. */
    void drop(String id, String confirmedName, String actor) {
        var item = items.find(id).orElseThrow(() -> notFound(id));
        if (!item.itemName().equals(confirmedName)) {
            throw new ProblemException(
                    ResourceError.RESOURCE_UNCONFIRMED,
                    "All that is in %s goes with it; confirm by its name".formatted(item.itemName()));
        }
        if (presence.launched().contains(item.plugin())) {
            throw new ProblemException(
                    ResourceError.RESOURCE_IN_USE, "%s has instances; remove them first".formatted(item.plugin()));
        }
        switch (item.kind()) {
            case SCHEMA -> databases.drop(id);
            case BUCKET -> {
                if (!given.takeBack(item)) {
                    // The bucket itself is not ours: its credential is forgotten.
                    items.delete(item);
                }
            }
            case INSTANCE -> items.delete(item);
        }
        events.append(NewEvent.of(
                "resource.dropped",
                actor,
                Map.of("kind", item.kind().name(), "name", item.itemName(), "plugin", item.plugin())));
    }

    /** Answers a question to a plugin's schema. */
    DatabaseConsole.Answer ask(String id, String sql, String actor) {
        var item = items.find(id)
                .filter(found -> found.kind() == Allocation.Kind.SCHEMA)
                .orElseThrow(() -> notFound(id));
        events.append(NewEvent.of(
                "resource.asked", actor, Map.of("name", item.itemName(), "plugin", item.plugin(), "question", sql)));
        return console.ask(item, sql);
    }

    /** Ends what was interrupted and has nobody who goes on with it. */
    void tidy() {
        var launched = presence.launched();
        for (var item : items.unfinished(Allocation.Kind.SCHEMA)) {
            if (isLeft(item, launched)) {
                tidy(item, () -> databases.tidy(item.id()));
            }
        }
        for (var item : items.unfinished(Allocation.Kind.BUCKET)) {
            if (item.state() == ResourceItem.State.DROPPING) {
                tidy(item, () -> given.takeBack(item));
            }
        }
    }

    private static void tidy(ResourceItem item, Runnable work) {
        try {
            work.run();
        } catch (ProblemException later) {
            LOG.warn("{} is left over; it is tidied later: {}", item.itemName(), later.detail());
        }
    }

    private static boolean isLeft(ResourceItem item, Set<String> launched) {
        return switch (item.state()) {
            case DROPPING, READY -> true;
            case RESERVED, CREATING, UPGRADING -> !launched.contains(item.plugin());
        };
    }

    private static Allocation allocation(ResourceItem item, Set<String> launched) {
        return new Allocation(
                item.id(),
                item.kind(),
                item.itemName(),
                item.plugin(),
                item.version(),
                item.state().name(),
                !launched.contains(item.plugin()),
                item.problem(),
                item.createdAt());
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(ResourceError.RESOURCE_NOT_FOUND, "There is no resource '%s'".formatted(id));
    }
}
