package dev.sextant.contract.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The wide fields of zip64 with values that are not true, and zip64 where there is none. */
final class Zip64Attacks {

    private static final int[][] LOCAL = {{0, 2}, {2, 2}, {4, 8}, {12, 8}};
    private static final int[][] CENTRAL = {{0, 2}, {2, 2}, {4, 8}, {12, 8}, {20, 8}};
    private static final int[][] RECORD = {{0, 4}, {4, 8}, {16, 4}, {20, 4}, {24, 8}, {32, 8}, {40, 8}, {48, 8}};
    private static final int[][] LOCATOR = {{0, 4}, {4, 4}, {8, 8}, {16, 4}};

    private Zip64Attacks() {}

    static List<Attack> all() {
        ZipLayout zip = new ZipLayout(wide());
        List<Attack> attacks = new ArrayList<>();
        FieldAttacks.add(attacks, "wide sizes before the content", zip, zip.localExtra(1), LOCAL);
        FieldAttacks.add(attacks, "wide sizes in the directory", zip, zip.centralExtra(1), CENTRAL);
        FieldAttacks.add(attacks, "wide end", zip, zip.record(), RECORD);
        FieldAttacks.add(attacks, "wide end's locator", zip, zip.locator(), LOCATOR);
        attacks.add(Attack.of("wide end that is not there", withoutWideEnd(zip), FieldAttacks.ZIP));
        attacks.add(Attack.of("wide end without its locator", withoutLocator(zip), FieldAttacks.ZIP));
        attacks.addAll(narrowLies(zip));
        attacks.addAll(inPlainZip());
        return attacks;
    }

    /** A good package in which every number is wide. */
    static byte[] wide() {
        try {
            Path folder = Files.createTempDirectory("wide");
            Path file = folder.resolve("wide.zip");
            try (ZipWriter writer = new ZipWriter(file, 0)) {
                for (Zip.Entry entry : Packages.good().entries) {
                    CopyingStream stream =
                            writer.begin(entry.name, entry.data.length, new ByteArrayInputStream(entry.data));
                    writer.end(entry.name, entry.data.length, stream);
                }
                writer.finish();
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The narrow fields are marks here; any other value contradicts the wide ones. */
    private static List<Attack> narrowLies(ZipLayout zip) {
        List<Attack> attacks = new ArrayList<>();
        int[][] fields = {{8, 2}, {10, 2}, {12, 4}, {16, 4}};
        for (int[] field : fields) {
            for (long lie : new long[] {0, 1, 7}) {
                byte[] bytes = zip.with(zip.end + field[0], field[1], lie);
                attacks.add(Attack.of("narrow end field %d: %d".formatted(field[0], lie), bytes, FieldAttacks.ZIP));
            }
        }
        for (int field : new int[] {20, 24, 42}) {
            byte[] bytes = zip.with(zip.centrals.get(1) + field, 4, 5);
            attacks.add(Attack.of("narrow value beside a wide one, field " + field, bytes, FieldAttacks.ZIP));
        }
        return attacks;
    }

    private static List<Attack> inPlainZip() {
        List<Attack> attacks = new ArrayList<>();
        for (int length : new int[] {0, 4, 7, 8, 16, 24, 28, 32}) {
            byte[] extra = new byte[4 + length];
            extra[0] = 1;
            extra[2] = (byte) length;
            attacks.add(Attack.of(
                    "wide sizes that nobody asked for, " + length,
                    PackageAttacks.extra("x", entry -> entry.extra = extra),
                    FieldAttacks.ZIP));
            attacks.add(Attack.of(
                    "wide sizes that nobody asked for before the content, " + length,
                    PackageAttacks.extra("x", entry -> entry.localExtra = extra),
                    FieldAttacks.ZIP));
            attacks.add(Attack.of(
                    "a size of zero behind a mark, " + length,
                    PackageAttacks.extra("x", entry -> {
                        entry.size = 0xFFFFFFFFL;
                        entry.extra = extra;
                    }),
                    FieldAttacks.ZIP));
        }
        return attacks;
    }

    private static byte[] withoutWideEnd(ZipLayout zip) {
        return join(Arrays.copyOf(zip.bytes, zip.record()), Arrays.copyOfRange(zip.bytes, zip.end, zip.bytes.length));
    }

    private static byte[] withoutLocator(ZipLayout zip) {
        return join(Arrays.copyOf(zip.bytes, zip.locator()), Arrays.copyOfRange(zip.bytes, zip.end, zip.bytes.length));
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
