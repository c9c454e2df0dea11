package dev.sextant.core.plugininstance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive with nothing but folders: unpacked in a container it sets their owner. */
final class FolderEntries {
    private static final int OWNER_ONLY = 0700;
    private static final int ALL = 0777;

    private FolderEntries() {}

    static byte[] ownedBy(int user, Collection<String> paths) {
        return archive(user, OWNER_ONLY, paths);
    }

    static byte[] openToAll(Collection<String> paths) {
        return archive(0, ALL, paths);
    }

    private static byte[] archive(int user, int mode, Collection<String> paths) {
        var bytes = new ByteArrayOutputStream();
        try (var archive = new TarArchiveOutputStream(bytes)) {
            for (var path : paths) {
                var folder = new TarArchiveEntry(path.substring(1) + "/");
                folder.setIds(user, user);
                folder.setMode(mode);
                archive.putArchiveEntry(folder);
                archive.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
