package dev.sextant.core.storage;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.BucketAccess;
import dev.sextant.core.resource.BucketObject;
import dev.sextant.core.resource.BucketObjects;
import dev.sextant.core.resource.ResourceError;
import java.io.FilterInputStream;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Knows plugins' buckets on any storage; a client lives as long as what it was made for. */
@Component
class StoredBucketObjects implements BucketObjects {
    private static final int CLEARED_AT_ONCE = 1000;
    private static final int MALFORMED = 400;
    private static final int SERVER_FAULT = 500;

    private final StorageSettings settings;

    StoredBucketObjects(StorageSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<BucketObject> list(BucketAccess access, Query query) {
        try (var s3 = client(access)) {
            // Keys may hold what XML cannot.
            return s3
                    .listObjectsV2Paginator(request -> request.bucket(access.bucket())
                            .prefix(query.prefix())
                            .startAfter(query.after())
                            .maxKeys(query.rows())
                            .encodingType(EncodingType.URL))
                    .contents()
                    .stream()
                    .limit(query.rows())
                    .map(StoredBucketObjects::object)
                    .toList();
        } catch (SdkException failed) {
            throw problem(access, failed);
        }
    }

    @Override
    public Content open(BucketAccess access, String key) {
        var s3 = client(access);
        try {
            var object = s3.getObject(request -> request.bucket(access.bucket()).key(key));
            return new Content(object.response().contentLength(), new OpenObject(object, s3));
        } catch (NoSuchKeyException missing) {
            s3.close();
            throw new ProblemException(
                    ResourceError.OBJECT_NOT_FOUND,
                    "The bucket %s holds no object of that key any more; list it again".formatted(access.bucket()),
                    missing);
        } catch (SdkException failed) {
            s3.close();
            throw problem(access, failed);
        }
    }

    @Override
    public void put(BucketAccess access, String key, Source source) {
        try (var s3 = client(access)) {
            var digest = Md5.of(source::open);
            s3.putObject(
                    request -> request.bucket(access.bucket()).key(key).contentMD5(digest),
                    RequestBody.fromContentProvider(source::open, source.size(), "application/octet-stream"));
        } catch (SdkException failed) {
            throw problem(access, failed);
        }
    }

    @Override
    public void create(BucketAccess access) {
        try (var s3 = client(access)) {
            s3.createBucket(request -> request.bucket(access.bucket()));
        } catch (BucketAlreadyOwnedByYouException there) {
            // By an attempt that was interrupted, or for a plugin that comes back.
        } catch (SdkException failed) {
            throw problem(access, failed);
        }
    }

    @Override
    public void clear(BucketAccess access) {
        try (var s3 = client(access)) {
            s3.listMultipartUploads(request -> request.bucket(access.bucket()).encodingType(EncodingType.URL))
                    .uploads()
                    .forEach(upload -> s3.abortMultipartUpload(request ->
                            request.bucket(access.bucket()).key(upload.key()).uploadId(upload.uploadId())));
            var query = new Query("", null, CLEARED_AT_ONCE);
            for (var left = list(access, query); !left.isEmpty(); left = list(access, query)) {
                left.forEach(object -> s3.deleteObject(
                        request -> request.bucket(access.bucket()).key(object.key())));
            }
        } catch (NoSuchBucketException gone) {
            // Nothing is in it.
        } catch (SdkException failed) {
            throw problem(access, failed);
        }
    }

    private S3Client client(BucketAccess access) {
        var keys = AwsBasicCredentials.create(access.accessKey(), access.secretKey());
        return StorageConfiguration.client(
                settings, URI.create(access.endpoint()), StaticCredentialsProvider.create(keys));
    }

    private static BucketObject object(S3Object found) {
        return new BucketObject(found.key(), found.size(), found.lastModified());
    }

    private static ProblemException problem(BucketAccess access, SdkException failed) {
        if (failed instanceof S3Exception refused && refused.statusCode() < SERVER_FAULT) {
            var reason = refused.awsErrorDetails() == null
                    ? "no reason"
                    : refused.awsErrorDetails().errorCode();
            return refused.statusCode() == MALFORMED
                    ? new ProblemException(
                            ResourceError.OBJECT_KEY, "The storage refuses that key (%s)".formatted(reason), refused)
                    : new ProblemException(
                            ResourceError.BUCKET_REFUSED,
                            "The storage at %s answered %d (%s) for the bucket %s; check that it is there, and enter its credential anew"
                                    .formatted(access.endpoint(), refused.statusCode(), reason, access.bucket()),
                            refused);
        }
        return new ProblemException(
                ResourceError.BUCKET_UNAVAILABLE,
                "The storage at %s does not answer as it should: %s".formatted(access.endpoint(), failed.getMessage()),
                failed);
    }

    /** Ends with its client, and does not read to its end what nobody wants any more. */
    private static final class OpenObject extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> object;
        private final S3Client s3;

        OpenObject(ResponseInputStream<GetObjectResponse> object, S3Client s3) {
            super(object);
            this.object = object;
            this.s3 = s3;
        }

        @Override
        public void close() {
            object.abort();
            s3.close();
        }
    }
}
