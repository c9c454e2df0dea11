package dev.sextant.contract.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Manifests that the tests share. */
public final class ManifestSamples {

    /** The shortest manifest of a plugin with one service; it ends inside that service. */
    public static final String MINIMAL = """
            apiVersion: sextant.dev/v1
            name: tiny
            version: 1.0.0
            title: Tiny
            containers: [{image: "tiny:1.0.0"}]
            services:
              - name: ping
                title: Ping
                path: /tiny/v1/ping
            """;

    private ManifestSamples() {}

    static String complete() throws IOException {
        try (InputStream stream = ManifestSamples.class.getResourceAsStream("complete.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
