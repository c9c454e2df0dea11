package dev.sextant.core.storage;

import dev.sextant.contract.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The platform's objects, by key; what was written is whole or is not there. */
@Component
public class ObjectStorage {
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final StorageSettings settings;
    private volatile boolean bucketMade;

    ObjectStorage(@Lazy S3Client s3, StorageSettings settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    /** Stores a file; each piece carries its digest, which the server checks. */
    public void put(String key, Path file) {
        attempt("write", key, () -> {
            makeBucket();
            var size = size(file);
            if (size <= settings.partSize().toBytes()) {
                putWhole(key, FilePiece.of(file, 0, size));
            } else {
                putInParts(key, file, size);
            }
            return key;
        });
    }

    /** Stores a few bytes. */
    public void put(String key, byte[] content) {
        attempt("write", key, () -> {
            makeBucket();
            return s3.putObject(request -> request.bucket(settings.bucket()).key(key), RequestBody.fromBytes(content));
        });
    }

    /** The content of an object; the caller closes it. */
    public InputStream read(String key) {
        return attempt("read", key, () -> {
            try {
                return s3.getObject(request -> request.bucket(settings.bucket()).key(key));
            } catch (NoSuchKeyException missing) {
                throw missing(key, missing);
            }
        });
    }

    /** Some bytes of an object; fewer, where the object ends before. The caller closes it. */
    public InputStream read(String key, long begin, long length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return attempt("read", key, () -> {
            try {
                return s3.getObject(request -> request.bucket(settings.bucket())
                        .key(key)
                        .range("bytes=%d-%d".formatted(begin, begin + length - 1)));
            } catch (NoSuchKeyException missing) {
                throw missing(key, missing);
            } catch (S3Exception refused) {
                if (refused.statusCode() == RANGE_NOT_SATISFIABLE) {
                    return InputStream.nullInputStream();
                }
                throw refused;
            }
        });
    }

    public boolean exists(String key) {
        return attempt("look up", key, () -> {
            try {
                s3.headObject(request -> request.bucket(settings.bucket()).key(key));
                return true;
            } catch (S3Exception refused) {
                if (refused.statusCode() == NOT_FOUND) {
                    return false;
                }
                throw refused;
            }
        });
    }

    /** Removes an object, and what an interrupted write of it has left; nothing happens when there is none. */
    public void remove(String key) {
        attempt("remove", key, () -> {
            makeBucket();
            s3.listMultipartUploads(request -> request.bucket(settings.bucket()).prefix(key)).uploads().stream()
                    .filter(upload -> upload.key().equals(key))
                    .forEach(upload -> abort(key, upload.uploadId()));
            return s3.deleteObject(request -> request.bucket(settings.bucket()).key(key));
        });
    }

    private ProblemException missing(String key, NoSuchKeyException missing) {
        return new ProblemException(
                StorageError.OBJECT_MISSING,
                "The object %s is not in bucket %s; restore it from a backup or upload the package again"
                        .formatted(key, settings.bucket()),
                missing);
    }

    private void putWhole(String key, FilePiece piece) {
        s3.putObject(request -> request.bucket(settings.bucket()).key(key).contentMD5(piece.md5()), piece.body());
    }

    private void putInParts(String key, Path file, long size) {
        var upload = s3.createMultipartUpload(
                        request -> request.bucket(settings.bucket()).key(key))
                .uploadId();
        try {
            var parts = new ArrayList<CompletedPart>();
            var partSize = settings.partSize().toBytes();
            for (long from = 0; from < size; from += partSize) {
                parts.add(putPart(
                        key, upload, parts.size() + 1, FilePiece.of(file, from, Math.min(partSize, size - from))));
            }
            complete(key, upload, parts);
        } catch (RuntimeException failed) {
            abort(key, upload);
            throw failed;
        }
    }

    private CompletedPart putPart(String key, String upload, int number, FilePiece piece) {
        var stored = s3.uploadPart(
                request -> request.bucket(settings.bucket())
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentMD5(piece.md5()),
                piece.body());
        return CompletedPart.builder().partNumber(number).eTag(stored.eTag()).build();
    }

    private void complete(String key, String upload, List<CompletedPart> parts) {
        s3.completeMultipartUpload(request -> request.bucket(settings.bucket())
                .key(key)
                .uploadId(upload)
                .multipartUpload(whole -> whole.parts(parts)));
    }

    private void abort(String key, String upload) {
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(settings.bucket()).key(key).uploadId(upload));
        } catch (SdkException unreachable) {
            // The first failure is the one to tell; the sweep at the next start aborts the rest.
        }
    }

    private void makeBucket() {
        if (bucketMade) {
            return;
        }
        try {
            s3.createBucket(request -> request.bucket(settings.bucket()));
        } catch (BucketAlreadyOwnedByYouException present) {
            // Made by an earlier start.
        }
        bucketMade = true;
    }

    private <T> T attempt(String verb, String key, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException | UncheckedIOException failed) {
            throw new StorageUnavailableException(
                    "The object storage at %s could not %s %s: %s"
                            .formatted(settings.url(), verb, key, failed.getMessage()),
                    failed);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
