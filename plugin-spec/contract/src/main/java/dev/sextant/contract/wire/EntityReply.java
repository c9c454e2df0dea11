package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query or a write of records.
 *
 * @param status {@code OK}, or {@code ERROR} from plugins that answer failures with 200
 * @param message a sentence for people
 * @param data the records, each with {@code id} and {@code displayName}; a secret reads as {@code {"set": true|false}}
 * @param next cursor of the next page, null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntityReply(
        String status,
        String message,
        List<Map<String, @Nullable Object>> data,
        @Nullable String next) {

    @SuppressWarnings("ConstantValue")
    public EntityReply {
        status = status == null ? "OK" : status;
        message = message == null ? "" : message;
        data = Lists.orEmpty(data);
    }

    /** Records that were found or written. */
    public static EntityReply ok(List<Map<String, @Nullable Object>> data, @Nullable String next) {
        return new EntityReply("OK", "", data, next);
    }
}
