package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_TRUNCATED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Image archives that hold another image than was promised, or describe it badly. */
final class ImageAttacks {

    private static final String BLOB = "blobs/sha256/";

    private ImageAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        String good = Tar.manifest(Packages.IMAGE);
        for (String text : List.of(
                "",
                "null",
                "{}",
                "[]",
                "[null]",
                "[1]",
                "[[]]",
                "[{}]",
                "x",
                "[".repeat(5000),
                "[{\"Config\":",
                good + good,
                good + "]",
                good.replace("Config\"", "Config\":\"a\",\"Config\""),
                good.replace("\"config.json\"", "1"),
                good.replace("\"config.json\"", "null"),
                good.replace("config.json", "../config.json"),
                good.replace("config.json", "/config.json"),
                good.replace("config.json", "./config.json"),
                good.replace("config.json", "missing.json"),
                good.replace("\"config.json\"", "[]"),
                good.replace("[\"layer.tar\"]", "\"layer.tar\""),
                good.replace("\"layer.tar\"", "1"),
                good.replace("layer.tar", "missing.tar"),
                good.replace("layer.tar", "../layer.tar"),
                good.replace("layer.tar", "/etc/shadow"),
                good.replace("[\"tiny:1.0.0\"]", "{}"),
                good.replace("\"tiny:1.0.0\"", "7"),
                "[" + "{},".repeat(60) + "{}]",
                "[" + good.substring(1, good.length() - 1) + "," + good.substring(1),
                "\"" + "x".repeat(200_000) + "\"",
                " ".repeat(1_100_000) + good)) {
            attacks.add(described("manifest.json " + shown(text), text, IMAGE_INVALID));
        }
        for (String text : List.of(
                good.replace("\"tiny:1.0.0\"", ""),
                good.replace("[\"tiny:1.0.0\"]", "null"),
                good.replace("tiny:1.0.0", "busybox:latest"),
                good.replace("tiny:1.0.0", "tiny"),
                good.replace("tiny:1.0.0", "tiny:1.0.0 "),
                good.replace("tiny:1.0.0", "evil/tiny:1.0.0"),
                good.replace("\"tiny:1.0.0\"", "\"tiny:1.0.0\",\"nginx:latest\""),
                good.replace("\"tiny:1.0.0\"", "\"nginx:latest\",\"tiny:1.0.0\""),
                good.replace("config.json", "manifest.json"),
                good.replace("config.json", "layer.tar"))) {
            attacks.add(described("manifest.json, other image: " + text, text, IMAGE_DIGEST_MISMATCH));
        }
        for (String config : List.of("{}", "", Packages.CONFIG + " ", Packages.CONFIG.toUpperCase(Locale.ROOT))) {
            byte[] tar = Tar.image(Packages.IMAGE, config).end();
            attacks.add(Attack.of("other configuration " + config, PackageAttacks.image(tar), IMAGE_DIGEST_MISMATCH));
        }
        attacks.add(stowaway());
        attacks.addAll(indexes());
        for (byte[] tar : new byte[][] {
            {},
            {1},
            PackageAttacks.bytes("x".repeat(2048)),
            {0x1f, (byte) 0x8b, 8},
            Packages.good().bytes()
        }) {
            attacks.add(Attack.of("no tar, " + tar.length, PackageAttacks.image(tar), IMAGE_INVALID, IMAGE_TRUNCATED));
        }
        Tar many = Tar.image(Packages.IMAGE, Packages.CONFIG);
        for (int i = 0; i < 10_000; i++) {
            many.entry("f" + i, '5', "", new byte[0], 0);
        }
        attacks.add(Attack.of("10,000 folders", PackageAttacks.image(many.end()), IMAGE_INVALID));
        Tar heavy = Tar.image(Packages.IMAGE, Packages.CONFIG);
        for (int i = 0; i < 6; i++) {
            heavy.file(BLOB + i, new byte[1 << 20]);
        }
        attacks.add(Attack.of("6 MiB of descriptions", PackageAttacks.image(heavy.end()), IMAGE_INVALID));
        return attacks;
    }

    /** A second image, which nobody listed, under a name of its own. */
    private static Attack stowaway() {
        String good = Tar.manifest(Packages.IMAGE);
        String second = good.replace("config.json", "second.json").replace("tiny:1.0.0", "nginx:latest");
        String both = good.substring(0, good.length() - 1) + "," + second.substring(1);
        byte[] tar = new Tar()
                .file("config.json", Packages.CONFIG)
                .file("second.json", "{}")
                .file("layer.tar", "layer")
                .file("manifest.json", both)
                .end();
        return Attack.of("a second image", PackageAttacks.image(tar), IMAGE_DIGEST_MISMATCH);
    }

    private static List<Attack> indexes() {
        List<Attack> attacks = new ArrayList<>();
        String config = hex(Packages.CONFIG);
        String manifest = "{\"config\":{\"digest\":\"sha256:" + config + "\"}}";
        String other = "{\"config\":{\"digest\":\"sha256:" + hex("{}") + "\"}}";
        String index = "{\"manifests\":[{\"digest\":\"sha256:%s\"}]}";
        attacks.add(indexed("other image", index.formatted(hex(other)), other, "{}"));
        attacks.add(indexed("blob that is not there", index.formatted(hex("missing")), manifest, "{}"));
        attacks.add(indexed("no JSON", "x", manifest, "{}"));
        attacks.add(indexed("no manifests", "{}", manifest, "{}"));
        attacks.add(indexed("empty manifests", "{\"manifests\":[]}", manifest, "{}"));
        attacks.add(indexed("manifests that are none", "{\"manifests\":{}}", manifest, "{}"));
        attacks.add(indexed(
                "digest out of the archive", "{\"manifests\":[{\"digest\":\"sha256:../../x\"}]}", manifest, "{}"));
        attacks.add(
                indexed("digest of another kind", "{\"manifests\":[{\"digest\":\"config.json\"}]}", manifest, "{}"));
        attacks.add(indexed("number as digest", "{\"manifests\":[{\"digest\":1}]}", manifest, "{}"));
        attacks.add(indexed("nested index", index.formatted(hex(index)), index, "{}"));
        attacks.add(indexed("manifest that is none", index.formatted(hex("{}")), "{}", "{}"));
        return attacks;
    }

    private static Attack indexed(String name, String index, String manifest, String second) {
        Tar tar = new Tar()
                .file(BLOB + hex(Packages.CONFIG), Packages.CONFIG)
                .file(BLOB + hex(manifest), manifest)
                .file("layer.tar", "layer")
                .file("manifest.json", Tar.manifest(Packages.IMAGE).replace("config.json", BLOB + hex(Packages.CONFIG)))
                .file("index.json", index);
        if (!hex(second).equals(hex(manifest))) {
            tar.file(BLOB + hex(second), second);
        }
        return Attack.of("index.json, " + name, PackageAttacks.image(tar.end()), IMAGE_INVALID);
    }

    private static Attack described(String name, String manifest, PackageErrorCode code) {
        Tar tar = new Tar().file("config.json", Packages.CONFIG).file("layer.tar", "layer");
        tar.file("manifest.json", PackageAttacks.bytes(manifest));
        return Attack.of(name, PackageAttacks.image(tar.end()), code);
    }

    static String hex(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(String text) {
        return text.length() > 150 ? text.substring(0, 150) + "… of " + text.length() : text;
    }
}
