package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DUPLICATE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_UNLISTED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSAFE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Entries whose name, kind or second self would lead a careless reader astray. */
final class NameAttacks {

    private static final List<String> UNSAFE = List.of(
            "../x",
            "../../../../../../../../etc/cron.d/x",
            "a/../../x",
            "a/..",
            "..",
            "../",
            "./x",
            "a/./x",
            "a/.",
            ".",
            "/x",
            "//x",
            "///etc/passwd",
            "/",
            "a//x",
            "a/x//",
            "",
            " ",
            " x",
            "x ",
            "a /x",
            "x.",
            "a./x",
            "a../x",
            "x..",
            "...",
            ".../x",
            "\\x",
            "..\\x",
            "a\\..\\..\\x",
            "\\\\server\\share\\x",
            "\\\\?\\C:\\x",
            "\\\\.\\PhysicalDrive0",
            "C:\\x",
            "C:/x",
            "C:x",
            "c:..\\x",
            "file:x",
            "file:///etc/passwd",
            "x:y",
            "x::$DATA",
            "x:$I30",
            "~/x",
            "~root",
            "-rf",
            "-",
            "a/-o",
            "$HOME/x",
            "${x}",
            "`x`",
            "$(x)",
            "%2e%2e/x",
            "%2e%2e%2fx",
            "..%2fx",
            "%00",
            "x;y",
            "x&y",
            "x|y",
            "x<y",
            "x>y",
            "x\"y",
            "x'y",
            "x*",
            "x?",
            "x[a]",
            "{a,b}",
            "x\0y",
            "x\0",
            "\0x",
            "../x\0.yaml",
            "x\ny",
            "x\r\ny",
            "x\ty",
            "\u001b[2Jx",
            "x\u007f",
            "x\bx",
            ".hidden",
            "a/.git/config",
            "CON",
            "con.txt",
            "nul",
            "NUL.yaml",
            "aux/x",
            "a/prn",
            "COM1",
            "lpt9.tar",
            "a".repeat(201),
            "a/".repeat(101) + "x",
            "con|x");

    private static final List<String> UNICODE = List.of(
            "caf\u00e9",
            "cafe\u0301",
            "\uff0e\uff0e/x",
            "..\u2215x",
            "..\u2044x",
            "\u2025/x",
            "x\u202etxt.exe",
            "\u200bx",
            "x\u00a0",
            "\ufeffx",
            "\u0131mage.tar",
            "\u212aelvin",
            "plugin\u2024yaml",
            "\ud83d\ude00",
            "\u0000x",
            "x\u2028y");

    private static final List<String> OVERLONG = List.of(
            "\u00c0\u00ae\u00c0\u00ae/x",
            "\u00e0\u0080\u00ae\u00e0\u0080\u00ae/x",
            "..\u00c0\u00afx",
            "..\u00c1\u009cx",
            "\u00c0\u0080",
            "\u00ff\u00fe",
            "\u0080",
            "x\u00e4");

    private static final List<Integer> MODES =
            List.of(0120777, 0020666, 0060666, 0010644, 0140755, 0040755, 0170644, 0070644, 0110644, 0150644);

    private NameAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String name : UNSAFE) {
            attacks.add(named(name, 0));
        }
        for (String name : UNICODE) {
            attacks.add(named(Attack.utf8(name), 1 << 11));
        }
        for (String name : OVERLONG) {
            attacks.add(named(name, 1 << 11));
        }
        for (int mode : MODES) {
            attacks.add(kind("mode " + Integer.toOctalString(mode), "x", entry -> entry.mode = mode));
            attacks.add(kind("listed, mode " + Integer.toOctalString(mode), "l", entry -> entry.mode = mode));
        }
        attacks.add(kind("DOS folder", "x", entry -> entry.dos = 0x10));
        attacks.add(kind("DOS label", "x", entry -> entry.dos = 0x08));
        attacks.add(kind("folder with the mode of a link", "x/", entry -> entry.mode = 0120777));
        attacks.add(kind("folder with the label of a disk", "x/", entry -> entry.dos = 0x18));
        attacks.add(kind("folder with content", "x/", entry -> entry.mode = 0040755));
        attacks.add(Attack.of("empty folder in a package of ours", folder(), PACKAGE_UNSUPPORTED));
        attacks.addAll(doubles());
        attacks.addAll(listedNames());
        return attacks;
    }

    private static Attack named(String name, int flags) {
        byte[] bytes = PackageAttacks.extra(name, entry -> entry.flags = flags);
        return Attack.of("name " + ZipName.printable(name), bytes, PACKAGE_UNSAFE_ENTRY);
    }

    private static Attack kind(String what, String name, Consumer<Zip.Entry> change) {
        byte[] bytes = name.equals("l")
                ? PackageAttacks.listed("content".getBytes(StandardCharsets.UTF_8), change)
                : PackageAttacks.extra(name, change);
        return Attack.of(what, bytes, PACKAGE_UNSAFE_ENTRY);
    }

    private static byte[] folder() {
        Zip zip = Packages.good();
        zip.add("x/", "").mode = 0040755;
        return zip.bytes();
    }

    private static List<Attack> doubles() {
        List<Attack> attacks = new ArrayList<>();
        for (String name : List.of(
                "plugin.yaml",
                "PLUGIN.YAML",
                "Plugin.Yaml",
                "image.tar",
                "Image.tar",
                "package.json",
                "PACKAGE.JSON",
                "package.JSON",
                "plugin.yaml/x",
                "image.tar/a/b",
                "PLUGIN.yaml/x",
                "plugin.yaml/")) {
            boolean folder = name.endsWith("/");
            byte[] bytes =
                    PackageAttacks.extra(name, folder ? "" : "x", entry -> entry.mode = folder ? 0040755 : 0100644);
            attacks.add(Attack.of("beside the real one, " + name, bytes, PACKAGE_DUPLICATE_ENTRY));
        }
        for (String local : List.of("y", "../x", "X", "x\0", "x/", "", "plugin.yaml", "/x")) {
            attacks.add(Attack.of(
                    "other name before the content, " + ZipName.printable(local),
                    PackageAttacks.extra("x", entry -> entry.localName = local),
                    PACKAGE_INCONSISTENT));
        }
        byte[] other = PackageAttacks.extra("register.xml", entry -> {});
        attacks.add(Attack.of("two manifests", other, PACKAGE_INCONSISTENT));
        return attacks;
    }

    private static List<Attack> listedNames() {
        String good = new String(Packages.good().get(PackageIndex.FILE).data, StandardCharsets.UTF_8);
        List<Attack> attacks = new ArrayList<>();
        for (String name : List.of(
                "../image.tar",
                "/image.tar",
                "IMAGE.TAR",
                "image.tar ",
                "./image.tar",
                "a/../image.tar",
                "image.tar\\u0000",
                "..\\\\image.tar",
                "package.json",
                "package.sig",
                "plugin.yaml",
                "")) {
            String list = good.replace("\"path\" : \"image.tar\"", "\"path\" : \"" + name + "\"");
            attacks.add(Attack.of(
                    "listed as " + name,
                    Packages.withIndex(list).bytes(),
                    PACKAGE_FILE_UNLISTED,
                    PACKAGE_INDEX_INVALID));
            String image = good.replace("\"file\" : \"image.tar\"", "\"file\" : \"" + name + "\"");
            attacks.add(Attack.of(
                    "image listed in " + name,
                    Packages.withIndex(image).bytes(),
                    PACKAGE_FILE_MISSING,
                    PackageErrorCode.IMAGE_INVALID,
                    PackageErrorCode.IMAGE_TRUNCATED));
        }
        return attacks;
    }
}
