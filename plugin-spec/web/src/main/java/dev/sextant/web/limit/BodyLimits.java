package dev.sextant.web.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The largest bodies that are read into memory; uploads are streams with limits of their own.
 *
 * @param signedIn of a caller with a token
 * @param open of anybody, for the handlers that are open to all
 */
@ConfigurationProperties("sextant.web.body-limit")
public record BodyLimits(
        @DefaultValue("16MB") DataSize signedIn,
        @DefaultValue("64KB") DataSize open) {}
