package dev.sextant.core.resource;

import dev.sextant.core.resource.ResourceItems.Owner;
import dev.sextant.core.resource.database.DatabaseConsole;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ResourceItemController {
    private static final String NAME = "[a-z][a-z0-9]*([-_][a-z0-9]+)*";
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    private final KeptResources kept;
    private final EnteredBuckets buckets;

    ResourceItemController(KeptResources kept, EnteredBuckets buckets) {
        this.kept = kept;
        this.buckets = buckets;
    }

    /** A plugin's bucket on a storage of others. The secret key is taken and never given back. */
    record PluginBucket(
            @NotBlank @Size(max = 63) @Pattern(regexp = NAME) String plugin,

            @NotBlank @Size(max = 63) @Pattern(regexp = NAME) String name,

            @NotBlank @Pattern(regexp = BUCKET) String bucket,

            @NotBlank @Size(max = 64) @Pattern(regexp = "[!-~]+") String accessKey,

            @NotBlank @Size(max = 500) @Pattern(regexp = "[!-~]+") String secretKey) {
        EnteredBuckets.Entry on(String hostId) {
            return new EnteredBuckets.Entry(new Owner(plugin, name), hostId, bucket, accessKey, secretKey);
        }

        @Override
        public String toString() {
            return "PluginBucket[%s, %s, redacted]".formatted(plugin, bucket);
        }
    }

    /** Keeps the credential of a plugin's bucket, after it has opened this bucket and no other. */
    @PutMapping("/platform/v1/resource-hosts/{id}/plugin-buckets")
    @RequiresPermission("resources:manage")
    ResourceItem enter(@PathVariable String id, @Valid @RequestBody PluginBucket bucket, Caller caller) {
        return buckets.enter(bucket.on(id), caller.subject());
    }

    /** One question: a statement that selects. */
    record Question(@NotBlank @Size(max = 4000) String sql) {}

    /** Answers a question to a plugin's schema, as a user who can only select: at most 200 rows, within seconds. */
    @PostMapping("/platform/v1/resource-items/{id}/questions")
    @RequiresPermission("resources:manage")
    DatabaseConsole.Answer ask(@PathVariable String id, @Valid @RequestBody Question question, Caller caller) {
        return kept.ask(id, question.sql(), caller.subject());
    }

    /** Removes what was kept of a plugin without instances, with all that it holds; {@code confirm} is its name. */
    @DeleteMapping("/platform/v1/resource-items/{id}")
    @RequiresPermission("resources:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String id, @RequestParam String confirm, Caller caller) {
        kept.drop(id, confirm, caller.subject());
    }
}
