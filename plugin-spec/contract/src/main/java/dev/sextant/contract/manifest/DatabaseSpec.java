package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a database of its own.
 *
 * @param migrations folder of the migrations inside the image, where the plugin names one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseSpec(@Nullable String migrations) {}
