package dev.sextant.sdk.entity;

import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.sdk.EntityPage;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Reads of entity records, for callers with {@code <plugin>:read}. */
@RestController
public final class EntityReadEndpoint {

    private final EntityBindings bindings;
    private final EntityMapper mapper;

    /** Paths that lead to the stores. */
    public EntityReadEndpoint(EntityBindings bindings, JsonMapper strict) {
        this.bindings = bindings;
        this.mapper = new EntityMapper(strict);
    }

    @PostMapping("/${sextant.plugin.name}/entities/{entity}/query")
    EntityReply query(@PathVariable String entity, @RequestBody EntityQuery query) {
        EntityBinding binding = bindings.get(entity);
        EntityPage<Object> page = binding.store().query(QueryCheck.check(binding.spec(), query));
        return EntityReply.ok(
                page.items().stream()
                        .map(record -> mapper.toMap(binding.spec(), record))
                        .toList(),
                page.next());
    }
}
