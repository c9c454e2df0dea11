package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A text for people in the portal's languages; a manifest may also write one plain string, which is the English one.
 *
 * @param en English, always there
 * @param zh Chinese, where it was translated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Localized(String en, @Nullable String zh) {

    /** A text in English only. */
    public static Localized of(String en) {
        return new Localized(en, null);
    }
}
