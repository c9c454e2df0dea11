package dev.sextant.core.plugininstance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The secrets of each instance, as files in memory that only its own user can read. */
@Component
class InstanceSecrets {
    private static final int SEALING_KEY_BYTES = 32;
    private static final String IDENTITY = "identity.jwk";
    private static final String SEALING_KEY = "sealing.key";

    private final Path root;
    private final Path keptKeys;
    private final int user;
    private final InstanceResources resources;

    InstanceSecrets(Installation installation, RuntimeSettings settings, InstanceResources resources) {
        this.resources = resources;
        var configured = settings.secretsRoot();
        this.root = configured == null ? Path.of("/dev/shm/sextant", installation.id()) : configured;
        this.keptKeys = installation.home().resolve("secrets").resolve("plugins");
        this.user = settings.user();
    }

    /** Has made what the plugin is given on resource hosts, so that its ways in are among the secrets. */
    void provide(LaunchablePackage launched, String gateway) {
        resources.provide(launched, gateway);
    }

    /** Writes what is missing, and returns the instance's folder. */
    Path ensure(PluginInstance instance) {
        try {
            var folder = folder(instance.id());
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectories(folder);
            if (Files.notExists(folder.resolve(IDENTITY))) {
                write(folder, IDENTITY, newIdentity(instance.id()));
            }
            if (Files.notExists(folder.resolve(SEALING_KEY))) {
                write(folder, SEALING_KEY, sealingKey(instance.plugin()));
            }
            for (var file : resources.files(instance.plugin()).entrySet()) {
                renew(folder, file.getKey(), file.getValue());
            }
            close(folder, "r-x------");
            return folder;
        } catch (IOException | UnsupportedOperationException failed) {
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED,
                    "The secrets of %s could not be written below %s for the user %d (%s); the platform core has to run as root"
                                    .formatted(instance.plugin(), root, user, failed)
                            + ", or sextant.runtime.user has to be its own user",
                    failed);
        }
    }

    /** The public half of the instance's identity, as a JWK. */
    ECKey publicKey(PluginInstance instance) {
        var file = folder(instance.id()).resolve(IDENTITY);
        try {
            return ECKey.parse(Files.readString(file)).toPublicJWK();
        } catch (IOException | ParseException unreadable) {
            // Without the cause: a parser may quote what it read.
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED, "The identity file %s is not readable".formatted(file));
        }
    }

    void remove(String instanceId) {
        remove(folder(instanceId));
    }

    /** The instances that have a folder here. */
    List<String> owners() {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (var folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        } catch (IOException failed) {
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED, "The folder %s cannot be listed".formatted(root), failed);
        }
    }

    private Path folder(String instanceId) {
        return root.resolve(instanceId);
    }

    private static String newIdentity(String instanceId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(instanceId).generate().toJSONString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The plugin's key stays the same for all its instances: what one has sealed, the next must open. */
    private String sealingKey(String plugin) throws IOException {
        return KeptFile.read(keptKeys.resolve(plugin).resolve(SEALING_KEY), () -> {
            var key = new byte[SEALING_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return Base64.getEncoder().encodeToString(key);
        });
    }

    /** Another address or password replaces the former. */
    private void renew(Path folder, String name, String content) throws IOException {
        var file = folder.resolve(name);
        if (Files.notExists(file) || !Files.readString(file).equals(content)) {
            write(folder, name, content);
        }
    }

    private void write(Path folder, String name, String content) throws IOException {
        var draft = Files.createTempFile(folder, name, ".new");
        Files.writeString(draft, content);
        close(draft, "r--------");
        Files.move(draft, folder.resolve(name), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void close(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        Files.setAttribute(path, "unix:uid", user);
        Files.setAttribute(path, "unix:gid", user);
    }

    private static void remove(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED, "The folder %s cannot be removed".formatted(folder), failed);
        }
    }
}
