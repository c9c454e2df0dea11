package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_UNLISTED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_SIGNATURE_INVALID;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists of files and signatures that are not what they should be. */
final class ListAttacks {

    private static final String ZEROS = "0".repeat(64);

    private ListAttacks() {}

    static List<Attack> all() {
        String good = new String(Packages.good().get(PackageIndex.FILE).data, StandardCharsets.UTF_8);
        List<Attack> attacks = new ArrayList<>();
        for (String text : List.of(
                "",
                " ",
                "null",
                "[]",
                "{}",
                "1",
                "\"x\"",
                "{",
                "{\"formatVersion\":1}x",
                "\u00ef\u00bb\u00bf{",
                "{\"formatVersion\":0}",
                "{\"formatVersion\":1.5}",
                "{\"formatVersion\":null}",
                "{\"formatVersion\":1,\"files\":{}}",
                "{\"formatVersion\":1,\"files\":[null]}",
                "{\"formatVersion\":1,\"files\":[[]]}",
                "{\"formatVersion\":1,\"files\":[{}]}",
                "{\"formatVersion\":1,\"images\":[null]}",
                "{\"formatVersion\":1,\"images\":[{}]}",
                "{\"formatVersion\":99999999999999999999}",
                "[".repeat(50_000),
                "{\"a\":".repeat(50_000),
                "{\"formatVersion\":1,\"files\":[" + "{},".repeat(20_000) + "{}]}",
                "\"" + "x".repeat(100_000) + "\"",
                " ".repeat(1 << 20),
                "{\"formatVersion\":" + "1".repeat(100_000) + "}")) {
            attacks.add(Attack.of(
                    "list " + shown(text),
                    Packages.withIndex(text).bytes(),
                    PACKAGE_INDEX_INVALID,
                    PACKAGE_FILE_UNLISTED));
        }
        change(
                attacks,
                good,
                "\"formatVersion\" : 1",
                "\"formatVersion\" : 1, \"formatVersion\" : 1",
                PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"formatVersion\" : 1", "\"formatVersion\" : 1, \"x\" : 1", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"formatVersion\" : 1", "\"formatVersion\" : \"1\"", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"size\" : (\\d+)", "\"size\" : 0", PACKAGE_DIGEST_MISMATCH);
        change(attacks, good, "\"size\" : (\\d+)", "\"size\" : \"$1\"", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"size\" : (\\d+)", "\"size\" : -1", PACKAGE_DIGEST_MISMATCH);
        change(attacks, good, "\"size\" : (\\d+)", "\"size\" : 1e3", PACKAGE_DIGEST_MISMATCH);
        change(attacks, good, "\"size\" : (\\d+)", "\"size\" : 9223372036854775808", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"sha256\" : \"[0-9a-f]{64}", "\"sha256\" : \"" + ZEROS, PACKAGE_DIGEST_MISMATCH);
        change(attacks, good, "\"sha256\" : \"[0-9a-f]{4}", "\"sha256\" : \"ABCD", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"sha256\" : \"[0-9a-f]{64}\"", "\"sha256\" : null", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"sha256\" : \"[0-9a-f]{64}", "\"sha256\" : \"", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"id\" : \"sha256:[0-9a-f]{64}", "\"id\" : \"sha256:" + ZEROS, IMAGE_DIGEST_MISMATCH);
        change(attacks, good, "\"id\" : \"sha256:", "\"id\" : \"sha512:", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"id\" : \"sha256:[0-9a-f]{64}\"", "\"id\" : null", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"image\" : \"tiny:1.0.0\"", "\"image\" : \"tiny\"", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"image\" : \"tiny:1.0.0\"", "\"image\" : \"busybox:latest\"", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"images\" : \\[[^]]*]", "\"images\" : []", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"images\" : \\[([^]]*)]", "\"images\" : [$1,$1]", PACKAGE_INDEX_INVALID);
        change(attacks, good, "\"files\" : \\[ (\\{[^}]*})", "\"files\" : [ $1,$1", PACKAGE_INDEX_INVALID);
        attacks.addAll(missing());
        attacks.addAll(signatures());
        return attacks;
    }

    private static void change(List<Attack> attacks, String good, String from, String to, PackageErrorCode code) {
        String text = good.replaceFirst(from, to);
        attacks.add(Attack.of("list with " + shown(to), Packages.withIndex(text).bytes(), code));
    }

    private static List<Attack> missing() {
        List<Attack> attacks = new ArrayList<>();
        for (String name : List.of("package.json", "plugin.yaml", "image.tar")) {
            Zip zip = Packages.good();
            zip.entries.remove(zip.get(name));
            PackageErrorCode code = name.equals("plugin.yaml") ? MANIFEST_MISSING : PACKAGE_FILE_MISSING;
            attacks.add(Attack.of("without " + name, zip.bytes(), code));
        }
        Zip stripped = Packages.good();
        stripped.entries.remove(stripped.get("package.json"));
        stripped.add(PackageIndex.SIGNATURE, "{}");
        attacks.add(Attack.of("a signature without its list", stripped.bytes(), PACKAGE_FILE_MISSING));
        attacks.add(Attack.of("one more file", PackageAttacks.extra("x", entry -> {}), PACKAGE_FILE_UNLISTED));
        attacks.add(Attack.of(
                "no manifest in the manifest", Packages.with("", new byte[0]).bytes(), MANIFEST_INVALID));
        for (String name : List.of("plugin.yaml", "image.tar")) {
            Zip zip = Packages.good();
            byte[] other = zip.get(name).data.clone();
            other[other.length / 2] ^= 1;
            zip.entries.set(zip.entries.indexOf(zip.get(name)), new Zip.Entry(name, other));
            attacks.add(Attack.of(
                    "one bit of " + name,
                    zip.bytes(),
                    PACKAGE_DIGEST_MISMATCH,
                    MANIFEST_INVALID,
                    PackageErrorCode.IMAGE_INVALID,
                    PackageErrorCode.IMAGE_TRUNCATED,
                    IMAGE_DIGEST_MISMATCH));
        }
        return attacks;
    }

    private static List<Attack> signatures() {
        List<Attack> attacks = new ArrayList<>();
        String good = "{\"formatVersion\":1,\"keyId\":\"sha256:%s\",\"algorithm\":\"Ed25519\",\"signature\":\"%s\"}"
                .formatted(ZEROS, "A".repeat(86) + "==");
        for (String text : List.of(
                "",
                "null",
                "[]",
                "{}",
                good.replace("Ed25519", "none"),
                good.replace("Ed25519", "HS256"),
                good.replace("sha256:0", "sha256:G"),
                good.replace("sha256:", "md5:"),
                good.replace("AAAA==", "=="),
                good.replace("A", "!"),
                good.replace(":1,", ":2,"),
                good + good,
                good.replace("}", ",\"x\":1}"),
                good.replace("\"Ed25519\"", "null"),
                " ".repeat(5000) + good,
                "[".repeat(4000))) {
            byte[] bytes = PackageAttacks.extra(PackageIndex.SIGNATURE, text, entry -> {});
            attacks.add(Attack.of("signature " + shown(text), bytes, PACKAGE_SIGNATURE_INVALID));
        }
        return attacks;
    }

    private static String shown(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "… of " + text.length() : text;
    }
}
