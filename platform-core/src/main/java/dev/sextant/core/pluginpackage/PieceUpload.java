package dev.sextant.core.pluginpackage;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.storage.ObjectIntents;
import dev.sextant.core.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes an archive in piece by piece: what was answered is here for good, whatever is killed in between. */
@Component
class PieceUpload {
    static final int LARGEST_PIECE = 8 * 1024 * 1024;
    static final int MOST = 32;
    static final Duration KEPT = Duration.ofDays(1);

    private final OpenUploads uploads;
    private final PackageUpload whole;
    private final Staging staging;
    private final ObjectStorage storage;
    private final ObjectIntents intents;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    PieceUpload(
            OpenUploads uploads,
            PackageUpload whole,
            Staging staging,
            ObjectStorage storage,
            ObjectIntents intents,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.uploads = uploads;
        this.whole = whole;
        this.staging = staging;
        this.storage = storage;
        this.intents = intents;
        this.transactions = transactions;
        this.clock = clock;
    }

    OpenUpload begin(long sizeBytes, @Nullable String digest, String actor) {
        whole.checkLength(sizeBytes);
        if (uploads.count() >= MOST) {
            throw ProblemException.retryAfter(
                    PackageError.UPLOADS_BUSY,
                    "%d uploads are open; finish or remove one, or wait: each goes a day after its last piece"
                            .formatted(MOST),
                    Duration.ofMinutes(1));
        }
        var now = clock.instant();
        var begun = new OpenUpload(Ids.next(), sizeBytes, digest, 0, now, actor, now);
        uploads.insert(begun);
        return begun;
    }

    OpenUpload find(String id) {
        return uploads.find(id)
                .orElseThrow(() -> new ProblemException(
                        PackageError.UPLOAD_NOT_FOUND,
                        "There is no open upload '%s': it was completed, removed, or untouched for a day; begin anew"
                                .formatted(id)));
    }

    OpenUpload append(String id, long offset, InputStream body, long length) {
        var seen = find(id);
        checkPiece(seen, offset, length);
        try (var piece = staging.receive(body, length)) {
            var key = "uploads/%s/%016d-%s".formatted(id, offset, Ids.next());
            var intent = intents.note(key);
            try {
                storage.put(key, piece.file());
                var kept = transactions.execute(status -> {
                    var both = intents.keep(intent) && uploads.append(seen, length, key, clock.instant());
                    if (!both) {
                        status.setRollbackOnly();
                    }
                    return both;
                });
                if (!Objects.requireNonNull(kept)) {
                    throw offset(find(id));
                }
            } catch (RuntimeException refused) {
                intents.sweep(intent);
                throw refused;
            }
        }
        return find(id);
    }

    /** Makes a package of it, as if it had come in one piece; done again after a kill, it finds the package that was made. */
    PluginPackage complete(String id, String actor) {
        var found = find(id);
        if (found.received() != found.sizeBytes()) {
            throw offset(found);
        }
        try (var body = new PieceStream(storage, uploads.pieces(id))) {
            var added = whole.receiveOnce(body, found.sizeBytes(), found.digest(), actor);
            remove(id);
            return added;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Forgets an upload; its pieces follow after the commit. */
    void remove(String id) {
        var left = transactions.execute(status -> {
            var keys = uploads.pieces(id);
            return uploads.delete(id) ? keys.stream().map(intents::note).toList() : List.<ObjectIntents.Intent>of();
        });
        Objects.requireNonNull(left).forEach(intents::sweep);
    }

    /** Forgets what nobody has gone on with for a day. */
    void sweep() {
        uploads.untouchedSince(clock.instant().minus(KEPT)).forEach(this::remove);
    }

    private static void checkPiece(OpenUpload upload, long offset, long length) {
        if (length <= 0) {
            throw new ProblemException(
                    PackageError.LENGTH_REQUIRED, "Send a piece as the body, with a Content-Length header above 0");
        }
        if (length > LARGEST_PIECE || upload.received() + length > upload.sizeBytes()) {
            throw new ProblemException(
                    PackageError.UPLOAD_TOO_LARGE,
                    "The piece has %d bytes; at most %d are taken at once, and %d are left of this upload"
                            .formatted(length, LARGEST_PIECE, upload.sizeBytes() - upload.received()));
        }
        if (offset != upload.received()) {
            throw offset(upload);
        }
    }

    private static ProblemException offset(OpenUpload upload) {
        return new ProblemException(
                PackageError.UPLOAD_OFFSET,
                "%d of %d bytes are here; go on from there".formatted(upload.received(), upload.sizeBytes()));
    }
}
