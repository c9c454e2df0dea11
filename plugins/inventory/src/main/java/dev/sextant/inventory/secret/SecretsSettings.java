package dev.sextant.inventory.secret;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the platform puts what only this plugin may know.
 *
 * @param sealingKey the file with the master key: 32 bytes in base64
 */
@ConfigurationProperties("inventory.secrets")
public record SecretsSettings(Path sealingKey) {}
