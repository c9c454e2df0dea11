package dev.sextant.contract.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All archives that must be refused, and the ways to make one of a good package. */
final class PackageAttacks {

    /** Small, so that what is too large is still quick to make. */
    static final PackageLimits LIMITS = new PackageLimits(16 << 20, 50, 16 << 20, 24 << 20, 100);

    private PackageAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(NameAttacks.all());
        attacks.addAll(FieldAttacks.all());
        attacks.addAll(Zip64Attacks.all());
        attacks.addAll(CutAttacks.all());
        attacks.addAll(BombAttacks.all());
        attacks.addAll(ListAttacks.all());
        attacks.addAll(TarNameAttacks.all());
        attacks.addAll(TarHeaderAttacks.all());
        attacks.addAll(ImageAttacks.all());
        return attacks;
    }

    /** A package with one more file that its list does not know. */
    static byte[] extra(String name, Consumer<Zip.Entry> change) {
        return extra(name, "content", change);
    }

    static byte[] extra(String name, String content, Consumer<Zip.Entry> change) {
        Zip zip = Packages.good();
        change.accept(zip.add(name, content));
        return zip.bytes();
    }

    /** A package with one more file that its list knows, and which is changed then. */
    static byte[] listed(byte[] content, Consumer<Zip.Entry> change) {
        Zip zip = Packages.good();
        PackageIndex.File[] files = {
            Packages.file("plugin.yaml", zip.get("plugin.yaml").data),
            Packages.file("image.tar", zip.get("image.tar").data),
            Packages.file("x", content)
        };
        zip.entries.set(0, new Zip.Entry(PackageIndex.FILE, PackageIndexJson.write(Packages.index(files))));
        change.accept(zip.add("x", content));
        return zip.bytes();
    }

    static byte[] image(byte[] tar) {
        return Packages.withImage(tar).bytes();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
