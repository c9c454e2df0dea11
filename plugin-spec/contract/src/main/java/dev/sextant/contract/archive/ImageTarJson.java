package dev.sextant.contract.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of an image archive that say what its images are. */
final class ImageTarJson {

    static final String MANIFEST = "manifest.json";
    static final String INDEX = "index.json";
    static final String BLOBS = "blobs/sha256/";

    private static final int MAX_IMAGES = 50;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(64 * 1024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ImageTarJson() {}

    static List<ImageTar.Image> images(ImageTarContent content) {
        JsonNode described = read(content, MANIFEST);
        if (!described.isArray() || described.isEmpty() || described.size() > MAX_IMAGES) {
            throw ImageTar.refuse(MANIFEST + " must be a list of 1 to " + MAX_IMAGES + " images");
        }
        List<ImageTar.Image> images = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode image : described) {
            ImageTar.Image found = image(image, content);
            if (!ids.add(found.id())) {
                throw ImageTar.refuse(MANIFEST + " has the image " + found.id() + " twice");
            }
            images.add(found);
        }
        if (content.contains(INDEX)) {
            checkIndex(content, ids);
        }
        return images;
    }

    private static ImageTar.Image image(JsonNode image, ImageTarContent content) {
        String config = text(image.path("Config"), "Config");
        String digest = content.digest(config);
        if (digest == null) {
            throw ImageTar.refuse("the image's configuration '" + ZipName.printable(config) + "' is missing");
        }
        for (JsonNode layer : list(image, "Layers")) {
            String name = text(layer, "Layers");
            if (!content.contains(name)) {
                throw ImageTar.refuse("the layer '" + ZipName.printable(name) + "' is missing");
            }
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : list(image, "RepoTags")) {
            tags.add(text(tag, "RepoTags"));
        }
        return new ImageTar.Image("sha256:" + digest, tags);
    }

    /** Newer engines go by the index, older ones by the manifest; so both must name the same images. */
    private static void checkIndex(ImageTarContent content, Set<String> ids) {
        Set<String> indexed = new HashSet<>();
        for (JsonNode entry : list(read(content, INDEX), "manifests")) {
            String blob = blob(entry);
            JsonNode manifest = read(content, blob);
            if (!blob.equals(BLOBS + content.digest(blob))
                    || !manifest.path("config").isObject()) {
                throw ImageTar.refuse(INDEX + " leads to what is no image; save the image for one platform only");
            }
            String config = blob(manifest.path("config"));
            if (!config.equals(BLOBS + content.digest(config))) {
                throw ImageTar.refuse("'" + ZipName.printable(config) + "' has another digest than its name");
            }
            indexed.add("sha256:" + content.digest(config));
        }
        if (!indexed.equals(ids)) {
            throw ImageTar.refuse(INDEX + " names other images than " + MANIFEST);
        }
    }

    private static String blob(JsonNode descriptor) {
        String digest = text(descriptor.path("digest"), "digest");
        return digest.startsWith("sha256:") ? BLOBS + digest.substring("sha256:".length()) : digest;
    }

    private static JsonNode read(ImageTarContent content, String name) {
        byte[] bytes = content.json(name);
        if (bytes == null) {
            throw ImageTar.refuse("it has no " + ZipName.printable(name)
                    + ", or a huge one; save the image with 'docker save' or Jib's buildTar");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw ImageTar.refuse(ZipName.printable(name) + " is not JSON: "
                    + ZipName.printable(String.valueOf(e.getOriginalMessage())));
        }
    }

    private static Iterable<JsonNode> list(JsonNode parent, String name) {
        JsonNode list = parent.path(name);
        if (!list.isArray() && !list.isNull() && !list.isMissingNode()) {
            throw ImageTar.refuse(name + " is not a list");
        }
        return list;
    }

    private static String text(JsonNode node, String name) {
        if (!node.isString()) {
            throw ImageTar.refuse(name + " holds something other than text");
        }
        return node.asString();
    }
}
