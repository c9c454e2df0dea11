package dev.sextant.core;

import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.run.ProbeManifest;
import dev.sextant.core.run.RunRequest;
import dev.sextant.core.run.RunRequest.RecordRef;
import dev.sextant.core.run.Runs;
import dev.sextant.core.workflow.WorkflowDesigns;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A core in a process of its own that a test kills: it starts some runs, if it is told to, and tells when all have ended.
 *
 * <p>Arguments: database URL, database user, gateway URL, BPMN (or {@code -}), number of runs, file of the S3
 * credentials.
 */
@SuppressWarnings("NullAway") // rows of a test are what they are
public final class KilledCore {
    private KilledCore() {}

    public static void main(String[] arguments) throws Exception {
        ConfigurableApplicationContext context = TestPlatform.run(settings(arguments));
        say("READY");
        startRuns(context, arguments[3], Integer.parseInt(arguments[4]));
        watch(context.getBean(JdbcTemplate.class));
    }

    private static Map<String, Object> settings(String[] arguments) {
        return Map.of(
                "sextant.database.url", arguments[0],
                "sextant.database.user", arguments[1],
                "sextant.gateway-url", arguments[2],
                // Whoever kills it has an S3 server already, and has validated the schema.
                "sextant.storage.credentials-file", arguments[5],
                "sextant.storage.bucket", "sextant-killed-core",
                "spring.jpa.hibernate.ddl-auto", "none",
                "server.port", "0");
    }

    private static void startRuns(ConfigurableApplicationContext context, String bpmn, int count) {
        if (count == 0) {
            return;
        }
        context.getBean(PluginServices.class).publish("probe-package", ProbeManifest.manifest());
        var designs = context.getBean(WorkflowDesigns.class);
        String version = designs.deploy(
                        designs.create("Killed", "", bpmn, "user:jane").id(), "user:jane")
                .id();
        for (int i = 0; i < count; i++) {
            String run = context.getBean(Runs.class)
                    .start(new RunRequest(
                            version,
                            null,
                            List.of(new RecordRef("probe:thing", i + "-a"), new RecordRef("probe:thing", i + "-b")),
                            Map.of(),
                            "user:jane",
                            null));
            say("STARTED " + run);
        }
        say("ALL STARTED");
    }

    private static void watch(JdbcTemplate jdbc) throws InterruptedException {
        while (true) {
            List<Map<String, Object>> rows = jdbc.queryForList("select id, state from run");
            if (!rows.isEmpty()
                    && rows.stream().noneMatch(row -> row.get("state").equals("RUNNING"))) {
                rows.forEach(row -> say("ENDED " + row.get("id") + " " + row.get("state")));
                say("ALL ENDED");
                return;
            }
            Thread.sleep(100);
        }
    }

    private static void say(String line) {
        System.out.println("## " + line);
        System.out.flush();
    }
}
