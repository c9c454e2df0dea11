package dev.sextant.core.storage;

import dev.sextant.core.resource.BucketAccess;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.OwnStorage;
import dev.sextant.core.resource.ResourceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The embedded S3 server, whose buckets for plugins the launcher writes into a file with their credentials. */
@Component
class EmbeddedStorage implements OwnStorage {
    private final StorageSettings settings;

    EmbeddedStorage(StorageSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<HostAccess> access() {
        if (settings.pluginBucketsFile().isEmpty() || Files.notExists(file())) {
            return Optional.empty();
        }
        var keys = new StorageCredentials(settings.credentialsFile()).resolveCredentials();
        return Optional.of(new HostAccess(
                ResourceHost.Kind.STORAGE,
                settings.url().toString(),
                keys.accessKeyId(),
                keys.secretAccessKey(),
                false));
    }

    @Override
    public List<BucketAccess> buckets() {
        try {
            var ready = JsonMapper.shared().readValue(Files.readAllBytes(file()), Ready[].class);
            return List.of(ready).stream()
                    .map(one ->
                            new BucketAccess(settings.url().toString(), one.bucket(), one.accessKey(), one.secretKey()))
                    .toList();
        } catch (IOException unreadable) {
            throw new StorageUnavailableException(
                    "The plugins' buckets %s cannot be read".formatted(file()), unreadable);
        } catch (JacksonException malformed) {
            // Without the cause: a parser may quote what it read.
            throw new StorageUnavailableException(
                    "The plugins' buckets %s are not [{\"bucket\",\"accessKey\",\"secretKey\"}]".formatted(file()));
        }
    }

    private Path file() {
        return Path.of(settings.pluginBucketsFile());
    }

    private record Ready(String bucket, String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Ready[%s, redacted]".formatted(bucket);
        }
    }
}
