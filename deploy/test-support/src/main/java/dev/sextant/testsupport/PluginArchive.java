package dev.sextant.testsupport;

import dev.sextant.contract.archive.PackageKind;
import dev.sextant.contract.archive.PackageWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** A real plugin package around a {@link TinyImage}. */
public final class PluginArchive {
    private PluginArchive() {}

    /** A package of a plugin with one synchronous service {@code echo} and one entity {@code thing}. */
    public static byte[] of(String name, String version) {
        return of(manifest(name, version, ""), TinyImage.healthy(name + ":" + version));
    }

    /** A package with a manifest and an image of one's own. */
    public static byte[] of(String manifest, TinyImage image) {
        try {
            var folder = Files.createTempDirectory("sextant-package");
            var zip = folder.resolve("package.zip");
            PackageWriter.write(
                    zip,
                    Map.of(
                            PackageKind.SEXTANT.manifest(),
                            Files.writeString(folder.resolve("plugin.yaml"), manifest),
                            "image.tar",
                            Files.write(folder.resolve("image.tar"), image.tar())),
                    Map.of(image.reference(), "image.tar"));
            var bytes = Files.readAllBytes(zip);
            for (var file : List.of("package.zip", "plugin.yaml", "image.tar")) {
                Files.delete(folder.resolve(file));
            }
            Files.delete(folder);
            return bytes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The manifest of {@link #of(String, String)}, with further lines at its end. */
    public static String manifest(String name, String version, String more) {
        return """
                apiVersion: sextant.dev/v1
                name: %1$s
                version: %2$s
                title: {en: The plugin %1$s, zh: 插件}
                containers:
                  - {image: "%1$s:%2$s", port: 8080, health: /health, memory: 64Mi, cpu: 0.5}
                entities:
                  - name: thing
                    attributes:
                      - {name: name, type: string, required: true}
                services:
                  - name: echo
                    title: {en: Echo}
                    path: /%1$s/v1/echo
                    mode: sync
                    idempotent: true
                    timeout: PT1M
                    input:
                      text: {type: string, required: true, from: constant}
                    output:
                      text: {type: string, to: context}
                %3$s
                """.formatted(name, version, more);
    }
}
