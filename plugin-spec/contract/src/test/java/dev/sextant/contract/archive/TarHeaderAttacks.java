package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_TRUNCATED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Image archives whose headers lie, contradict each other, or stop. */
final class TarHeaderAttacks {

    private TarHeaderAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String size :
                List.of("9", "-1", "0x10", " \0 1", "\0\0\0\00000010", "1\0002", "00000000008", "+1", "1.0", "abc")) {
            header(attacks, "size " + ZipName.printable(size), header -> put(header, 124, 12, size));
        }
        for (int first : new int[] {0xFF, 0xC0, 0x81, 0x90}) {
            header(attacks, "binary size " + first, header -> {
                Arrays.fill(header, 124, 136, (byte) (first == 0xFF ? 0xFF : 0));
                header[124] = (byte) first;
            });
        }
        header(attacks, "binary size, nearly too large to add", header -> {
            Arrays.fill(header, 124, 136, (byte) 0xFF);
            header[124] = (byte) 0x80;
            Arrays.fill(header, 125, 128, (byte) 0);
            header[128] = 0x7F;
        });
        header(attacks, "octal size of 8 GiB", header -> put(header, 124, 12, "77777777777"));
        header(attacks, "octal size without an end", header -> put(header, 124, 12, "777777777777"));
        for (int more : new int[] {512, -512, 5000, 1 << 20}) {
            byte[] content = "x".repeat(600).getBytes(StandardCharsets.UTF_8);
            add(attacks, "size off by " + more, image().entry("x", '0', "", content, content.length + (long) more));
        }
        extended(attacks);
        endings(attacks);
        sums(attacks);
        return attacks;
    }

    private static void extended(List<Attack> attacks) {
        for (String record : List.of(
                "GNU.sparse.major=1",
                "GNU.sparse.minor=0",
                "GNU.sparse.map=0,1",
                "GNU.sparse.size=9",
                "GNU.sparse.realsize=1099511627776",
                "GNU.sparse.name=../x",
                "size=-1",
                "size=",
                "size=x",
                "size=99999999999999999999",
                "size=4611686018427387904",
                "size=0x1",
                "size=1000000",
                "size=1e3",
                "hdrcharset=BINARY",
                "path=",
                "=x")) {
            add(attacks, "extended " + record, image().pax(record).file("x", "content"));
        }
        for (String text : List.of(
                "",
                "x",
                "0 a=b\n",
                "1 a=b\n",
                "99999 a=b\n",
                "-6 a=b\n",
                "6 a=b",
                "6 a=bX",
                "6 abc\n",
                "06  a=b\n",
                " 6 a=b\n",
                "6\0a=b\n",
                "99999999999999999999 a=b\n",
                "a=b\n",
                "\n",
                "3 \n",
                "6 a=b\n6 a=c\n",
                "6 a=b\njunk")) {
            if (!text.isEmpty()) {
                add(
                        attacks,
                        "extended header " + ZipName.printable(text),
                        image().ahead('x', text).file("x", "x"));
                add(
                        attacks,
                        "global header " + ZipName.printable(text),
                        image().ahead('g', text).file("x", "x"));
            }
        }
        for (String record : List.of("path=y", "linkpath=y", "size=1")) {
            String text = record.length() + 3 + " " + record + "\n";
            add(attacks, "global " + record, image().ahead('g', text).file("x", "content"));
        }
        add(attacks, "two extended headers", image().pax("path=a").pax("path=b").file("x", "x"));
        add(
                attacks,
                "extended, then long name",
                image().pax("path=a").ahead('L', "b\0").file("x", "x"));
        add(
                attacks,
                "long name, then extended",
                image().ahead('L', "a\0").pax("path=b").file("x", "x"));
        add(
                attacks,
                "two long names",
                image().ahead('L', "a\0").ahead('L', "b\0").file("x", "x"));
        add(
                attacks,
                "two long links",
                image().ahead('K', "a\0").ahead('K', "b\0").entry("x", '2', "c", new byte[0], 0));
        add(attacks, "extended header for nothing", image().pax("path=a"));
        add(attacks, "long name for nothing", image().ahead('L', "a\0"));
        add(attacks, "empty long name", image().ahead('L', "\0").file("x", "x"));
        for (char type : new char[] {'x', 'g', 'L', 'K'}) {
            add(
                    attacks,
                    "header of 70 KB, " + type,
                    image().ahead(type, "a".repeat(70_000)).file("x", "x"));
            add(
                    attacks,
                    "header said to be 1 GiB, " + type,
                    image().entry("a", type, "", new byte[0], 1 << 30).file("x", "x"));
        }
    }

    private static void endings(List<Attack> attacks) {
        byte[] whole = image().end();
        for (int end = 0; end < whole.length; end += 256) {
            byte[] cut = Arrays.copyOf(whole, end);
            attacks.add(Attack.of("tar, cut at " + end, PackageAttacks.image(cut), IMAGE_TRUNCATED));
        }
        byte[] half = Arrays.copyOf(image().withoutEnd(), whole.length - 512);
        byte[] more = Zip64Attacks.join(half, new Tar().file("x", "x").end());
        attacks.add(Attack.of("tar, content behind half an end", PackageAttacks.image(more), IMAGE_INVALID));
    }

    private static void sums(List<Attack> attacks) {
        byte[] whole = image().withoutEnd();
        for (int place : new int[] {0, 99, 100, 124, 148, 155, 156, 157, 257, 345, 511}) {
            byte[] changed = Zip64Attacks.join(whole, new byte[1024]);
            changed[place] ^= 2;
            attacks.add(Attack.of(
                    "tar, header with byte " + place + " changed", PackageAttacks.image(changed), IMAGE_INVALID));
        }
    }

    private static Tar image() {
        return Tar.image(Packages.IMAGE, Packages.CONFIG);
    }

    private static void header(List<Attack> attacks, String name, Consumer<byte[]> change) {
        add(attacks, name, image().entry("x", '0', "", new byte[0], 0, change));
    }

    private static void add(List<Attack> attacks, String name, Tar tar) {
        attacks.add(Attack.of("tar, " + name, PackageAttacks.image(tar.end()), IMAGE_INVALID, IMAGE_TRUNCATED));
    }

    private static void put(byte[] header, int offset, int length, String text) {
        Arrays.fill(header, offset, offset + length, (byte) 0);
        Tar.put(header, offset, text);
    }
}
