package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.wire.EntityReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes of one entity. */
final class EntityCalls {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final Session session;
    private final EntitySpec entity;

    EntityCalls(Session session, EntitySpec entity) {
        this.session = session;
        this.entity = entity;
    }

    private String path(String verb) {
        return "/" + session.manifest().name() + "/entities/" + entity.name() + "/" + verb;
    }

    Exchange query(Map<String, @Nullable Object> query) throws IOException, InterruptedException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("additionalFilters", List.of());
        body.putAll(query);
        return session.client().post(path("query"), session.readToken(), null, body);
    }

    Exchange filter(String attribute, String op, @Nullable Object condition) throws IOException, InterruptedException {
        Map<String, @Nullable Object> filter = new LinkedHashMap<>();
        filter.put("attrName", attribute);
        filter.put("op", op);
        filter.put("condition", condition);
        return query(Map.of("additionalFilters", List.of(filter), "limit", PAGE));
    }

    Exchange write(String verb, List<Map<String, @Nullable Object>> records) throws IOException, InterruptedException {
        return session.client().post(path(verb), session.manageToken(), null, records);
    }

    /** All records, page by page. */
    List<Map<String, @Nullable Object>> everything(int limit) throws Deviation, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, @Nullable Object> query = new LinkedHashMap<>();
            query.put("limit", limit);
            if (after != null) {
                query.put("after", after);
            }
            EntityReply reply = reply(query(query));
            if (reply.data().size() > limit) {
                throw new Deviation(
                        "A page of at most " + limit + " has " + reply.data().size() + " records");
            }
            all.addAll(reply.data());
            after = reply.next();
            if (after == null) {
                return all;
            }
        }
        return all;
    }

    static EntityReply reply(Exchange exchange) throws Deviation {
        EntityReply reply = exchange.expect(200).as(EntityReply.class);
        if (!reply.status().equals("OK")) {
            throw new Deviation(exchange.seen());
        }
        return reply;
    }

    static List<String> ids(List<Map<String, @Nullable Object>> records) {
        return records.stream().map(record -> String.valueOf(record.get("id"))).toList();
    }
}
