package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a docker-save archive says of its image, found in one pass over the stream.
 *
 * @param id digest of the image's configuration, {@code sha256:…}, which is how Docker names it once it is loaded
 * @param names name and tag, as far as the archive gives any
 */
public record ImageTar(String id, List<String> names) {

    private static final String MANIFEST = "manifest.json";
    private static final int MAX_JSON = 4 * 1024 * 1024;
    private static final int MAX_ENTRIES = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /**
     * Reads an image archive to its end marker.
     *
     * @throws PackageException when it is no such archive, is cut off, or misses a part
     */
    public static ImageTar read(InputStream stream) throws IOException {
        TarReader tar = new TarReader(stream);
        Map<String, String> digests = new HashMap<>();
        Set<String> names = new HashSet<>();
        Map<String, String> links = new HashMap<>();
        byte @Nullable [] manifest = null;
        for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            if (names.size() >= MAX_ENTRIES || !names.add(entry.name())) {
                throw refuse("it has more than " + MAX_ENTRIES + " entries, or '" + entry.name() + "' twice");
            }
            if (entry.link() != null) {
                links.put(entry.name(), entry.link());
            } else if (entry.size() <= MAX_JSON && !entry.folder()) {
                byte[] content = tar.content(entry);
                digests.put(entry.name(), Sha256.hex(content));
                manifest = entry.name().equals(MANIFEST) ? content : manifest;
            }
        }
        checkLinks(names, links);
        if (manifest == null) {
            throw refuse("it has no " + MANIFEST + "; save the image with 'docker save' or Jib's buildTar");
        }
        return describe(manifest, names, digests);
    }

    private static void checkLinks(Set<String> names, Map<String, String> links) {
        links.forEach((name, target) -> {
            if (!names.contains(target)) {
                throw refuse("the link '" + name + "' leads to '" + target + "', which is not in the archive");
            }
        });
    }

    private static ImageTar describe(byte[] manifest, Set<String> names, Map<String, String> digests) {
        JsonNode images;
        try {
            images = JSON.readTree(manifest);
        } catch (JacksonException e) {
            throw refuse(MANIFEST + " is not JSON: " + e.getOriginalMessage());
        }
        if (!images.isArray() || images.size() != 1) {
            throw refuse("it must hold exactly one image");
        }
        JsonNode image = images.get(0);
        String config = image.path("Config").asString("");
        String digest = digests.get(config);
        if (digest == null) {
            throw refuse("the image's configuration '" + ZipDirectoryReader.printable(config) + "' is missing");
        }
        for (JsonNode layer : image.path("Layers")) {
            if (!names.contains(layer.asString(""))) {
                throw refuse("the layer '" + ZipDirectoryReader.printable(layer.asString("")) + "' is missing");
            }
        }
        List<String> tags = new ArrayList<>();
        image.path("RepoTags").forEach(tag -> tags.add(tag.asString("")));
        return new ImageTar("sha256:" + digest, List.copyOf(tags));
    }

    static PackageException refuse(String why) {
        return new PackageException(IMAGE_INVALID, "The image archive is not valid: " + why);
    }
}
