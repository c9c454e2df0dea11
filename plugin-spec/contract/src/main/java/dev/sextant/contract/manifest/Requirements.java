package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be there before a plugin is registered.
 *
 * @param platform versions of the platform
 * @param plugins versions of other plugins by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requirements(@Nullable VersionRange platform, Map<String, VersionRange> plugins) {}
