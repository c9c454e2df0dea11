package dev.sextant.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreClient;
import dev.sextant.core.TestPlatform;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TinyImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The core stops while streams of every kind are open. */
@ExtendWith(OutputCaptureExtension.class)
class StopIntegrationTests {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void endsOpenStreamsInsteadOfWaitingForThem(CapturedOutput log) throws Exception {
        try (var plugin = new FakePlugin(0);
                var http = HttpClient.newHttpClient();
                var core = TestPlatform.run(Map.of(
                        "server.port", "0", "sextant.gateway-url", plugin.url().toString()))) {
            plugin.hold = true;
            var admin = CoreClient.administrator(port(core));
            core.getBean(PluginServices.class).publish("probe-package", FakePlugin.manifest());
            var streams = new ArrayList<Iterator<String>>();
            for (String path : paths(admin)) {
                var lines = open(http, admin, path);
                assertThat(lines.next()).as(path).isNotEmpty();
                streams.add(lines);
            }
            String installation = core.getBean(Installation.class).id();

            core.close();

            DockerEngine.removeAll("sextant.installation=" + installation);
            // An end that is none would be an exception here.
            assertThat(streams).allSatisfy(lines -> lines.forEachRemaining(line -> {}));
            assertThat(log).contains("Graceful shutdown complete").doesNotContain("Graceful shutdown aborted");
        }
    }

    private static int port(ConfigurableApplicationContext core) {
        return Integer.parseInt(core.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static List<String> paths(CoreClient admin) {
        String run = heldRun(admin);
        String instance = healthyInstance(admin);
        return List.of(
                "/platform/v1/events?after=0",
                "/platform/v1/routes",
                "/platform/v1/runs/" + run + "/nodes/only/records/a/output",
                "/platform/v1/plugin-instances/" + instance + "/logs");
    }

    private static Iterator<String> open(HttpClient http, CoreClient admin, String path)
            throws IOException, InterruptedException {
        var request = admin.request(path).header("Accept", "text/event-stream").GET();
        return http.send(request.build(), BodyHandlers.ofLines()).body().iterator();
    }

    private static String heldRun(CoreClient admin) {
        String bpmn = Bpmn.sequence(Bpmn.task("only", "async", Bpmn.parameter("text", "CONSTANT", "hi")));
        String workflow = post(admin, "/platform/v1/workflows", Map.of("name", "Held", "draft", bpmn));
        String version = post(admin, "/platform/v1/workflows/" + workflow + "/deploy", Map.of());
        var record = Map.of("entity", "probe:thing", "id", "a");
        String run = post(admin, "/platform/v1/runs", Map.of("workflowVersionId", version, "records", List.of(record)));
        await().atMost(PATIENCE)
                .until(() -> admin.get("/platform/v1/runs/" + run + "/nodes/only/records/a/output")
                                .status()
                        == 200);
        return run;
    }

    private static String healthyInstance(CoreClient admin) {
        var added = admin.upload(
                PluginArchive.of(PluginArchive.manifest("stopping", "1.0.0", ""), TinyImage.healthy("stopping:1.0.0")));
        post(admin, "/platform/v1/plugin-packages/" + added.text("id") + "/register", Map.of("acceptUnsigned", true));
        String id = post(admin, "/platform/v1/plugin-packages/" + added.text("id") + "/instances", Map.of());
        await().atMost(PATIENCE)
                .until(() -> admin.get("/platform/v1/plugin-instances/" + id)
                        .text("state")
                        .equals("HEALTHY"));
        return id;
    }

    private static String post(CoreClient admin, String path, Map<String, ?> body) {
        var answer = admin.post(path, JsonMapper.shared().writeValueAsString(body));
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
        return answer.text("id");
    }
}
