package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.SignatureStatus;
import dev.sextant.contract.archive.TrustedKey;
import dev.sextant.contract.archive.VerifiedPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTests {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path archive;
    private Path key;

    @BeforeEach
    void pack() throws IOException {
        Path manifest = Files.writeString(folder.resolve("plugin.yaml"), """
                apiVersion: sextant.dev/v1
                name: tiny
                version: 1.0.0
                title: Tiny
                containers: [{image: "tiny:1.0.0"}]
                """);
        Path image = Files.write(folder.resolve("image.tar"), Images.tar("tiny:1.0.0", "{}"));
        archive = folder.resolve("tiny.sextant.zip");
        key = folder.resolve("me");
        run("pack", "--manifest", manifest.toString(), "--image", image.toString(), "--output", archive.toString());
        run("key", "new", key.toString());
    }

    @Test
    void makesKeysThatOnlyTheirOwnerReads() throws IOException {
        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(Files.readString(publicKey())).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        String before = Files.readString(key);
        assertThat(run("key", "new", key.toString())).isEqualTo(1);
        Files.delete(publicKey());
        assertThat(run("key", "new", key.toString())).isEqualTo(1);

        assertThat(Files.readString(key)).isEqualTo(before);
        assertThat(publicKey()).doesNotExist();
        assertThat(said()).contains("is there already");
    }

    @Test
    void signsInPlace() throws IOException {
        assertThat(run("sign", archive.toString(), "--key", key.toString()))
                .as(said())
                .isZero();
        assertThat(status(archive)).isInstanceOf(SignatureStatus.Signed.class);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void signsIntoAnotherFileAlwaysTheSame() throws IOException {
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        byte[] before = Files.readAllBytes(archive);
        run("sign", archive.toString(), "--key", key.toString(), "--output", first.toString());
        run("sign", archive.toString(), "--key", key.toString(), "--output", second.toString());

        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(archive).hasBinaryContent(before);
        assertThat(status(archive)).isInstanceOf(SignatureStatus.Unsigned.class);
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(run("sign", archive.toString(), "--key", key.toString())).isEqualTo(1);
        assertThat(said()).contains("chmod 600");
        assertThat(status(archive)).isInstanceOf(SignatureStatus.Unsigned.class);
    }

    @Test
    void signsNothingThatIsDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        bytes[200] ^= 1;
        Files.write(archive, bytes);

        assertThat(run("sign", archive.toString(), "--key", key.toString())).isEqualTo(1);
        assertThat(archive).hasBinaryContent(bytes);
    }

    @Test
    void saysWhatIsWrongWithTheCall() {
        assertThat(run("sign", archive.toString())).isEqualTo(2);
        assertThat(run("sign", "--key", key.toString())).isEqualTo(2);
        assertThat(run("key", "old", "x")).isEqualTo(2);
        assertThat(run("key", "new")).isEqualTo(2);
        assertThat(run(
                        "sign",
                        archive.toString(),
                        "--key",
                        folder.resolve("nokey").toString()))
                .isEqualTo(1);
        assertThat(run("sign", archive.toString(), "--key", archive.toString())).isEqualTo(1);
    }

    private SignatureStatus status(Path zip) throws IOException {
        TrustedKey trusted = TrustedKey.fromPem("me", Files.readString(publicKey()));
        try (VerifiedPackage verified = PackageReader.open(zip, PackageLimits.standard())) {
            return verified.signature(List.of(trusted));
        }
    }

    private Path publicKey() {
        return folder.resolve("me.pub");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Sextant.run(List.of(arguments), quiet, new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
