package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity.
 *
 * @param name its name
 * @param type kind of value; a reference is a string
 * @param required whether a record must have it
 * @param reference the entity whose id it holds
 * @param many whether it holds a list
 * @param values the only values allowed, empty when there is no such limit
 * @param defaultValue value of a new record that names none
 * @param title its name for people
 * @param help a sentence that explains it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttributeSpec(
        String name,
        AttributeType type,
        boolean required,
        @Nullable EntityName reference,
        boolean many,
        @JsonProperty("enum") List<String> values,
        @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable Localized title,
        @Nullable Localized help) {}
