package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of an object.
 *
 * @param name its name
 * @param type kind of value
 * @param items kind of an array's elements
 * @param object name of the object that it, or each of its elements, is shaped like
 * @param properties what it, or each of its elements, holds where no object is named
 * @param required whether the object must have it
 * @param secret whether its value is never shown or stored in the clear
 * @param values the only values allowed, empty when there is no such limit
 * @param defaultValue value when the object has none
 * @param from where its value comes from when a workflow does not bind it
 * @param title its name for people
 * @param help a sentence that explains it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PropertySpec(
        String name,
        ParameterType type,
        @Nullable ParameterType items,
        @Nullable String object,
        List<PropertySpec> properties,
        boolean required,
        boolean secret,
        @JsonProperty("enum") List<String> values,
        @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable ParameterSource from,
        @Nullable Localized title,
        @Nullable Localized help) {}
