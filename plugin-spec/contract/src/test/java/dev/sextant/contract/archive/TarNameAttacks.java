package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;

import java.util.ArrayList;
import java.util.List;

/** Image archives with names and links that lead astray, said in each of the ways that a tar has. */
final class TarNameAttacks {

    private static final List<String> NAMES = List.of(
            "../x",
            "a/../../x",
            "/x",
            "//x",
            "\\x",
            "a\\..\\..\\x",
            "./../x",
            "././x",
            ".//x",
            "a//x",
            "a/./x",
            "a/x/..",
            "..",
            ".",
            "x\ny",
            "\u001b[2Jx",
            "x\u007f",
            "\u00c0\u00ae\u00c0\u00ae/x",
            "\u00ff",
            "x/");

    private static final List<String> TARGETS = List.of(
            "/etc/passwd",
            "../../etc/passwd",
            "..",
            "nothere",
            "a/../../x",
            "\\x",
            "a//b",
            ".",
            "x\ny",
            "//x",
            "/var/run/docker.sock",
            "../".repeat(30) + "etc/shadow");

    private TarNameAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String name : NAMES) {
            String shown = ZipName.printable(name);
            add(attacks, "name " + shown, image().file(name, "x"));
            add(attacks, "long name " + shown, image().ahead('L', name + "\0").file("x", "x"));
            add(attacks, "extended name " + shown, image().pax("path=" + name).file("x", "x"));
            add(
                    attacks,
                    "name behind a prefix " + shown,
                    image().entry(
                                    name,
                                    '0',
                                    "",
                                    new byte[0],
                                    0,
                                    header -> Tar.put(header, 345, name.startsWith(".") ? "a/.." : "..")));
        }
        for (char type : new char[] {'1', '2'}) {
            String kind = type == '1' ? "hard link to " : "symbolic link to ";
            for (String target : TARGETS) {
                String shown = ZipName.printable(target);
                add(attacks, kind + shown, image().entry("l", type, target, new byte[0], 0));
                add(
                        attacks,
                        "long " + kind + shown,
                        image().ahead('K', target + "\0").entry("l", type, "x", new byte[0], 0));
                add(
                        attacks,
                        "extended " + kind + shown,
                        image().pax("linkpath=" + target).entry("l", type, "x", new byte[0], 0));
            }
            add(attacks, kind + "with content", image().entry("l", type, "config.json", new byte[5], 5));
            add(
                    attacks,
                    "written through a " + kind,
                    image().entry("d", '5', "", new byte[0], 0)
                            .entry("l", type, "d", new byte[0], 0)
                            .file("l/config.json", "{}"));
            add(
                    attacks,
                    kind + "in place of the manifest",
                    new Tar()
                            .file("config.json", Packages.CONFIG)
                            .file("layer.tar", "layer")
                            .file("other.json", Tar.manifest(Packages.IMAGE))
                            .entry("manifest.json", type, "other.json", new byte[0], 0));
            add(
                    attacks,
                    kind + "in place of the configuration",
                    new Tar()
                            .file("other.json", Packages.CONFIG)
                            .file("layer.tar", "layer")
                            .entry("config.json", type, "other.json", new byte[0], 0)
                            .file("manifest.json", Tar.manifest(Packages.IMAGE)));
        }
        for (char type : "3467SVMDANXZ\u00ff\u0001".toCharArray()) {
            add(attacks, "type " + (int) type, image().entry("x", type, "", new byte[0], 0));
        }
        for (String second : List.of(
                "manifest.json",
                "./manifest.json",
                "././manifest.json",
                ".//manifest.json",
                "config.json",
                "./config.json",
                "layer.tar",
                "manifest.json/x",
                "config.json/x",
                "manifest.json/")) {
            add(attacks, "beside the real one, " + second, image().file(second, "[]"));
        }
        add(attacks, "a folder in place of a file", image().entry("config.json/", '5', "", new byte[0], 0));
        add(attacks, "a folder with content", image().entry("d/", '5', "", new byte[9], 9));
        add(attacks, "a name of 5000", image().pax("path=" + "a".repeat(5000)).file("x", "x"));
        return attacks;
    }

    private static Tar image() {
        return Tar.image(Packages.IMAGE, Packages.CONFIG);
    }

    private static void add(List<Attack> attacks, String name, Tar tar) {
        attacks.add(Attack.of("tar, " + name, PackageAttacks.image(tar.end()), IMAGE_INVALID));
    }
}
