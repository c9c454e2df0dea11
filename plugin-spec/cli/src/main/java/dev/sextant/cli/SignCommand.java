package dev.sextant.cli;

import dev.sextant.contract.archive.PackageException;
import dev.sextant.contract.archive.PackageSignature;
import dev.sextant.contract.archive.PackageWriter;
import dev.sextant.contract.archive.SigningKeys;
import dev.sextant.contract.archive.VerifiedPackage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Signs a package that has been verified; without {@code --output} it is replaced at once or not at all. */
final class SignCommand {

    static final OptionForm FORM = new OptionForm(List.of("PACKAGE"), List.of("--key"), List.of("--output"), List.of());

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final PrintStream out;
    private final PrintStream err;

    SignCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(Options options) {
        Path file = Path.of(options.words().get(0));
        Path key = Path.of(options.get("--key"));
        Path output = options.has("--output") ? Path.of(options.get("--output")) : file;
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(key))) {
                err.println("Others may read the private key " + key + "; chmod 600 it, or make a new one");
                return 1;
            }
            KeyPair keys = SigningKeys.keyPair(Files.readString(key));
            try (VerifiedPackage verified = LocalPackage.open(file)) {
                PackageSignature signature = PackageWriter.sign(output, verified, keys);
                out.println("Signed " + verified.manifest().name() + " "
                        + verified.manifest().version() + " with the key " + signature.keyId() + ": " + output);
            }
            return 0;
        } catch (PackageException e) {
            err.println(e.detail());
        } catch (IOException e) {
            err.println("Could not sign " + file + ": " + e);
        }
        return 1;
    }
}
