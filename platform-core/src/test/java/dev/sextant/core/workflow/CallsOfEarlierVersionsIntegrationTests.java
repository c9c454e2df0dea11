package dev.sextant.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.EchoDesign;
import dev.sextant.core.TestManifests;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.testsupport.PluginArchive;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CoreIntegrationTest
class CallsOfEarlierVersionsIntegrationTests {
    @Autowired
    CallsOfEarlierVersions earlier;

    @Autowired
    WorkflowDesigns designs;

    @Autowired
    WorkflowCalls calls;

    @Autowired
    PluginServices services;

    @Autowired
    JdbcClient database;

    @Test
    void notesTheCallsOfVersionsThatWereDeployedBefore() {
        services.publish("package-earlier", TestManifests.read(PluginArchive.manifest("earlier", "1.0.0", "")));
        var workflow = designs.create("Earlier", "", EchoDesign.of("earlier"), "user:test");
        var version = designs.deploy(workflow.id(), "user:test").id();
        var query = WorkflowCalls.Query.current("earlier", "1.0.0");
        assertThat(calls.list(query, null, 10))
                .extracting(CallingVersion::versionId)
                .containsExactly(version);
        database.sql("delete from workflow_call where version_id = ?")
                .param(version)
                .update();
        database.sql("delete from workflow_calls_noted where version_id = ?")
                .param(version)
                .update();
        assertThat(calls.count(query)).isZero();

        earlier.noteAll();
        earlier.noteAll();

        assertThat(calls.count(query)).isEqualTo(1);
    }
}
