package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A system variable that a plugin brings.
 *
 * @param name dotted name
 * @param type kind of value
 * @param scope who reads it
 * @param defaultValue value until somebody sets one; a secret has none
 * @param title its name for people
 * @param help a sentence that explains it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VariableSpec(
        String name,
        VariableType type,
        VariableScope scope,
        @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable Localized title,
        @Nullable Localized help) {}
