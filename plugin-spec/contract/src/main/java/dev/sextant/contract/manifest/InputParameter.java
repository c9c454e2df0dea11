package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input of a service.
 *
 * @param name its name
 * @param type kind of value
 * @param items kind of an array's elements
 * @param object name of the object that it, or each of its elements, is shaped like
 * @param properties what it, or each of its elements, holds where no object is named
 * @param format how it is edited
 * @param required whether a call must carry it
 * @param secret whether its value is never shown or stored in the clear
 * @param values the only values allowed, empty when there is no such limit
 * @param defaultValue value when a call carries none
 * @param minimum the least number allowed
 * @param maximum the greatest number allowed
 * @param from where its value comes from when a workflow does not bind it
 * @param title its name for people
 * @param help a sentence that explains it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputParameter(
        String name,
        ParameterType type,
        @Nullable ParameterType items,
        @Nullable String object,
        List<PropertySpec> properties,
        @Nullable ParameterFormat format,
        boolean required,
        boolean secret,
        @JsonProperty("enum") List<String> values,
        @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable ParameterSource from,
        @Nullable Localized title,
        @Nullable Localized help) {

    /** Takes what a parameter that was stored by an earlier version leaves out. */
    public InputParameter {
        properties = Absent.list(properties);
        values = Absent.list(values);
    }

    /** A parameter without a range. */
    public InputParameter(
            String name,
            ParameterType type,
            @Nullable ParameterType items,
            @Nullable String object,
            List<PropertySpec> properties,
            @Nullable ParameterFormat format,
            boolean required,
            boolean secret,
            List<String> values,
            @Nullable Object defaultValue,
            @Nullable ParameterSource from,
            @Nullable Localized title,
            @Nullable Localized help) {
        this(
                name,
                type,
                items,
                object,
                properties,
                format,
                required,
                secret,
                values,
                defaultValue,
                null,
                null,
                from,
                title,
                help);
    }

    /** Whether a value is within the range; what is no number always is. */
    public boolean isWithinRange(@Nullable Object value) {
        return !(value instanceof Number number) || range().holds(number);
    }

    /** The range in words, such as {@code from 1 to 65535}; empty when there is none. */
    public String rangeInWords() {
        return range().inWords();
    }

    private NumberRange range() {
        return new NumberRange(minimum, maximum);
    }
}
