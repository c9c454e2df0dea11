package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.PackageIndex;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.manifest.BucketSpec;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a package can fill its plugin's buckets as its manifest says; what cannot be is known before anything is launched. */
final class BucketFiles {
    private static final int LONGEST_KEY = 1024;
    private static final int TOLD = 50;

    private final Set<String> there;
    private final List<ProblemError> errors = new ArrayList<>();

    private BucketFiles(Set<String> there) {
        this.there = there;
    }

    /** Refuses the package, with each file that is missing and each key that no object can have. */
    static void check(VerifiedPackage verified) {
        var files = new BucketFiles(
                verified.index().files().stream().map(PackageIndex.File::path).collect(Collectors.toSet()));
        verified.manifest().buckets().forEach(files::look);
        files.refuse();
    }

    private void look(BucketSpec bucket) {
        var keys = new HashSet<String>();
        bucket.files().forEach((file, key) -> {
            if (!there.contains(file)) {
                tell(bucket, file, "the package has no file '%s'".formatted(file));
            } else if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY || hasDots(key)) {
                tell(
                        bucket,
                        file,
                        "'%s' is no key: it has more than %d bytes, or a segment of dots".formatted(key, LONGEST_KEY));
            } else if (!keys.add(key)) {
                tell(bucket, file, "another file gets the key '%s' too".formatted(key));
            }
        });
    }

    private static boolean hasDots(String key) {
        return Arrays.stream(key.split("/", -1)).anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private void tell(BucketSpec bucket, String file, String what) {
        errors.add(ProblemError.at("buckets.%s.files.%s".formatted(bucket.name(), file), what));
    }

    private void refuse() {
        if (errors.isEmpty()) {
            return;
        }
        throw new ProblemException(
                PackageError.BUCKET_FILES,
                "%s%s; mend the manifest, or pack the plugin again with all that it names"
                        .formatted(
                                errors.getFirst().message(),
                                errors.size() > 1 ? ", and %d more".formatted(errors.size() - 1) : ""),
                errors.stream().limit(TOLD).toList());
    }
}
