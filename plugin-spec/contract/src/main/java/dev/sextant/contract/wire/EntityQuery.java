package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a plugin for records, {@code POST /{plugin}/entities/{entity}/query}.
 *
 * @param additionalFilters conditions that all hold
 * @param limit at most so many records
 * @param after cursor of the page before
 * @param search text that the record's names contain
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityQuery(
        List<Filter> additionalFilters,
        @Nullable Integer limit,
        @Nullable String after,
        @Nullable String search) {

    public EntityQuery {
        additionalFilters = Lists.orEmpty(additionalFilters);
    }

    /** All records, page by page. */
    public static EntityQuery all() {
        return new EntityQuery(List.of(), null, null, null);
    }

    /** The records with these ids. */
    public static EntityQuery byIds(List<String> ids) {
        return new EntityQuery(List.of(new Filter("id", FilterOp.IN, ids)), ids.size(), null, null);
    }
}
