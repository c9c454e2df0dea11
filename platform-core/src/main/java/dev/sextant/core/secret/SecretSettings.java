package dev.sextant.core.secret;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the platform's master key lies.
 *
 * @param masterKeyFile 32 bytes in base64; by default a file of the installation, made at the first start. Cores that share
 *     a database share the key too
 */
@ConfigurationProperties("sextant.secret")
record SecretSettings(@Nullable Path masterKeyFile) {}
