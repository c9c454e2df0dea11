package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DUPLICATE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Archives that are far more when unpacked than they seem, or than they say. */
final class BombAttacks {

    private static final PackageErrorCode[] CODES = {
        PACKAGE_TOO_LARGE, PACKAGE_INCONSISTENT, PACKAGE_DIGEST_MISMATCH, PACKAGE_DUPLICATE_ENTRY
    };

    private BombAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (int mebi : new int[] {1, 4, 15, 17, 40}) {
            byte[] zeros = new byte[mebi << 20];
            add(attacks, "zeros of " + mebi + " MiB", PackageAttacks.listed(zeros, Zip.Entry::deflated));
            for (long said : new long[] {0, 1, 100, 65536}) {
                add(attacks, "zeros of " + mebi + " MiB, said to be " + said, PackageAttacks.listed(zeros, entry -> {
                    entry.deflated().size = said;
                    entry.localSize = said;
                }));
            }
        }
        for (int count : new int[] {48, 200, 5000}) {
            add(attacks, count + " files", many(count, 10));
        }
        add(attacks, "40 files of 1 MiB", many(40, 1 << 20));
        for (int count : new int[] {1, 10, 45}) {
            add(attacks, count + " entries over one content", overlapping(count, false));
            add(attacks, count + " entries over the whole package", overlapping(count, true));
        }
        byte[] packed = new Zip.Entry("x", new byte[5000]).deflated().data;
        add(attacks, "bytes behind the compressed end", PackageAttacks.listed(new byte[5000], entry -> {
            entry.deflated();
            entry.data = Zip64Attacks.join(packed, new byte[100]);
        }));
        for (int cut : new int[] {0, 1, packed.length / 2, packed.length - 1}) {
            add(attacks, "compressed content cut at " + cut, PackageAttacks.listed(new byte[5000], entry -> {
                entry.deflated();
                entry.data = Arrays.copyOf(packed, cut);
            }));
        }
        for (int bit = 0; bit < 24; bit++) {
            int flipped = bit;
            add(
                    attacks,
                    "compressed content with bit " + bit + " flipped",
                    PackageAttacks.listed(new byte[5000], entry -> {
                        entry.deflated();
                        entry.data[flipped / 8] ^= (byte) (1 << flipped % 8);
                    }));
        }
        return attacks;
    }

    private static void add(List<Attack> attacks, String name, byte[] bytes) {
        attacks.add(Attack.of(name, bytes, CODES));
    }

    private static byte[] many(int count, int size) {
        Zip zip = Packages.good();
        for (int i = 0; i < count; i++) {
            zip.add("f" + i, new byte[size]);
        }
        return zip.bytes();
    }

    /** Many entries whose headers lie in, or at the begin of, one and the same place. */
    private static byte[] overlapping(int count, boolean fromTheStart) {
        Zip zip = Packages.good();
        int place = fromTheStart ? 0 : 30 + "package.json".length() + zip.entries.get(0).data.length;
        for (int i = 0; i < count; i++) {
            zip.add("f" + i, new byte[1000]).offset = place;
        }
        return zip.bytes();
    }
}
