package dev.sextant.sdk.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping of the manifest; what is empty is left out. */
final class Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();

    Fields put(String name, @Nullable Object value) {
        boolean empty = value == null
                || value.equals("")
                || value.equals(Boolean.FALSE)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!empty) {
            values.put(name, value);
        }
        return this;
    }

    /** A default, where false is a value too. */
    Fields putDefault(@Nullable Object value) {
        if (value != null) {
            values.put("default", value);
        }
        return this;
    }

    Fields text(String name, String english, String chinese) {
        if (!english.isEmpty()) {
            put(name, new Fields().put("en", english).put("zh", chinese).map());
        }
        return this;
    }

    Map<String, Object> map() {
        return values;
    }
}
