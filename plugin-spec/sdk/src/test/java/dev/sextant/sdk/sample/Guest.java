package dev.sextant.sdk.sample;

import dev.sextant.sdk.Attribute;
import dev.sextant.sdk.PluginEntity;
import dev.sextant.sdk.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who may be greeted. */
@PluginEntity(name = "guest", title = "Guest", titleZh = "客人")
public record Guest(
        @Attribute(title = "Name") String name,
        @Attribute(defaultValue = "22") int room,
        Kind kind,
        Secret password,
        List<String> tags,
        @Attribute(multiline = true) @Nullable String note) {

    /** Whether one pays. */
    public enum Kind {
        PAYING,
        INVITED
    }
}
