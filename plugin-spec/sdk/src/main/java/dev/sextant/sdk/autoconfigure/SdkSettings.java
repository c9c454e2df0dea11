package dev.sextant.sdk.autoconfigure;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a plugin may set, {@code sextant.plugin.*}.
 *
 * @param name the plugin's name; follows from the manifest
 * @param sealingKeyFile the key that stored requests are sealed with; follows from the container's secrets
 * @param maxInvocations at most so many asynchronous attempts at a time; further ones are answered 429
 * @param maxWaitingOutput at most so much output of all attempts together waits for the core; then their work waits
 */
@ConfigurationProperties("sextant.plugin")
public record SdkSettings(
        String name,
        @Nullable Path sealingKeyFile,
        @DefaultValue("100") int maxInvocations,
        @DefaultValue("16MB") DataSize maxWaitingOutput) {}
