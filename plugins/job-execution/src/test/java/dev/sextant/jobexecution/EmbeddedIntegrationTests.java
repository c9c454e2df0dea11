package dev.sextant.jobexecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.junit.PluginTest;
import dev.sextant.testkit.junit.ServiceCall;
import dev.sextant.testkit.junit.TestPlatform;
import dev.sextant.testkit.platform.Answer;
import dev.sextant.testsupport.ssh.OpenSshServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plugin in one process with the test, between a platform and a real sshd. */
@PluginTest(
        value = JobExecutionApplication.class,
        properties = {"sextant.jobs.ssh.allow-loopback=true", "sextant.jobs.runner.spool=${SEXTANT_DATA}"})
class EmbeddedIntegrationTests {
    private static OpenSshServer server;

    @BeforeAll
    static void start(TestPlatform platform) {
        server = OpenSshServer.start();
        Map<String, String> credential = Map.of(
                "host", "web-1", "user", server.user(), "authentication", "KEY", "privateKey", server.clientKey());
        platform.answer(Answer.ok("POST", "/inventory/v1/credentials/reveal", Map.of("items", List.of(credential))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void endsEachRecordWithItsOwnOutcome(TestPlatform platform) {
        ServiceCall call = platform.invoke("run-script")
                .record("good", input("web-1", "echo one; exit 3"))
                .record("unknown", input("web-2", "echo two"));

        assertThat(call.outcomes())
                .extracting(RecordOutcome::callbackParameter, RecordOutcome::outcome)
                .containsExactlyInAnyOrder(tuple("good", Outcome.FAILED), tuple("unknown", Outcome.NEVER_STARTED));
        assertThat(call.outcome("good").outputs()).containsEntry("exitCode", 3);
        assertThat(call.outcome("unknown").reason()).isEqualTo("CREDENTIAL_MISSING");
        assertThat(call.output("good")).isEqualTo("one\n");
    }

    @Test
    void cancelsWhatRuns(TestPlatform platform) {
        ServiceCall call = platform.invoke("run-script")
                .record("slow", input("web-1", "echo up; sleep 600"))
                .send()
                .awaitOutput("slow", "up\n")
                .cancel();

        assertThat(call.outcome("slow").outcome()).isEqualTo(Outcome.CANCELLED);
    }

    private static Map<String, Object> input(String host, String script) {
        return Map.of(
                "script", script,
                "host", host,
                "address", server.address(),
                "port", server.port(),
                "hostKey", server.hostKey());
    }
}
