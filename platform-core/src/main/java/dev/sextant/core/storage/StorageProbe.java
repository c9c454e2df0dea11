package dev.sextant.core.storage;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.BucketAccess;
import dev.sextant.core.resource.BucketProbe;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.HostFacts;
import dev.sextant.core.resource.HostProbe;
import dev.sextant.core.resource.ResourceError;
import dev.sextant.core.resource.ResourceHost;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Knows S3 endpoints; proves the rights by a bucket and an object that are gone at once. */
@Component
class StorageProbe implements HostProbe, BucketProbe {
    private static final String KEY = "sextant-probe";
    private static final int OTHERS = 20;

    private final StorageSettings settings;
    private final String bucket;

    StorageProbe(StorageSettings settings, Installation installation) {
        this.settings = settings;
        // Always the same: what an interrupted probe has left goes with the next.
        this.bucket = "sextant-probe-" + installation.id();
    }

    @Override
    public ResourceHost.Kind kind() {
        return ResourceHost.Kind.STORAGE;
    }

    @Override
    public HostFacts ask(HostAccess access) {
        return with(access, ResourceError.HOST_SIGN_IN, s3 -> {
            var count = s3.listBuckets().buckets().size();
            return HostFacts.of("S3, %d buckets".formatted(count));
        });
    }

    @Override
    public void prove(HostAccess access) {
        with(access, ResourceError.HOST_RIGHTS, s3 -> {
            try {
                s3.createBucket(request -> request.bucket(bucket));
            } catch (BucketAlreadyOwnedByYouException left) {
                // By a probe that was interrupted.
            }
            s3.putObject(request -> request.bucket(bucket).key(KEY), RequestBody.fromString(KEY));
            s3.deleteObject(request -> request.bucket(bucket).key(KEY));
            return s3.deleteBucket(request -> request.bucket(bucket));
        });
    }

    @Override
    public void prove(HostAccess storage, BucketAccess access) {
        var others = with(
                storage,
                ResourceError.HOST_SIGN_IN,
                s3 -> s3.listBuckets().buckets().stream()
                        .map(Bucket::name)
                        .filter(name -> !name.equals(access.bucket()))
                        .limit(OTHERS)
                        .toList());
        var plugin = new HostAccess(
                storage.kind(), storage.address(), access.accessKey(), access.secretKey(), storage.tls());
        with(plugin, ResourceError.HOST_RIGHTS, s3 -> {
            s3.putObject(request -> request.bucket(access.bucket()).key(KEY), RequestBody.fromString(KEY));
            s3.headObject(request -> request.bucket(access.bucket()).key(KEY));
            s3.deleteObject(request -> request.bucket(access.bucket()).key(KEY));
            others.stream().filter(other -> opens(s3, other)).findFirst().ifPresent(other -> {
                throw new ProblemException(
                        ResourceError.BUCKET_NOT_ALONE,
                        "The credential for %s opens %s too; make one that opens this bucket alone"
                                .formatted(access.bucket(), other));
            });
            return access;
        });
    }

    private static boolean opens(S3Client s3, String bucket) {
        try {
            s3.listObjectsV2(request -> request.bucket(bucket).maxKeys(1));
            return true;
        } catch (S3Exception refused) {
            return false;
        }
    }

    private <T> T with(HostAccess access, ResourceError refusal, Function<S3Client, T> work) {
        access.endpoint().permitted();
        if (access.login() == null || access.secret() == null) {
            throw new ProblemException(
                    ResourceError.HOST_SIGN_IN, "An S3 endpoint needs an access key (login) and a secret key (secret)");
        }
        var keys = AwsBasicCredentials.create(access.login(), Objects.requireNonNull(access.secret()));
        try (var s3 = StorageConfiguration.client(
                settings, URI.create(access.address()), StaticCredentialsProvider.create(keys))) {
            return work.apply(s3);
        } catch (S3Exception refused) {
            throw new ProblemException(
                    refusal,
                    "The S3 endpoint %s answered %d (%s); check the keys, and that they may make and remove buckets and objects"
                            .formatted(
                                    access.address(),
                                    refused.statusCode(),
                                    refused.awsErrorDetails() == null
                                            ? "no reason"
                                            : refused.awsErrorDetails().errorCode()),
                    refused);
        } catch (SdkException failed) {
            throw new ProblemException(
                    ResourceError.HOST_UNREACHABLE,
                    "No S3 server answers at %s: %s".formatted(access.address(), failed.getMessage()),
                    failed);
        }
    }
}
