package dev.sextant.core.run;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.core.invocation.PluginEntities;
import dev.sextant.core.invocation.PluginUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads records at their plugins, some hundred at a time. */
@Component
class PluginRecordSource implements RecordSource {
    private static final int AT_A_TIME = 200;

    private final PluginEntities plugins;

    PluginRecordSource(PluginEntities plugins) {
        this.plugins = plugins;
    }

    @Override
    @SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
    public List<Map<String, @Nullable Object>> read(String entity, List<String> ids) {
        var records = new ArrayList<Map<String, @Nullable Object>>();
        try {
            EntityName name = EntityName.of(entity);
            for (int from = 0; from < ids.size(); from += AT_A_TIME) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_A_TIME));
                EntityReply reply = plugins.query(name, EntityQuery.byIds(List.copyOf(some)));
                records.addAll(reply.data());
            }
            return records;
        } catch (PluginUnreachableException silent) {
            throw new RecordsUnreadableException(silent.detail(), silent);
        } catch (IllegalArgumentException noEntity) {
            throw new RecordsUnreadableException(String.valueOf(noEntity.getMessage()), noEntity);
        }
    }
}
