package dev.sextant.cli;

import dev.sextant.contract.archive.SigningKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;

/** Makes a pair of keys to sign packages with; a file that is there already stays as it is. */
final class KeyCommand {

    static final OptionForm FORM = new OptionForm(List.of("new", "FILE"), List.of(), List.of(), List.of());

    private final PrintStream out;
    private final PrintStream err;

    KeyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(Options options) throws UsageException {
        if (!options.words().get(0).equals("new")) {
            throw new UsageException("The command key wants new FILE");
        }
        Path secret = Path.of(options.words().get(1));
        Path open = Path.of(options.words().get(1) + ".pub");
        if (Files.exists(open)) {
            err.println(open + " is there already; choose another name");
            return 1;
        }
        KeyPair keys = SigningKeys.generate();
        try {
            write(secret, "rw-------", SigningKeys.privatePem(keys.getPrivate()));
            write(open, "rw-r--r--", SigningKeys.publicPem(keys.getPublic()));
            out.println("Private key, to be kept secret: " + secret);
            out.println("Public key, for whoever is to trust it: " + open);
            out.println("Its name: " + SigningKeys.id(keys.getPublic()));
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println(e.getFile() + " is there already; choose another name");
        } catch (IOException e) {
            err.println("Could not write the keys: " + e);
        }
        return 1;
    }

    /** Nobody else can open the file, not even for the moment between its creation and a change of its mode. */
    private static void write(Path file, String mode, String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, attribute)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
