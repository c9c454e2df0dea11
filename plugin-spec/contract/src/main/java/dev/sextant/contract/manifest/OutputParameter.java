package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output of a service.
 *
 * @param name its name
 * @param type kind of value
 * @param items kind of an array's elements
 * @param object name of the object that it, or each of its elements, is shaped like
 * @param properties what it, or each of its elements, holds where no object is named
 * @param secret whether its value is never shown or stored in the clear
 * @param to where its value goes when a workflow does not say otherwise
 * @param title its name for people
 * @param help a sentence that explains it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputParameter(
        String name,
        ParameterType type,
        @Nullable ParameterType items,
        @Nullable String object,
        List<PropertySpec> properties,
        boolean secret,
        @Nullable ParameterSource to,
        @Nullable Localized title,
        @Nullable Localized help) {

    /** Takes what a parameter that was stored by an earlier version leaves out. */
    public OutputParameter {
        properties = Absent.list(properties);
    }
}
