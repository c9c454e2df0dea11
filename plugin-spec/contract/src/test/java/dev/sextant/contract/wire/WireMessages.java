package dev.sextant.contract.wire;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.event.EventBatch;
import dev.sextant.contract.event.EventReceipt;
import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.wire.wecube.WeCubeReply;
import dev.sextant.contract.wire.wecube.WeCubeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every message, once with all that it can hold and once with as little as it may. */
final class WireMessages {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Sample> ALL = new LinkedHashMap<>();

    /**
     * A message in its fullest and in its barest form.
     *
     * @param full every field is set
     * @param bare only what must be
     */
    record Sample(Record full, Record bare) {}

    static {
        EntityInstance instance = new EntityInstance("h-1", "web-1", "10.0.0.1");
        RecordOutcome failed = RecordOutcome.of("h-1", Outcome.FAILED, "EXIT_CODE", "exit 3", Map.of("exitCode", 3));
        RecordOutcome good = RecordOutcome.succeeded("h-1", Map.of());
        InvocationResponse.Results results = new InvocationResponse.Results("q", List.of(failed, good));
        InvocationResponse.Results none = new InvocationResponse.Results(null, List.of());
        Progress progress = new Progress("h-1", 40, "Copying");
        Chunk chunk = Chunk.of("h-1", 0, Chunk.Stream.ERR, new byte[] {1}, NOW);
        Event event = new Event("1", "run.changed", NOW, "user:ann", "r", "n", Map.of("state", "RUNNING"));
        ProblemError defect = new ProblemError("/a", 1, 2, "Wrong");
        RecordPlan.Change change = new RecordPlan.Change("/etc/motd", "a", "b");
        RecordPlan plan = new RecordPlan("h-1", RecordPlan.Effect.CHANGE, "Writes", List.of(change));
        InvocationRequest request = new InvocationRequest(
                "q",
                "user:ann",
                "run",
                "/x/run",
                2,
                List.of(instance),
                List.of(Map.of("callbackParameter", "h-1")),
                NOW,
                List.of("yes"),
                Duration.ofMinutes(1));
        InvocationRequest small = new InvocationRequest(
                "q", null, "run", null, 1, List.of(), List.of(Map.of("callbackParameter", "1")), null, List.of(), null);
        WeCubeRequest weCube = WeCubeRequest.of(request);

        put("entity-instance", instance, new EntityInstance("h-1", null, null));
        put("invocation-request", request, small);
        put("record-outcome", failed, good);
        put("results", results, none);
        put("invocation-response", new InvocationResponse("0", "done", results), new InvocationResponse("0", "", null));
        put(
                "invocation-status",
                new InvocationStatus("q", InvocationStatus.State.RUNNING, results),
                InvocationStatus.of("q", InvocationStatus.State.FINISHED, List.of()));
        put("progress", progress, new Progress(null, null, "Waiting"));
        put("chunk", chunk, chunk);
        put("cut", new Cut("h-1", 7), new Cut("h-1", 0));
        put(
                "report",
                new Report(
                        1,
                        List.of("h-2"),
                        List.of(failed),
                        List.of(chunk),
                        List.of(new Cut("h-1", 7)),
                        List.of(progress)),
                new Report(1, List.of(), List.of(), List.of(), List.of(), List.of()));
        put("report-reply", new ReportReply(Map.of("h-1", 5L)), new ReportReply(Map.of()));
        put("cancel-request", new CancelRequest("q", List.of("h-1")), CancelRequest.all("q"));
        put("plan-change", change, new RecordPlan.Change("/etc/motd", null, null));
        put("record-plan", plan, new RecordPlan("h-1", RecordPlan.Effect.UNKNOWN, "", List.of()));
        put("plan-reply", new PlanReply(List.of(plan)), new PlanReply(List.of()));
        put("filter", new Filter("name", FilterOp.IN, List.of("a", 1)), new Filter("name", FilterOp.IS, null));
        put(
                "entity-query",
                new EntityQuery(List.of(new Filter("name", FilterOp.EQ, "x")), 5, "cursor", "web"),
                EntityQuery.all());
        put(
                "entity-reply",
                EntityReply.ok(List.of(Map.of("id", "h-1")), "cursor"),
                new EntityReply("ERROR", "No", List.of(), null));
        put("event", event, new Event("1", "run.changed", NOW, null, null, null, Map.of()));
        put("event-batch", new EventBatch(List.of(event)), new EventBatch(List.of(event)));
        put("event-receipt", new EventReceipt("1", "No room"), new EventReceipt(null, null));
        put("health", new Health("UP"), new Health("DOWN"));
        put("problem-error", defect, new ProblemError(null, null, null, "Wrong"));
        put(
                "problem",
                new Problem("about:blank", "No", 422, "Because", "NO", List.of(defect), "trace"),
                new Problem("about:blank", "No", 404, null, null, List.of(), null));
        put("wecube-instance", weCube.entityInstances().get(0), new WeCubeRequest.WeCubeInstance("1", null, Map.of()));
        put("wecube-request", weCube, WeCubeRequest.of(small));
        put("wecube-reply", WeCubeReply.ok(), new WeCubeReply("ERROR", "No"));
    }

    private WireMessages() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    static Sample of(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    private static void put(String name, Record full, Record bare) {
        ALL.put(name, new Sample(full, bare));
    }
}
