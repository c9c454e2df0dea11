package dev.sextant.testkit.platform;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a plugin finds under SEXTANT_SECRETS: its identity and its sealing key, made anew. */
public final class PluginSecrets implements AutoCloseable {
    private static final int SEALING_KEY_BYTES = 32;

    private final Path folder;
    private final ECKey identity;
    private final String sealingKey;

    private PluginSecrets(Path folder, ECKey identity, String sealingKey) {
        this.folder = folder;
        this.identity = identity;
        this.sealingKey = sealingKey;
    }

    /** Secrets in a new folder of their own, in memory where the machine has such. */
    public static PluginSecrets temporary() {
        try {
            Path memory = Path.of("/dev/shm");
            Path parent = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
            return in(Files.createTempDirectory(parent, "sextant-testkit-"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Secrets in a folder, which may be there already. */
    public static PluginSecrets in(Path folder) {
        ECKey identity = TokenMint.newKey("testkit-plugin");
        byte[] key = new byte[SEALING_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        PluginSecrets secrets =
                new PluginSecrets(folder, identity, Base64.getEncoder().encodeToString(key));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("identity.jwk"), identity.toJSONString());
            Files.writeString(folder.resolve("sealing.key"), secrets.sealingKey);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return secrets;
    }

    /** Hands the files to a user of the machine; only root can. */
    public void giveTo(int user) {
        try {
            for (Path path : List.of(folder.resolve("identity.jwk"), folder.resolve("sealing.key"), folder)) {
                boolean isFolder = Files.isDirectory(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(isFolder ? "r-x------" : "r--------"));
                Files.setAttribute(path, "unix:uid", user);
                Files.setAttribute(path, "unix:gid", user);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** The plugin's public key. */
    ECKey publicKey() {
        return identity.toPublicJWK();
    }

    /** What must never be seen outside the folder. */
    public List<String> canaries() {
        return List.of(String.valueOf(identity.toJSONObject().get("d")), sealingKey);
    }

    @Override
    public void close() {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
