package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be there before a plugin is registered.
 *
 * @param platform versions of the platform
 * @param plugins versions of other plugins by name
 * @param wecube versions of WeCube that a WeCube package was written for; nothing here has such a version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requirements(
        @Nullable VersionRange platform,
        Map<String, VersionRange> plugins,
        @Nullable VersionRange wecube) {

    static final Requirements NONE = new Requirements(null, Map.of(), null);
}
