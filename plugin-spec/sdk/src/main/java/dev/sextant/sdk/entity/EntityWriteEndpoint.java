package dev.sextant.sdk.entity;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.SdkError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Writes of entity records, for callers with {@code <plugin>:manage}. */
@RestController
public final class EntityWriteEndpoint {

    private static final int MAX_RECORDS = 1000;

    private final EntityBindings bindings;
    private final EntityMapper mapper;

    /** Paths that lead to the stores. */
    public EntityWriteEndpoint(EntityBindings bindings, JsonMapper strict) {
        this.bindings = bindings;
        this.mapper = new EntityMapper(strict);
    }

    @PostMapping("/${sextant.plugin.name}/entities/{entity}/create")
    EntityReply create(@PathVariable String entity, @RequestBody List<Map<String, @Nullable Object>> records) {
        EntityBinding binding = bindings.get(entity);
        bound(records);
        return reply(binding, binding.store().create(mapper.create(binding, records)));
    }

    @PostMapping("/${sextant.plugin.name}/entities/{entity}/update")
    EntityReply update(@PathVariable String entity, @RequestBody List<Map<String, @Nullable Object>> records) {
        EntityBinding binding = bindings.get(entity);
        bound(records);
        List<String> ids = EntityMapper.ids(records);
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new ProblemException(SdkError.ENTITY_INVALID, "A record is there twice; say each change once");
        }
        Map<String, EntityRecord<Object>> stored =
                binding.store().find(ids).stream().collect(Collectors.toMap(EntityRecord::id, Function.identity()));
        return reply(binding, binding.store().update(mapper.update(binding, records, stored)));
    }

    @PostMapping("/${sextant.plugin.name}/entities/{entity}/delete")
    EntityReply delete(@PathVariable String entity, @RequestBody List<Map<String, @Nullable Object>> records) {
        EntityBinding binding = bindings.get(entity);
        bound(records);
        binding.store().delete(EntityMapper.ids(records));
        return EntityReply.ok(List.of(), null);
    }

    private EntityReply reply(EntityBinding binding, List<EntityRecord<Object>> records) {
        return EntityReply.ok(
                records.stream()
                        .map(record -> mapper.toMap(binding.spec(), record))
                        .toList(),
                null);
    }

    private static void bound(List<Map<String, @Nullable Object>> records) {
        if (records.isEmpty() || records.size() > MAX_RECORDS || records.contains(null)) {
            throw new ProblemException(
                    SdkError.ENTITY_INVALID, "A call writes 1 to " + MAX_RECORDS + " records, none of them null");
        }
    }
}
