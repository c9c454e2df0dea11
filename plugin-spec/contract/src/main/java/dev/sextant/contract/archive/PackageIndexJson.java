package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code package.json} as text, read strictly. */
final class PackageIndexJson {

    static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(4096)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private PackageIndexJson() {}

    static PackageIndex read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw refuse("it is larger than 1 MiB");
        }
        PackageIndex index;
        try {
            index = JSON.readValue(bytes, PackageIndex.class);
        } catch (JacksonException e) {
            throw new PackageException(
                    PACKAGE_INDEX_INVALID, PackageIndex.FILE + " is not valid: " + e.getOriginalMessage(), e);
        }
        if (index == null) {
            throw refuse("it is empty");
        }
        check(index);
        return index;
    }

    /** Always the same bytes for the same list. */
    static byte[] write(PackageIndex index) {
        return JSON.writeValueAsBytes(index);
    }

    private static void check(PackageIndex index) {
        if (index.formatVersion() != PackageIndex.FORMAT_VERSION) {
            throw refuse("formatVersion is " + index.formatVersion() + ", this platform reads "
                    + PackageIndex.FORMAT_VERSION);
        }
        Set<String> paths = new HashSet<>();
        for (PackageIndex.File file : index.files()) {
            if (file.path() == null || PackageIndex.isUnlisted(file.path()) || !paths.add(file.path())) {
                throw refuse("every file is listed once, by its path, and neither the list itself nor its signature");
            }
            if (file.sha256() == null || !SHA256.matcher(file.sha256()).matches()) {
                throw refuse("the sha256 of a file is 64 small hexadecimal digits");
            }
        }
        checkImages(index.images());
    }

    private static void checkImages(List<PackageIndex.Image> images) {
        Set<String> names = new HashSet<>();
        for (PackageIndex.Image image : images) {
            if (image.image() == null || image.file() == null || image.id() == null || !names.add(image.image())) {
                throw refuse("every image has a name of its own, a file and an id");
            }
            if (!image.id().startsWith("sha256:")
                    || !SHA256.matcher(image.id().substring("sha256:".length())).matches()) {
                throw refuse("the id of an image is sha256: and 64 small hexadecimal digits");
            }
        }
    }

    private static PackageException refuse(String why) {
        return new PackageException(PACKAGE_INDEX_INVALID, PackageIndex.FILE + " is not valid: " + why);
    }
}
