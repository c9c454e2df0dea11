package dev.sextant.core.event;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What plugins want to be told of, and how far each was told; one delivery at a time holds a subscription. */
@Component
public class EventSubscriptions {
    private static final int PROBLEM_LENGTH = 2_000;

    private final JdbcClient database;
    private final EventStore store;

    EventSubscriptions(JdbcClient database, EventStore store) {
        this.database = database;
        this.store = store;
    }

    /** Enters what a package that is being registered subscribes to; one that its plugin had before goes on where it was. */
    @Transactional
    public void publish(String packageId, String plugin, Map<String, List<String>> typesByPath) {
        Set<String> known = new HashSet<>(database.sql("select path from event_subscription where plugin = ?")
                .param(plugin)
                .query(String.class)
                .list());
        for (String path : known) {
            if (!typesByPath.containsKey(path)) {
                database.sql("delete from event_subscription where plugin = ? and path = ?")
                        .params(plugin, path)
                        .update();
            }
        }
        typesByPath.forEach((path, types) -> {
            String text = String.join(" ", types);
            if (known.contains(path)) {
                database.sql("update event_subscription set package_id = ?, types = ? where plugin = ? and path = ?")
                        .params(packageId, text, plugin, path)
                        .update();
            } else {
                database.sql(
                                "insert into event_subscription (plugin, path, package_id, types, position, tries, next_at,"
                                        + " leased_until, fence) values (?, ?, ?, ?, ?, 0, 0, 0, 0)")
                        .params(plugin, path, packageId, text, store.last())
                        .update();
            }
        });
    }

    /** Ends the subscriptions of a package that is no longer registered. */
    @Transactional
    public void withdraw(String packageId) {
        database.sql("delete from event_subscription where package_id = ?")
                .param(packageId)
                .update();
    }

    /** The subscriptions that may have something to be told now and that no delivery holds. */
    List<Subscription> due(long now) {
        return database.sql("select plugin, path, types, position, tries, fence, problem from event_subscription"
                        + " where next_at <= :now and leased_until <= :now"
                        + " and position < (select last from event_sequence where id = 1)")
                .param("now", now)
                .query((row, number) -> new Subscription(
                        row.getString("plugin"),
                        row.getString("path"),
                        List.of(row.getString("types").split(" ")),
                        row.getLong("position"),
                        row.getInt("tries"),
                        row.getInt("fence"),
                        row.getString("problem")))
                .list();
    }

    /** Holds a subscription for one delivery; false when another one, perhaps of another core, was faster. */
    boolean lease(Subscription due, long until) {
        return database.sql("update event_subscription set leased_until = ?, fence = fence + 1"
                                + " where plugin = ? and path = ? and fence = ?")
                        .params(until, due.plugin(), due.path(), due.fence())
                        .update()
                == 1;
    }

    /** Notes how far a delivery came, and gives the subscription back; without effect when it was leased again meanwhile. */
    void release(Subscription leased, Progress progress) {
        String problem = progress.problem();
        database.sql("update event_subscription set position = :position, tries = :tries, next_at = :next,"
                        + " leased_until = 0, problem = :problem"
                        + " where plugin = :plugin and path = :path and fence = :fence")
                .param("position", progress.position())
                .param("tries", progress.tries())
                .param("next", progress.nextAt())
                .param(
                        "problem",
                        problem == null || problem.length() <= PROBLEM_LENGTH
                                ? problem
                                : problem.substring(0, PROBLEM_LENGTH))
                .param("plugin", leased.plugin())
                .param("path", leased.path())
                .param("fence", leased.fence() + 1)
                .update();
    }

    /**
     * How far a delivery came.
     *
     * @param position the last event that need not come again
     * @param tries how often the next one was refused
     * @param nextAt when it is tried again
     * @param problem what it met, if anything
     */
    record Progress(
            long position, int tries, long nextAt, @Nullable String problem) {}
}
