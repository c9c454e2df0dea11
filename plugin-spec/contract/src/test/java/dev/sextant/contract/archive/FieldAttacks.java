package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.NOT_A_ZIP;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DUPLICATE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSAFE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Each field of each structure of a zip with values that are not true. */
final class FieldAttacks {

    /** What a lie about the archive itself may be refused for. */
    static final PackageErrorCode[] ZIP = {
        NOT_A_ZIP,
        PACKAGE_TRUNCATED,
        PACKAGE_TOO_LARGE,
        PACKAGE_UNSUPPORTED,
        PACKAGE_UNSAFE_ENTRY,
        PACKAGE_DUPLICATE_ENTRY,
        PACKAGE_INCONSISTENT,
        PACKAGE_DIGEST_MISMATCH
    };

    /** Offset and width; versions, times and the attributes that readers ignore are left out. */
    private static final int[][] LOCAL = {{0, 4}, {6, 2}, {8, 2}, {14, 4}, {18, 4}, {22, 4}, {26, 2}, {28, 2}};

    private static final int[][] CENTRAL = {
        {0, 4}, {8, 2}, {10, 2}, {16, 4}, {20, 4}, {24, 4}, {28, 2}, {30, 2}, {32, 2}, {34, 2}, {42, 4}
    };
    private static final int[][] END = {{0, 4}, {4, 2}, {6, 2}, {8, 2}, {10, 2}, {12, 4}, {16, 4}, {20, 2}};

    private FieldAttacks() {}

    static List<Attack> all() {
        ZipLayout zip = new ZipLayout(Packages.good().bytes());
        List<Attack> attacks = new ArrayList<>();
        add(attacks, "local header", zip, zip.locals.get(1), LOCAL);
        add(attacks, "directory entry", zip, zip.centrals.get(1), CENTRAL);
        add(attacks, "end", zip, zip.end, END);
        addPairs(attacks, zip);
        attacks.addAll(extras());
        attacks.addAll(descriptors());
        return attacks;
    }

    static void add(List<Attack> attacks, String where, ZipLayout zip, int base, int[][] fields) {
        for (int[] field : fields) {
            int position = base + field[0];
            long real = zip.read(position, field[1]);
            for (long lie : lies(real, field[1])) {
                String name = "%s, field %d: 0x%x in place of 0x%x".formatted(where, field[0], lie, real);
                attacks.add(Attack.of(name, zip.with(position, field[1], lie), ZIP));
            }
        }
    }

    static Set<Long> lies(long real, int width) {
        long mask = width == 8 ? -1 : (1L << 8 * width) - 1;
        Set<Long> lies = new LinkedHashSet<>(
                List.of(0L, real + 1 & mask, real - 1 & mask, mask, mask >>> 1, (mask >>> 1) + 1 & mask));
        lies.remove(real);
        return lies;
    }

    /** Where both places tell the same lie, the content gives it away. */
    private static void addPairs(List<Attack> attacks, ZipLayout zip) {
        int[][] pairs = {{6, 8, 2}, {8, 10, 2}, {14, 16, 4}, {18, 20, 4}, {22, 24, 4}};
        for (int[] pair : pairs) {
            for (int entry = 0; entry < 2; entry++) {
                int local = zip.locals.get(entry) + pair[0];
                int central = zip.centrals.get(entry) + pair[1];
                long real = zip.read(central, pair[2]);
                for (long lie : List.of(real + 1, real ^ 9, 0xFFFFL)) {
                    byte[] once = zip.with(local, pair[2], lie);
                    byte[] twice = new ZipLayout(once).with(central, pair[2], lie);
                    attacks.add(Attack.of("both headers %d of %d: %x".formatted(pair[0], entry, lie), twice, ZIP));
                }
            }
        }
    }

    private static List<Attack> extras() {
        List<Attack> attacks = new ArrayList<>();
        for (int id :
                new int[] {0x0007, 0x0009, 0x000a, 0x000d, 0x000f, 0x0017, 0x6375, 0x7075, 0x9901, 0x756e, 0x5356}) {
            byte[] extra = {(byte) id, (byte) (id >> 8), 4, 0, 1, 2, 3, 4};
            String name = "extra field 0x" + Integer.toHexString(id);
            attacks.add(Attack.of(name, PackageAttacks.extra("x", e -> e.extra = extra), ZIP));
            attacks.add(
                    Attack.of(name + " before the content", PackageAttacks.extra("x", e -> e.localExtra = extra), ZIP));
        }
        for (byte[] extra : new byte[][] {{1}, {1, 0}, {0x55, 0x54, 9, 0}, {0x55, 0x54, (byte) 0xFF, (byte) 0xFF, 0}}) {
            attacks.add(Attack.of(
                    "extra field cut at " + extra.length, PackageAttacks.extra("x", e -> e.extra = extra), ZIP));
            attacks.add(Attack.of(
                    "extra field before the content cut at " + extra.length,
                    PackageAttacks.extra("x", e -> e.localExtra = extra),
                    ZIP));
        }
        return attacks;
    }

    private static List<Attack> descriptors() {
        List<Attack> attacks = new ArrayList<>();
        byte[] content = "text ".repeat(50).getBytes(StandardCharsets.UTF_8);
        for (byte[] descriptor : new byte[][] {{}, new byte[12], new byte[16], {0x50, 0x4b, 7, 8}, new byte[24]}) {
            attacks.add(Attack.of(
                    "descriptor of " + descriptor.length,
                    PackageAttacks.listed(content, e -> {
                        e.deflated().flags = 1 << 3;
                        e.descriptor = descriptor;
                    }),
                    ZIP));
            attacks.add(Attack.of(
                    "stored with a descriptor of " + descriptor.length,
                    PackageAttacks.listed(content, e -> {
                        e.flags = 1 << 3;
                        e.descriptor = descriptor;
                    }),
                    ZIP));
        }
        return attacks;
    }
}
