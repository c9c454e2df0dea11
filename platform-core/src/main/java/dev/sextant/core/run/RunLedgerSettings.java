package dev.sextant.core.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes of runs are written.
 *
 * @param writers how many transactions write at a time
 * @param batch at most so many changes share a transaction
 */
@ConfigurationProperties("sextant.runs.ledger")
record RunLedgerSettings(
        @DefaultValue("2") int writers, @DefaultValue("64") int batch) {}
