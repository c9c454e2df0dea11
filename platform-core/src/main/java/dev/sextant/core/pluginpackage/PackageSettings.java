package dev.sextant.core.pluginpackage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of uploads, and what is asked of them.
 *
 * @param maxSize the largest archive
 * @param maxUploads how many may arrive at a time
 * @param unsigned what becomes of packages without the signature of a trusted key
 */
@ConfigurationProperties("sextant.packages")
record PackageSettings(
        @DefaultValue("2GB") DataSize maxSize,
        @DefaultValue("4") int maxUploads,
        @DefaultValue("ASK") UnsignedPolicy unsigned) {}
