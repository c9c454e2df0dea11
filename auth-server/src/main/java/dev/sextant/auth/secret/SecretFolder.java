package dev.sextant.auth.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The installation's {@code secrets} folder: 0700, its files 0600, each file there whole or not at all. */
public final class SecretFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final String UNFINISHED = ".unfinished";

    private final Path home;
    private final Path folder;

    public SecretFolder(Path home) {
        this.home = home.toAbsolutePath();
        this.folder = this.home.resolve("secrets");
    }

    /** Makes the home and its folders where they are missing, and closes them to others where they are open. */
    public void makeHome() {
        try {
            makePrivate(home);
            makePrivate(folder);
            makePrivate(folder.resolve("identities"));
            makePrivate(home.resolve("data"));
            makePrivate(home.resolve("data").resolve("auth-server"));
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The home %s cannot be used; set SEXTANT_HOME to a folder of this user".formatted(home), failed);
        }
    }

    /** The text of a file, if it is there. */
    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("The secret file %s cannot be read".formatted(path(name)), failed);
        }
    }

    /** Writes a file, or replaces it, in one step that survives a loss of power. */
    public void write(String name, String text) {
        Path target = path(name);
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(FILE))) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(target.resolveSibling("."));
        } catch (IOException failed) {
            throw new UncheckedIOException("The secret file %s cannot be written".formatted(target), failed);
        }
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException failed) {
            throw new UncheckedIOException("The secret file %s cannot be deleted".formatted(path(name)), failed);
        }
    }

    /** Removes what a start that was killed has left half written. */
    public void removeUnfinished() {
        for (Path each : Set.of(folder, folder.resolve("identities"))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(each, "*" + UNFINISHED)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("The folder %s cannot be tidied".formatted(each), failed);
            }
        }
    }

    /** Where the file is, for messages. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    private static void makePrivate(Path path) throws IOException {
        FileAttribute<Set<PosixFilePermission>> closed = PosixFilePermissions.asFileAttribute(FOLDER);
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, closed);
        } catch (FileAlreadyExistsException there) {
            if (!Files.getPosixFilePermissions(path).equals(FOLDER)) {
                Files.setPosixFilePermissions(path, FOLDER);
            }
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
