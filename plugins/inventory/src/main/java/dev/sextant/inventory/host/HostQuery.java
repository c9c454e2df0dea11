package dev.sextant.inventory.host;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.Filter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query for hosts in the order of their names, which are unique; the cursor is the last name of the page before. */
record HostQuery(EntityQuery query, int limit, @Nullable String afterName) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    static HostQuery of(EntityQuery query) {
        int limit = query.limit() == null ? DEFAULT_LIMIT : Math.clamp(query.limit(), 1, MOST);
        return new HostQuery(query, limit, query.after() == null ? null : nameOf(query.after()));
    }

    Condition condition() {
        List<Condition> all = new ArrayList<>();
        List<Filter> asked = query.additionalFilters();
        for (int i = 0; i < asked.size(); i++) {
            all.add(HostFilters.condition(i, asked.get(i)));
        }
        if (query.search() != null && !query.search().isBlank()) {
            all.add(HostFilters.search(query.search().strip()));
        }
        if (afterName != null) {
            all.add(Condition.of("name > ?", afterName));
        }
        return Condition.all(all);
    }

    static String cursorAfter(HostRow last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.name().getBytes(StandardCharsets.UTF_8));
    }

    private static String nameOf(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    HostError.CURSOR_INVALID, "Give as \"after\" what an answer gave as \"next\", or nothing");
        }
    }
}
