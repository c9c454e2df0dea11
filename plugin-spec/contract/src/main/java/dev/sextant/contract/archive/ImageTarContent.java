package dev.sextant.contract.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept of an image archive while it passes: names, digests of small files, and the small files of JSON. */
final class ImageTarContent {

    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_DIGESTED = 4 * 1024 * 1024;
    private static final int MAX_KEPT = 1024 * 1024;
    private static final int MAX_KEPT_IN_ALL = 4 * 1024 * 1024;

    private final Set<String> names = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, byte[]> kept = new HashMap<>();
    private int keptInAll;

    void add(TarReader.Entry entry, TarReader tar) throws IOException {
        if (names.size() >= MAX_ENTRIES) {
            throw ImageTar.refuse("it has more than " + MAX_ENTRIES + " entries");
        }
        if (!names.add(entry.name())) {
            throw ImageTar.refuse("it has '" + ZipName.printable(entry.name()) + "' twice");
        }
        if (entry.link() != null) {
            links.put(entry.name(), entry.link());
        } else if (entry.folder()) {
            folders.add(entry.name());
        } else if (entry.size() <= MAX_DIGESTED) {
            digest(entry, tar);
        }
    }

    private void digest(TarReader.Entry entry, TarReader tar) throws IOException {
        MessageDigest digest = Sha256.digest();
        boolean keep = entry.size() <= MAX_KEPT && mayBeJson(entry.name());
        ByteArrayOutputStream content = new ByteArrayOutputStream(keep ? (int) entry.size() : 0);
        tar.content((bytes, length) -> {
            digest.update(bytes, 0, length);
            if (keep) {
                content.write(bytes, 0, length);
            }
        });
        digests.put(entry.name(), Sha256.hex(digest));
        keptInAll += content.size();
        if (keptInAll > MAX_KEPT_IN_ALL) {
            throw ImageTar.refuse("its descriptions have more than 4 MiB");
        }
        if (keep) {
            kept.put(entry.name(), content.toByteArray());
        }
    }

    private static boolean mayBeJson(String name) {
        return name.equals(ImageTarJson.MANIFEST)
                || name.equals(ImageTarJson.INDEX)
                || name.startsWith(ImageTarJson.BLOBS);
    }

    /** Nothing may be written through a link, or lie in what is no folder; and a link leads to something. */
    void checkPaths() {
        for (String name : names) {
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                String parent = name.substring(0, slash);
                if (names.contains(parent) && !folders.contains(parent)) {
                    throw ImageTar.refuse("'" + ZipName.printable(name) + "' lies in '" + ZipName.printable(parent)
                            + "', which is no folder");
                }
            }
        }
        links.forEach((name, target) -> {
            if (!names.contains(target)) {
                throw ImageTar.refuse("the link '" + ZipName.printable(name) + "' leads to '"
                        + ZipName.printable(target) + "', which is not in the archive");
            }
        });
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    /** The SHA-256 of a file of up to 4 MiB, in hexadecimal; null for any other name. */
    @Nullable String digest(String name) {
        return digests.get(name);
    }

    /** The content of a small file that describes the images; null for any other name. */
    byte @Nullable [] json(String name) {
        return kept.get(name);
    }
}
