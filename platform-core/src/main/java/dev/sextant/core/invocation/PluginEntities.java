package dev.sextant.core.invocation;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;

/** How the records of plugins are read. */
public interface PluginEntities {
    /**
     * Asks the plugin for records.
     *
     * @throws PluginUnreachableException when there is no answer
     */
    EntityReply query(EntityName entity, EntityQuery query);
}
