package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * The wish for a bucket of its own.
 *
 * @param name its name within the plugin
 * @param files files of the package that it holds at first, each with the key it gets
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BucketSpec(String name, Map<String, String> files) {

    /** Takes what a package that was stored by an earlier version leaves out. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public BucketSpec {
        files = Absent.map(files);
    }

    /** An empty bucket. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static BucketSpec of(String name) {
        return new BucketSpec(name, Map.of());
    }
}
