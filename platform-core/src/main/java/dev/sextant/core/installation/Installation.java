package dev.sextant.core.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** This installation: its folder, and the short id that labels what it owns on a shared Docker Engine. */
@Component
public class Installation {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{4,16}");

    private final InstallationSettings settings;
    private final String id;

    Installation(InstallationSettings settings) {
        this.settings = settings;
        this.id = checked(settings.installationId() == null ? idIn(settings.home()) : settings.installationId());
    }

    /** Eight characters that stay the same for the life of the installation. */
    public String id() {
        return id;
    }

    public Path home() {
        return settings.home();
    }

    /** The version of this platform, which manifests may require. */
    public String platformVersion() {
        return settings.platformVersion();
    }

    /** The gateway's address as the host itself reaches it. */
    public URI gatewayUrl() {
        return settings.gatewayUrl();
    }

    /** A folder below the installation's data folder, made when missing and readable by its owner only. */
    public Path dataFolder(String name) {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return Files.createDirectories(
                    home().resolve("data").resolve("platform-core").resolve(name), ownerOnly);
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder %s below %s cannot be made".formatted(name, home()), failed);
        }
    }

    private static String idIn(Path home) {
        var file = home.resolve("installation-id");
        try {
            if (Files.notExists(file)) {
                keep(newId(), file);
            }
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The installation id in %s cannot be read or written".formatted(file), failed);
        }
    }

    private static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static void keep(String id, Path file) throws IOException {
        var home = file.toAbsolutePath().getParent();
        Files.createDirectories(home);
        var draft = Files.writeString(Files.createTempFile(home, "installation-id", ".new"), id);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalStateException(
                    "The installation id '%s' must be 4 to 16 lower-case letters and digits; mend sextant.installation-id"
                            .formatted(id));
        }
        return id;
    }
}
