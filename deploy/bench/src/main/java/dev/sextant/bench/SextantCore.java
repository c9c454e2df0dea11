package dev.sextant.bench;

import dev.sextant.contract.event.Event;
import dev.sextant.core.event.Events;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.run.RunRequest;
import dev.sextant.core.run.Runs;
import dev.sextant.core.workflow.WorkflowDesigns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Our side: runs are started by the same call as behind the API, and their ends are read from the durable feed. */
final class SextantCore implements Contender {
    private final ConfigurableApplicationContext context;
    private final Runs runs;
    private final Events events;
    private final String version;
    private final ConcurrentHashMap<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
    private final Thread reader;

    SextantCore(Map<String, Object> database) {
        this.context = new SpringApplicationBuilder(Core.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .properties(Map.of(
                        "spring.config.name", "bench",
                        "logging.level.root", "WARN",
                        "spring.main.lazy-initialization", "false",
                        "spring.jpa.hibernate.ddl-auto", "none",
                        "spring.jpa.open-in-view", "false",
                        "spring.autoconfigure.exclude", "dev.sextant.web.autoconfigure.IdentityAutoConfiguration"))
                .properties(database)
                .run();
        this.runs = context.getBean(Runs.class);
        this.events = context.getBean(Events.class);
        context.getBean(PluginServices.class).publish("noop", NoopPlugin.manifest());
        var designs = context.getBean(WorkflowDesigns.class);
        this.version = designs.deploy(
                        designs.create("Three no-ops", "", bpmn(), "user:bench").id(), "user:bench")
                .id();
        this.reader = Thread.ofPlatform().daemon().name("bench-reader").start(this::read);
    }

    @Override
    public CompletableFuture<Void> run() {
        String id = runs.start(new RunRequest(version, null, List.of(), Map.of(), "user:bench", null));
        return end(id).whenComplete((done, failed) -> ends.remove(id));
    }

    private CompletableFuture<Void> end(String id) {
        return ends.computeIfAbsent(id, none -> new CompletableFuture<>());
    }

    private void read() {
        long cursor = events.last();
        try {
            while (true) {
                long mark = events.mark();
                List<Event> page = events.after(cursor, 1_000, null);
                for (Event event : page) {
                    cursor = Long.parseLong(event.id());
                    if (event.type().equals("run.changed") && event.runId() != null) {
                        if (!"SUCCEEDED".equals(event.data().get("state"))) {
                            throw new IllegalStateException("A run did not succeed: " + event);
                        }
                        end(event.runId()).complete(null);
                    }
                }
                if (page.isEmpty()) {
                    events.await(mark, Duration.ofSeconds(1));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Traffic traffic() {
        return ((CountingDataSource) context.getBean(javax.sql.DataSource.class)).traffic();
    }

    @Override
    public void close() {
        reader.interrupt();
        context.close();
    }

    private static String bpmn() {
        var nodes = new StringBuilder();
        String previous = "start";
        for (int i = 1; i <= 3; i++) {
            nodes.append("""
                    <bpmn:serviceTask id="node%1$d" name="Node %1$d"><bpmn:extensionElements>
                    <sextant:service plugin="noop" name="noop"/></bpmn:extensionElements></bpmn:serviceTask>
                    <bpmn:sequenceFlow id="flow%1$d" sourceRef="%2$s" targetRef="node%1$d"/>
                    """.formatted(i, previous));
            previous = "node" + i;
        }
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:sextant="https://sextant.dev/bpmn/1" id="d" targetNamespace="http://sextant.dev/bench">
                <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start"/>%s<bpmn:endEvent id="end"/>
                <bpmn:sequenceFlow id="last" sourceRef="node3" targetRef="end"/></bpmn:process></bpmn:definitions>
                """.formatted(nodes);
    }
}
