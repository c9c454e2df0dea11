package dev.sextant.core.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where entity records are read: at the plugin that holds them. */
public interface RecordSource {
    /**
     * The records of these ids, in any order; ids that there are not are left out.
     *
     * @param entity such as {@code inventory:host}
     * @throws RecordsUnreadableException when the plugin gives no answer
     */
    List<Map<String, @Nullable Object>> read(String entity, List<String> ids);
}
