package dev.sextant.web.edit;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.problem.WebError;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The version that the caller has seen ({@code If-Match}, needed where a handler takes this as an argument). */
public record IfMatch(Set<String> tags) {
    private static final String ANY = "*";

    public IfMatch {
        tags = Set.copyOf(tags);
    }

    /** The entity tag of a version, quotes included, for {@code ResponseEntity.eTag}. */
    public static String tag(long version) {
        return "\"v" + version + "\"";
    }

    static IfMatch parse(String header) {
        return new IfMatch(
                Arrays.stream(header.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet()));
    }

    /** Refuses (412) unless the caller has seen this very version. */
    public void require(long version) {
        if (!tags.contains(ANY) && !tags.contains(tag(version))) {
            throw new ProblemException(
                    WebError.STALE,
                    "The current version is %s; read it again and repeat the change".formatted(tag(version)));
        }
    }
}
