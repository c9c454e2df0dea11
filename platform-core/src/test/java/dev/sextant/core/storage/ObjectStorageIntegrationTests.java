package dev.sextant.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.testsupport.S3Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ObjectStorageIntegrationTests {
    static S3Server server;

    @TempDir
    Path folder;

    ObjectStorage storage;

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        storage = storage(server.url(), server.writeCredentials(folder.resolve("s3.json")));
    }

    @Test
    void keepsASmallFile() throws Exception {
        var file = file(1000);
        storage.put("packages/small", file);

        assertThat(storage.exists("packages/small")).isTrue();
        assertThat(storage.read("packages/small")).hasBinaryContent(Files.readAllBytes(file));
    }

    @Test
    void keepsAFileOfSeveralParts() throws Exception {
        var file = file(13_000_001);
        storage.put("packages/large", file);

        try (var content = storage.read("packages/large")) {
            assertThat(content).hasBinaryContent(Files.readAllBytes(file));
        }
    }

    @Test
    void readsAPartOfAnObject() throws Exception {
        var file = file(6 * 1024 * 1024);
        storage.put("packages/part", file);
        var all = Files.readAllBytes(file);

        assertThat(part(5_000_000, 1_000)).isEqualTo(Arrays.copyOfRange(all, 5_000_000, 5_001_000));
        assertThat(part(all.length - 3, 10)).isEqualTo(Arrays.copyOfRange(all, all.length - 3, all.length));
        assertThat(part(all.length + 1, 10)).isEmpty();
        assertThat(part(0, 0)).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> storage.read("packages/none", 0, 1))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(StorageError.OBJECT_MISSING));
    }

    private byte[] part(long begin, long length) throws Exception {
        try (var bytes = storage.read("packages/part", begin, length)) {
            return bytes.readAllBytes();
        }
    }

    @Test
    void removesAndIsSilentWhenThereIsNothing() throws Exception {
        storage.put("packages/gone", file(10));
        storage.remove("packages/gone");
        storage.remove("packages/gone");

        assertThat(storage.exists("packages/gone")).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> storage.read("packages/gone"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(StorageError.OBJECT_MISSING));
    }

    @Test
    void saysThatTheStorageIsAway() throws Exception {
        var away = storage(URI.create("http://127.0.0.1:1"), server.writeCredentials(folder.resolve("s3.json")));
        var file = file(10);

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> away.put("packages/any", file))
                .withMessageContaining("http://127.0.0.1:1");
    }

    @Test
    void isRefusedWithForeignKeys() throws Exception {
        var keys = Files.writeString(folder.resolve("other.json"), "{\"accessKey\":\"a\",\"secretKey\":\"b\"}");
        var stranger = storage(server.url(), keys);
        var file = file(10);

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> stranger.put("packages/any", file));
    }

    private Path file(int size) throws Exception {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(folder.resolve("content-" + size), content);
    }

    private static ObjectStorage storage(URI url, Path keys) {
        var settings = new StorageSettings(
                url,
                keys,
                "sextant-core",
                "",
                "us-east-1",
                DataSize.ofMegabytes(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20));
        return new ObjectStorage(new StorageConfiguration().s3Client(settings), settings);
    }
}
