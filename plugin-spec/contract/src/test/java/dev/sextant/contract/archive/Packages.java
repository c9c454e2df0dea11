package dev.sextant.contract.archive;

import dev.sextant.contract.manifest.ManifestSamples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Packages for tests: a good one, and good ones around a part that is not. */
final class Packages {

    static final String IMAGE = "tiny:1.0.0";
    static final String CONFIG = "{\"architecture\":\"amd64\"}";

    private Packages() {}

    static Zip good() {
        return with(ManifestSamples.MINIMAL, Tar.image(IMAGE, CONFIG).end());
    }

    static Zip withImage(byte[] tar) {
        return with(ManifestSamples.MINIMAL, tar);
    }

    static Zip with(String manifest, byte[] tar) {
        byte[] yaml = manifest.getBytes(StandardCharsets.UTF_8);
        Zip zip = new Zip();
        zip.add(PackageIndex.FILE, PackageIndexJson.write(index(file("plugin.yaml", yaml), file("image.tar", tar))));
        zip.add("plugin.yaml", yaml);
        zip.add("image.tar", tar);
        return zip;
    }

    static PackageIndex index(PackageIndex.File... files) {
        String id = "sha256:" + Sha256.hex(CONFIG.getBytes(StandardCharsets.UTF_8));
        return new PackageIndex(
                1, new ArrayList<>(List.of(files)), List.of(new PackageIndex.Image(IMAGE, "image.tar", id)));
    }

    static PackageIndex.File file(String path, byte[] content) {
        return new PackageIndex.File(path, content.length, Sha256.hex(content));
    }

    static Zip withIndex(String json) {
        Zip zip = good();
        zip.entries.remove(0);
        Zip.Entry index = new Zip.Entry(PackageIndex.FILE, json.getBytes(StandardCharsets.UTF_8));
        zip.entries.add(0, index);
        return zip;
    }
}
