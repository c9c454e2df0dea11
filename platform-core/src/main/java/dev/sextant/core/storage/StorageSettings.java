package dev.sextant.core.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The object storage that holds packages and outputs.
 *
 * @param url the S3 endpoint (SEXTANT_S3_URL)
 * @param credentialsFile a file {@code {"accessKey","secretKey"}}, readable by its owner only
 * @param bucket the platform's own bucket; made when missing
 * @param pluginBucketsFile a file {@code [{"bucket","accessKey","secretKey"}]} of the buckets that an embedded S3 server keeps ready for
 *     plugins; empty where the storage is another's
 * @param region the region that signatures name
 * @param partSize how much is sent in one piece; larger objects go in several
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for the answer to one piece
 */
@ConfigurationProperties("sextant.storage")
record StorageSettings(
        URI url,
        Path credentialsFile,
        @DefaultValue("sextant-core") String bucket,
        @DefaultValue("") String pluginBucketsFile,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("16MB") DataSize partSize,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout) {}
