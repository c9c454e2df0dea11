package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity of a plugin's data model.
 *
 * @param name its name within the plugin
 * @param title its name for people
 * @param summary a sentence that explains it
 * @param attributes beside {@code id} and {@code displayName}, which every record has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntitySpec(
        String name, @Nullable Localized title, @Nullable Localized summary, List<AttributeSpec> attributes) {}
