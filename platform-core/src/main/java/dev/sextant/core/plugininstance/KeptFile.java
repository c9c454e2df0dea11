package dev.sextant.core.plugininstance;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret of a plugin that outlives its instances, in a file for its owner alone. */
final class KeptFile {
    private KeptFile() {}

    /** The text of the file; made when it is missing, once and for all. */
    static String read(Path file, Supplier<String> made) throws IOException {
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (Files.notExists(file)) {
            keep(file, made.get());
        }
        return Files.readString(file).strip();
    }

    private static void keep(Path file, String content) throws IOException {
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new");
        Files.writeString(draft, content);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--------"));
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // Somebody was faster: that key is the one.
        } finally {
            Files.delete(draft);
        }
    }
}
