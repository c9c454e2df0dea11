package dev.sextant.sdk.entity;

import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.sdk.EntityStore;
import dev.sextant.sdk.PluginEntity;
import dev.sextant.sdk.SdkError;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Pairs the stores with the manifest's entities; one without the other stops the start. */
public final class EntityBindings {

    private final Map<String, EntityBinding> bindings = new HashMap<>();

    /** The entities of the manifest with their stores. */
    public EntityBindings(PluginManifest manifest, Collection<EntityStore<?>> stores) {
        Map<String, EntityStore<?>> byName = new HashMap<>();
        for (EntityStore<?> store : stores) {
            PluginEntity entity = store.type().getAnnotation(PluginEntity.class);
            if (entity == null) {
                throw new IllegalStateException(
                        store.type().getName() + " has an EntityStore, but no @PluginEntity; add it");
            }
            byName.put(entity.name(), store);
        }
        for (EntitySpec spec : manifest.entities()) {
            EntityStore<?> store = byName.remove(spec.name());
            if (store == null) {
                throw new IllegalStateException(
                        "The manifest lists the entity '" + spec.name() + "', but there is no EntityStore bean of it");
            }
            bindings.put(spec.name(), new EntityBinding(spec, untyped(store)));
        }
        if (!byName.isEmpty()) {
            throw new IllegalStateException("The entities " + byName.keySet()
                    + " are not in the manifest; compile with the annotation processor sextant-sdk-processor");
        }
    }

    EntityBinding get(String name) {
        EntityBinding binding = bindings.get(name);
        if (binding == null) {
            throw new ProblemException(SdkError.ENTITY_UNKNOWN, "This plugin has no entity '" + name + "'");
        }
        return binding;
    }

    /** What goes into a store is made from its own type, see {@link EntityMapper}. */
    @SuppressWarnings("unchecked")
    private static EntityStore<Object> untyped(EntityStore<?> store) {
        return (EntityStore<Object>) store;
    }
}
