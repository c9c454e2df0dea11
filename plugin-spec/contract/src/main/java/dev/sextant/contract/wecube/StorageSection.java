package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.BucketSpec;
import dev.sextant.contract.manifest.DatabaseSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The databases and buckets of a package. */
final class StorageSection {

    private static final Pattern KEY = Pattern.compile("(?!.*\\.\\.)[^\\p{Cntrl}]{1,500}");

    private final ElementReader reader;

    StorageSection(ElementReader reader) {
        this.reader = reader;
    }

    List<DatabaseSpec> databases() {
        List<DatabaseSpec> databases = new ArrayList<>();
        Set<String> schemas = new HashSet<>();
        for (ElementReader mysql : reader.items("resourceDependencies", "mysql")) {
            String schema = mysql.required("schema", Forms.SCHEMA, Forms.SCHEMA_HINT);
            if (!schema.isEmpty() && !schemas.add(schema)) {
                mysql.error("schema", "'" + schema + "' is there twice; each database needs a schema of its own");
            }
            String init = mysql.required("initFileName", Forms.FILE, Forms.FILE_HINT);
            databases.add(new DatabaseSpec(
                    databases.isEmpty() ? DatabaseSpec.MAIN : schema,
                    schema,
                    null,
                    init.isEmpty() ? null : init,
                    upgrade(mysql)));
        }
        return databases;
    }

    private static @Nullable String upgrade(ElementReader mysql) {
        String file = mysql.optional("upgradeFileName");
        if (file != null && !Forms.FILE.matcher(file).matches()) {
            mysql.error("upgradeFileName", Findings.quote(file) + " is not allowed; write " + Forms.FILE_HINT);
        }
        return file;
    }

    List<BucketSpec> buckets() {
        List<BucketSpec> buckets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader bucket : reader.items("resourceDependencies", "s3")) {
            String name = bucket.required("bucketName", Forms.BUCKET, Forms.BUCKET_HINT);
            if (!name.isEmpty() && !names.add(name)) {
                bucket.error("bucketName", "'" + name + "' is there twice; each bucket needs a name of its own");
            }
            buckets.add(new BucketSpec(name, files(bucket)));
        }
        return buckets;
    }

    private static Map<String, String> files(ElementReader bucket) {
        Map<String, String> files = new LinkedHashMap<>();
        for (ElementReader file : bucket.items("fileSet", "file")) {
            String source = file.required("source", Forms.FILE, Forms.FILE_HINT);
            String key = file.required("toFile", KEY, "a key without .. in it, for example templates/hello.sh");
            if (!source.isEmpty() && files.put(source, key) != null) {
                file.error("source", "'" + source + "' is there twice; a file has one place");
            }
        }
        return files;
    }
}
