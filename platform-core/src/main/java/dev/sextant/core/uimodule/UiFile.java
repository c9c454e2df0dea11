package dev.sextant.core.uimodule;

import dev.sextant.contract.archive.UiArchive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * A file of a plugin's pages, open.
 *
 * @param type what it is, by its name alone
 * @param size how many bytes it has
 * @param content its bytes; closing them closes the archive
 */
record UiFile(MediaType type, long size, InputStreamResource content) {

    static UiFile of(UiArchive archive, String name, long size) {
        var content = new FilterInputStream(archive.open(name)) {
            @Override
            public void close() throws IOException {
                super.close();
                archive.close();
            }
        };
        return new UiFile(type(name), size, new InputStreamResource(content));
    }

    private static MediaType type(String name) {
        var type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        var text = type.getType().equals("text") || type.getSubtype().endsWith("javascript");
        return text ? new MediaType(type, StandardCharsets.UTF_8) : type;
    }
}
