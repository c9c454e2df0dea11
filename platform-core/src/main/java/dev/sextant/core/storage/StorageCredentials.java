package dev.sextant.core.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the credentials when they are first needed, so that the core starts before the storage has its keys. */
final class StorageCredentials implements AwsCredentialsProvider {
    private final Path file;

    StorageCredentials(Path file) {
        this.file = file;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            var keys = JsonMapper.shared().readValue(Files.readAllBytes(file), Keys.class);
            return AwsBasicCredentials.create(keys.accessKey(), keys.secretKey());
        } catch (IOException unreadable) {
            throw new StorageUnavailableException(
                    "The storage credentials %s cannot be read".formatted(file), unreadable);
        } catch (JacksonException malformed) {
            // Without the cause: a parser may quote what it read.
            throw new StorageUnavailableException(
                    "The storage credentials %s are not {\"accessKey\",\"secretKey\"}".formatted(file));
        }
    }

    private record Keys(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Keys[redacted]";
        }
    }
}
