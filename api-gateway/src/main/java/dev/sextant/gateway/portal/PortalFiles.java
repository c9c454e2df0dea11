package dev.sextant.gateway.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/** The portal's files by name. What is not in this map is not served, whatever the path says. */
@Component
class PortalFiles {
    private static final Logger log = LoggerFactory.getLogger(PortalFiles.class);
    private static final String FOLDER = "META-INF/resources/portal/";
    private static final String INDEX = "index.html";

    private final Map<String, PortalFile> files;

    PortalFiles() {
        this.files = Map.copyOf(read());
        if (files.containsKey(INDEX)) {
            log.info("The portal has {} files", files.size());
        } else {
            log.warn("The portal is not part of this build: there is no {} in {}", INDEX, FOLDER);
        }
    }

    private static Map<String, PortalFile> read() {
        Map<String, PortalFile> found = new HashMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "**")) {
                String name = nameOf(resource);
                if (name != null && resource.isReadable()) {
                    found.put(name, load(name, resource));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The portal's files cannot be read", unreadable);
        }
        return found;
    }

    /** The name below the folder, or null for a folder; source maps and files compressed beforehand are left out. */
    private static @Nullable String nameOf(Resource resource) throws IOException {
        String url = resource.getURL().getPath();
        String name = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
        boolean served = !name.isEmpty() && !name.endsWith("/") && !name.matches(".*\\.(map|gz|br)");
        return served ? name : null;
    }

    private static PortalFile load(String name, Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
            return PortalFile.of(name, withCharset(type), in.readAllBytes());
        }
    }

    private static MediaType withCharset(MediaType type) {
        boolean text = type.getType().equals("text") || type.getSubtype().endsWith("javascript");
        return text ? new MediaType(type, java.nio.charset.StandardCharsets.UTF_8) : type;
    }

    Optional<PortalFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The page that any address of the portal's own router opens. */
    Optional<PortalFile> index() {
        return find(INDEX);
    }
}
