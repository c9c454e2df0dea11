package dev.sextant.sdk.client;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.contract.wire.Filter;
import dev.sextant.sdk.EntityPage;
import dev.sextant.sdk.EntityRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the records of one entity of another plugin. Any thread may use it. A refusal is an
 * {@link EntityCallException} with the other plugin's problem. Lists of any length are cut into calls of at most
 * {@value #BATCH} records; each call is all or nothing, and the exception tells how many records the calls before it wrote.
 *
 * @param <T> the record that its attributes are read into
 */
public final class EntityClient<T extends Record> {

    static final int BATCH = 1000;

    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private final EntityName entity;
    private final Class<T> type;
    private final EntityCalls calls;
    private final JsonMapper json;

    EntityClient(EntityName entity, Class<T> type, EntityCalls calls, JsonMapper json) {
        this.entity = entity;
        this.type = type;
        this.calls = calls;
        this.json = json;
    }

    /** One page of records; a query without a limit gets at most 100. */
    public EntityPage<T> query(EntityQuery query) {
        EntityReply reply = calls.query(entity, query);
        return new EntityPage<>(records(reply), reply.next());
    }

    /** All records for which the filters hold, page by page as the stream is read; it need not be closed. */
    public Stream<EntityRecord<T>> all(Filter... filters) {
        EntityQuery first = new EntityQuery(List.of(filters), BATCH, null, null);
        return Stream.iterate(
                        Optional.of(query(first)),
                        Optional::isPresent,
                        page -> page.flatMap(this::cursor)
                                .map(after -> query(new EntityQuery(first.additionalFilters(), BATCH, after, null))))
                .flatMap(page -> page.stream().flatMap(found -> found.items().stream()));
    }

    /** The records that there are of these ids, in no order. */
    public List<EntityRecord<T>> find(Collection<String> ids) {
        List<EntityRecord<T>> found = new ArrayList<>();
        inBatches(
                List.copyOf(ids),
                batch -> found.addAll(query(EntityQuery.byIds(batch)).items()));
        return found;
    }

    /** Adds records; answers them with the ids that they were given, in their order. */
    public List<EntityRecord<T>> create(List<T> values) {
        return write("create", values.stream().map(this::attributes).toList());
    }

    /** Replaces the attributes that the record type names; a {@link dev.sextant.sdk.Secret} that is kept stays. */
    public List<EntityRecord<T>> update(List<EntityRecord<T>> changed) {
        return write(
                "update",
                changed.stream()
                        .map(each -> with(each.id(), attributes(each.value())))
                        .toList());
    }

    /** Changes some attributes of one record, and leaves the others. */
    public EntityRecord<T> update(String id, Map<String, ?> attributes) {
        return write("update", List.of(with(id, attributes))).get(0);
    }

    /** Removes records; ids that are not there are passed over. */
    public void delete(Collection<String> ids) {
        write("delete", ids.stream().map(id -> with(id, Map.of())).toList());
    }

    private Optional<String> cursor(EntityPage<T> page) {
        return Optional.ofNullable(page.next());
    }

    private List<EntityRecord<T>> write(String action, List<Map<String, @Nullable Object>> records) {
        List<EntityRecord<T>> written = new ArrayList<>();
        int[] done = {0};
        inBatches(records, batch -> {
            written.addAll(records(calls.write(entity, action, batch, done[0])));
            done[0] += batch.size();
        });
        return written;
    }

    private List<EntityRecord<T>> records(EntityReply reply) {
        return reply.data().stream().map(this::record).toList();
    }

    private EntityRecord<T> record(Map<String, @Nullable Object> data) {
        String id = String.valueOf(data.get("id"));
        String name = data.get("displayName") instanceof String text ? text : id;
        return new EntityRecord<>(id, name, json.convertValue(data, type));
    }

    private Map<String, @Nullable Object> attributes(T value) {
        Map<String, @Nullable Object> attributes = json.convertValue(value, MAP);
        attributes.remove("id");
        attributes.remove("displayName");
        return attributes;
    }

    private static Map<String, @Nullable Object> with(String id, Map<String, ?> attributes) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(attributes);
        all.put("id", id);
        return all;
    }

    private static <R> void inBatches(List<R> all, Consumer<List<R>> work) {
        for (int from = 0; from < all.size(); from += BATCH) {
            work.accept(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }
}
