package dev.sextant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout with kits of one file and base images of an empty layer, which are made at once. */
record TestCheckout(Path root) implements AutoCloseable {

    private static final String ROOT = "sextant.root";
    private static final String SCRIPT = """
            #!/bin/sh
            set -eu
            cd "$(dirname "$0")"
            mkdir -p target image
            head -c 1024 /dev/zero > image/layer.tar
            layer=$(sha256sum image/layer.tar | cut -d' ' -f1)
            printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$layer" > image/config.json
            printf '[{"Config":"config.json","RepoTags":["base:1"],"Layers":["layer.tar"]}]' > image/manifest.json
            tar --format=gnu -cf target/LANGUAGE.tar -C image manifest.json config.json layer.tar
            """;

    static TestCheckout in(Path root) throws IOException {
        for (String language : new String[] {"python", "node"}) {
            Path script = root.resolve("deploy/images/" + language + "-base.sh");
            Files.createDirectories(script.getParent());
            Files.writeString(script, SCRIPT.replace("LANGUAGE", language));
            script.toFile().setExecutable(true);
        }
        write(root.resolve("plugin-spec/kits/python/sextant/__init__.py"), "# the kit");
        write(root.resolve("plugin-spec/kits/node/index.mjs"), "// the kit");
        System.setProperty(ROOT, root.toString());
        return new TestCheckout(root);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Override
    public void close() {
        System.clearProperty(ROOT);
    }
}
