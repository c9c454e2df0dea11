package dev.sextant.testkit.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the platform answers in the place of somebody whom the plugin calls, such as another plugin.
 *
 * @param method the request's method
 * @param path the request's path
 * @param status the answer's status
 * @param body the answer's JSON
 */
public record Answer(
        String method, String path, int status, @Nullable Object body) {

    /** An answer of 200. */
    public static Answer ok(String method, String path, Object body) {
        return new Answer(method, path, 200, body);
    }

    /** A refusal, with the problem that the platform would give. */
    public static Answer problem(String method, String path, int status, String code, String detail) {
        return new Answer(
                method, path, status, Map.of("status", status, "code", code, "title", code, "detail", detail));
    }
}
