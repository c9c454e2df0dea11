package dev.sextant.core.invocation;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calls of plugins that have not ended, for whoever takes an instance away. */
@Component
public class OpenInvocations {
    private final JdbcClient database;

    OpenInvocations(JdbcClient database) {
        this.database = database;
    }

    /** How many of the plugin's calls were opened before this moment and have not ended. */
    public int openedBefore(String plugin, Instant moment) {
        return database.sql("""
                        select count(*) from invocation
                        where plugin = ? and opened_at < ? and state in ('READY', 'SENDING', 'ACCEPTED')""")
                .params(plugin, moment.toEpochMilli())
                .query(Integer.class)
                .single();
    }
}
