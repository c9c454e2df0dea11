package dev.sextant.sdk.client;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.sdk.GatewayClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes clients for entities of other plugins. Reading needs the permission {@code <plugin>:read} in the manifest, writing
 * {@code <plugin>:manage}.
 */
public final class EntityClients {

    private final EntityCalls calls;
    private final JsonMapper json;

    /** Clients that call through a gateway. */
    public EntityClients(GatewayClient gateway, JsonMapper json) {
        this.json = json.rebuild()
                .addModule(new RevealingSecrets())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        this.calls = new EntityCalls(gateway.rest(), this.json);
    }

    /**
     * A client for one entity.
     *
     * @param entity its name, for example {@code inventory:host}
     * @param type a record whose components are attributes; those that it does not name are passed over
     */
    public <T extends Record> EntityClient<T> of(String entity, Class<T> type) {
        return new EntityClient<>(EntityName.of(entity), type, calls, json);
    }
}
