package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.HttpMethod;
import java.util.Locale;

/** How a package is called. */
final class Methods {

    private Methods() {}

    static HttpMethod read(ElementReader reader, String name, HttpMethod standard) {
        String text = reader.optional(name);
        if (text == null) {
            return standard;
        }
        for (HttpMethod method : HttpMethod.values()) {
            if (method.name().equals(text.toUpperCase(Locale.ROOT))) {
                return method;
            }
        }
        reader.error(name, Findings.quote(text) + " is none of GET, POST, PUT, PATCH, DELETE");
        return standard;
    }
}
