package dev.sextant.core.pluginpackage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.storage.ObjectStorage;
import dev.sextant.testsupport.PluginArchive;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@CoreIntegrationTest
class PieceUploadIntegrationTests {
    private static final String UPLOADS = "/platform/v1/plugin-packages/uploads";
    private static final int PIECE = 700_000;

    @Autowired
    PieceUpload uploads;

    @Autowired
    OpenUploads open;

    @Autowired
    PackageStore store;

    @Autowired
    ObjectStorage storage;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @Test
    void makesAPackageOfPieces() {
        var archive = PluginArchive.of("pieces", "1.0.0");
        var id = begin(archive.length, null);
        sendFrom(id, archive, 0);
        var keys = open.pieces(id);
        assertThat(keys).hasSizeGreaterThan(2);

        var added = client.post(UPLOADS + "/" + id + "/complete");

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.text("name")).isEqualTo("pieces");
        assertThat(client.get(UPLOADS + "/" + id).status()).isEqualTo(404);
        assertThat(keys).noneMatch(storage::exists);
    }

    @Test
    void saysWhereToGoOnAndTakesNothingTwice() {
        var archive = PluginArchive.of("resumed", "1.0.0");
        var id = begin(archive.length, null);
        assertThat(send(id, archive, 0, PIECE).json().get("offset").asInt()).isEqualTo(PIECE);

        var again = send(id, archive, 0, PIECE);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("UPLOAD_OFFSET");
        assertThat(again.text("detail")).contains(String.valueOf(PIECE));
        assertThat(send(id, archive, PIECE + 1, 100).status()).isEqualTo(409);
        assertThat(client.post(UPLOADS + "/" + id + "/complete").text("code")).isEqualTo("UPLOAD_OFFSET");
        assertThat(client.get(UPLOADS + "/" + id).json().get("offset").asInt()).isEqualTo(PIECE);

        sendFrom(id, archive, PIECE);
        assertThat(client.post(UPLOADS + "/" + id + "/complete").status()).isEqualTo(201);
    }

    @Test
    void takesOneOfManyPiecesForTheSamePlace() throws Exception {
        var archive = PluginArchive.of("raced", "1.0.0");
        var id = begin(archive.length, null);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(
                            n -> () -> send(id, archive, 0, PIECE).status())
                    .toList());
            assertThat(answers).extracting(Future::get).containsOnlyOnce(200).containsOnly(200, 409);
        }
        assertThat(open.pieces(id)).hasSize(1);
    }

    @Test
    void findsThePackageThatWasMadeBeforeAKill() {
        var archive = PluginArchive.of("killed-after", "1.0.0");
        var id = begin(archive.length, null);
        sendFrom(id, archive, 0);
        var made = client.upload(archive).text("id");

        assertThat(client.post(UPLOADS + "/" + id + "/complete").text("id")).isEqualTo(made);
    }

    @Test
    void refusesAnotherArchiveThanWasAnnounced() {
        var archive = PluginArchive.of("announced", "1.0.0");
        var id = begin(archive.length, "sha256:" + "0".repeat(64));
        sendFrom(id, archive, 0);

        assertThat(client.post(UPLOADS + "/" + id + "/complete").text("code")).isEqualTo("UPLOAD_DIFFERS");
        assertThat(client.get("/platform/v1/plugin-packages?search=announced")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(client.delete(UPLOADS + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void refusesWhatDoesNotFit() {
        var id = begin(1000, null);
        assertThat(send(id, new byte[1001], 0, 1001).status()).isEqualTo(413);
        assertThat(send(id, new byte[10], -1, 10).status()).isBetween(400, 422);
        assertThat(client.post(UPLOADS, "{\"sizeBytes\": 0}").status()).isBetween(400, 422);
        assertThat(client.post(UPLOADS, "{\"sizeBytes\": 9000000000}").status()).isEqualTo(413);
        assertThat(client.post(UPLOADS, "{\"sizeBytes\": 9, \"digest\": \"md5:1\"}")
                        .status())
                .isBetween(400, 422);
        assertThat(client.delete(UPLOADS + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void forgetsWhatNobodyGoesOnWith() {
        var archive = PluginArchive.of("forgotten", "1.0.0");
        var id = begin(archive.length, null);
        var kept = begin(archive.length, null);
        send(id, archive, 0, PIECE);
        var keys = open.pieces(id);
        database.sql("update package_upload set touched_at = ? where id = ?")
                .params(Timestamp.from(Instant.now().minus(PieceUpload.KEPT).minusSeconds(60)), id)
                .update();

        uploads.sweep();

        assertThat(client.get(UPLOADS + "/" + id).status()).isEqualTo(404);
        assertThat(keys).isNotEmpty().noneMatch(storage::exists);
        assertThat(client.get(UPLOADS + "/" + kept).status()).isEqualTo(200);
        uploads.remove(kept);
    }

    private String begin(long size, @org.jspecify.annotations.Nullable String digest) {
        var begun = client.post(
                UPLOADS,
                digest == null
                        ? "{\"sizeBytes\": %d}".formatted(size)
                        : "{\"sizeBytes\": %d, \"digest\": \"%s\"}".formatted(size, digest));
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(201);
        return begun.text("id");
    }

    private void sendFrom(String id, byte[] archive, int start) {
        for (int offset = start; offset < archive.length; offset += PIECE) {
            assertThat(send(id, archive, offset, Math.min(PIECE, archive.length - offset))
                            .status())
                    .isEqualTo(200);
        }
    }

    private CoreClient.Answer send(String id, byte[] archive, int offset, int length) {
        var from = Math.max(0, offset);
        return client.send(client.request(UPLOADS + "/" + id + "/content?offset=" + offset)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(
                        archive, Math.min(from, archive.length), Math.min(archive.length, from + length)))));
    }
}
