package dev.sextant.core.resource;

import dev.sextant.testsupport.S3Server;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;

/** A bucket on the real S3 server of the tests, as a plugin writes into its own. */
public final class TestBucket implements AutoCloseable {
    private final S3Client s3;
    private final String name;

    private TestBucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    /** A new and empty one. */
    public static TestBucket create() {
        var server = S3Server.shared();
        var bucket = new TestBucket(
                client(server.url(), server.accessKey(), server.secretKey()), "bucket-" + UUID.randomUUID());
        bucket.s3.createBucket(request -> request.bucket(bucket.name));
        return bucket;
    }

    static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public String name() {
        return name;
    }

    public void put(String key, String content) {
        s3.putObject(request -> request.bucket(name).key(key), RequestBody.fromString(content));
    }

    public String read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(name).key(key)).asUtf8String();
    }

    @Override
    public void close() {
        s3.listObjectsV2Paginator(request -> request.bucket(name).encodingType(EncodingType.URL)).contents().stream()
                .toList()
                .forEach(object ->
                        s3.deleteObject(request -> request.bucket(name).key(object.key())));
        s3.deleteBucket(request -> request.bucket(name));
        s3.close();
    }
}
