package dev.sextant.contract.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The databases, buckets, pages and texts of a plugin. */
final class ResourceSection {

    private ResourceSection() {}

    /** One database under {@code database}, or several under {@code databases}. */
    static List<DatabaseSpec> databases(ObjectReader reader) {
        YamlNode single = reader.take("database");
        List<DatabaseSpec> several =
                reader.objects("databases", one -> database(one, one.text("name", Forms.NAME, Forms.NAME_HINT)));
        if (single == null) {
            return ManifestSection.distinct(reader, "databases", "name", several, DatabaseSpec::name);
        }
        if (reader.take("databases") != null) {
            reader.error("databases", "The plugin names its database under 'database' already; keep one of the two");
        }
        DatabaseSpec database = ObjectReader.read(
                single, reader.path("database"), reader.problems(), one -> database(one, DatabaseSpec.MAIN));
        return database == null ? List.of() : List.of(database);
    }

    private static DatabaseSpec database(ObjectReader reader, String name) {
        String migrations = reader.optionalText("migrations", Forms.FOLDER, Forms.FOLDER_HINT);
        String init = file(reader, "init");
        String upgrade = file(reader, "upgrade");
        if (migrations != null && (init != null || upgrade != null)) {
            reader.error("migrations", "Either the image brings migrations, or the package brings scripts; keep one");
        }
        return new DatabaseSpec(
                name, reader.optionalText("schema", Forms.SCHEMA, Forms.SCHEMA_HINT), migrations, init, upgrade);
    }

    /** Buckets, each a name or a mapping. */
    static List<BucketSpec> buckets(ObjectReader reader) {
        List<BucketSpec> buckets = reader.items("buckets", (node, at) -> {
            if (node instanceof YamlNode.Mapping) {
                return ObjectReader.read(node, at, reader.problems(), ResourceSection::bucket);
            }
            String name = reader.parse(node, at, ManifestSection.form(Forms.NAME, Forms.NAME_HINT));
            return name == null ? null : BucketSpec.of(name);
        });
        boolean names = reader.take("buckets") instanceof YamlNode.Sequence list
                && list.items().stream().noneMatch(YamlNode.Mapping.class::isInstance);
        return ManifestSection.distinct(reader, "buckets", names ? "" : "name", buckets, BucketSpec::name);
    }

    private static BucketSpec bucket(ObjectReader reader) {
        return new BucketSpec(
                reader.text("name", Forms.NAME, Forms.NAME_HINT),
                reader.named(
                        "files",
                        Forms.FILE,
                        Forms.FILE_HINT,
                        (file, node) -> reader.parse(
                                node,
                                reader.path("files." + file),
                                ManifestSection.form(Forms.FILE, Forms.FILE_HINT))));
    }

    static @Nullable UiSpec ui(ObjectReader reader) {
        YamlNode node = reader.take("ui");
        if (node == null) {
            return null;
        }
        return ObjectReader.read(node, reader.path("ui"), reader.problems(), ui -> {
            String entry = file(ui, "entry");
            return new UiSpec(ui.text("archive", Forms.FILE, Forms.FILE_HINT), entry == null ? "index.html" : entry);
        });
    }

    /** Files by language. */
    static Map<String, String> languages(ObjectReader reader, String field) {
        return reader.named(
                field,
                Forms.LANGUAGE,
                Forms.LANGUAGE_HINT,
                (language, node) -> reader.parse(
                        node, reader.path(field + "." + language), ManifestSection.form(Forms.FILE, Forms.FILE_HINT)));
    }

    private static @Nullable String file(ObjectReader reader, String field) {
        return reader.optionalText(field, Forms.FILE, Forms.FILE_HINT);
    }
}
