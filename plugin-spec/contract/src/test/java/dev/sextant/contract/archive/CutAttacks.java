package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.NOT_A_ZIP;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Archives that end too early or too late, or begin with something else. */
final class CutAttacks {

    private static final PackageErrorCode[] CODES = {
        NOT_A_ZIP, PACKAGE_TRUNCATED, PACKAGE_INCONSISTENT, PACKAGE_UNSUPPORTED
    };

    private CutAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        cut(attacks, "plain", new ZipLayout(Packages.good().bytes()));
        cut(attacks, "wide", new ZipLayout(Zip64Attacks.wide()));
        byte[] good = Packages.good().bytes();
        for (String before : List.of(
                "\0", "#!/bin/sh\n", "MZ\u0090\0\u0003", "PK", "PK\3\4", "PK\7\b", "PK00PK\3\4", "%PDF-1.4\n")) {
            byte[] bytes = Zip64Attacks.join(PackageAttacks.bytes(before), good);
            attacks.add(Attack.of("behind " + ZipName.printable(before), bytes, CODES));
        }
        for (String after : List.of("\0", "\n", "PK\5\6", "\0".repeat(22), "<html>", "PK\5\6" + "\0".repeat(18))) {
            byte[] bytes = Zip64Attacks.join(good, PackageAttacks.bytes(after));
            attacks.add(Attack.of("before " + ZipName.printable(after), bytes, CODES));
        }
        attacks.add(Attack.of("two packages in one", Zip64Attacks.join(good, good), CODES));
        attacks.add(Attack.of("a zip in the comment", commented(good, good), CODES));
        attacks.add(Attack.of(
                "an end in the comment",
                commented(good, Arrays.copyOfRange(good, good.length - 22, good.length)),
                CODES));
        attacks.add(Attack.of("a comment", commented(good, new byte[] {'x'}), CODES));
        attacks.add(Attack.of("a comment of an entry", PackageAttacks.extra("x", e -> e.comment = new byte[4]), CODES));
        attacks.add(Attack.of(
                "an end in a comment of an entry",
                PackageAttacks.extra("x", e -> e.comment = PackageAttacks.bytes("PK\5\6" + "\0".repeat(18))),
                CODES));
        attacks.add(Attack.of("an entry on another disk", PackageAttacks.extra("x", e -> e.disk = 1), CODES));
        attacks.add(Attack.of("no entries", Arrays.copyOfRange(good, good.length - 22, good.length), CODES));
        attacks.add(Attack.of("nothing", new byte[0], CODES));
        return attacks;
    }

    private static void cut(List<Attack> attacks, String kind, ZipLayout zip) {
        Set<Integer> places = new TreeSet<>(List.of(1, 3, 4, zip.end - 1, zip.end, zip.end + 10, zip.end + 21));
        for (int i = 0; i < zip.locals.size(); i++) {
            int local = zip.locals.get(i);
            int central = zip.centrals.get(i);
            places.addAll(List.of(local + 4, local + 15, local + 29, local + 30, local + 33, zip.localExtra(i)));
            places.addAll(List.of(zip.localExtra(i) + 9, central, central + 2, central + 23, central + 46));
        }
        if (zip.wide) {
            places.addAll(List.of(zip.record(), zip.record() + 30, zip.locator(), zip.locator() + 10));
        }
        for (int place : places) {
            attacks.add(Attack.of(kind + ", cut at " + place, Arrays.copyOf(zip.bytes, place), CODES));
        }
    }

    private static byte[] commented(byte[] zip, byte[] comment) {
        byte[] stated = new ZipLayout(zip).with(zip.length - 2, 2, comment.length);
        return Zip64Attacks.join(stated, comment);
    }
}
