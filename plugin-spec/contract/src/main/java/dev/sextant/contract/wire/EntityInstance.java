package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A record that an invocation works on.
 *
 * @param id the record's id at its plugin
 * @param displayName its name for people
 * @param businessKeyValue its business key, where the data model has one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntityInstance(
        String id, @Nullable String displayName, @Nullable String businessKeyValue) {}
