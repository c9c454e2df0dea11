package dev.sextant.core.resource;

/**
 * How a plugin's containers reach its bucket.
 *
 * @param endpoint the S3 endpoint, to be used with the bucket in the path
 * @param bucket the bucket
 * @param accessKey the plugin's own access key, which opens this bucket and no other
 * @param secretKey what goes with it
 */
public record BucketAccess(String endpoint, String bucket, String accessKey, String secretKey) {
    @Override
    public String toString() {
        return "BucketAccess[%s/%s, redacted]".formatted(endpoint, bucket);
    }
}
