package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.input.Samples;
import dev.sextant.testkit.platform.Attempt;
import dev.sextant.testkit.platform.StandInPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin under test and the platform around it.
 *
 * @param manifest what the plugin says of itself
 * @param platform what plays the platform
 * @param client what calls the plugin
 * @param samples what it is given
 * @param patience how long it may take
 */
record Session(
        PluginManifest manifest, StandInPlatform platform, PluginClient client, Samples samples, Patience patience) {

    /**
     * One call of a service.
     *
     * @param service the service
     * @param id the request's id
     * @param body the request
     * @param attempt what the plugin tells of it
     */
    record Call(ServiceSpec service, String id, Map<String, Object> body, Attempt attempt) {
        boolean isAsync() {
            return service.mode() == ServiceMode.ASYNC;
        }
    }

    String invokeToken() {
        return platform.tokens().forPlugin(manifest.name(), manifest.name() + ":invoke");
    }

    String readToken() {
        return platform.tokens().forPlugin(manifest.name(), manifest.name() + ":read");
    }

    String manageToken() {
        return platform.tokens().forPlugin(manifest.name(), manifest.name() + ":manage", manifest.name() + ":read");
    }

    static String newId() {
        return "testkit-" + UUID.randomUUID();
    }

    Call call(ServiceSpec service, List<Map<String, @Nullable Object>> values) {
        String id = newId();
        List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
        List<Map<String, Object>> instances = new ArrayList<>();
        List<String> records = new ArrayList<>();
        for (Map<String, @Nullable Object> each : values) {
            String record = "record-" + (records.size() + 1) + "-" + id.substring(id.length() - 6);
            records.add(record);
            Map<String, @Nullable Object> input = new LinkedHashMap<>();
            input.put(InvocationRequest.CALLBACK_PARAMETER, record);
            input.putAll(each);
            inputs.add(input);
            instances.add(Map.of("id", record, "displayName", record));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", id);
        body.put("operator", "user:testkit");
        body.put("serviceName", service.name());
        body.put("servicePath", service.path());
        body.put("attempt", 1);
        body.put("entityInstances", service.target() == null ? List.of() : instances);
        body.put("inputs", inputs);
        body.put("allowedOptions", List.of());
        body.put("timeout", "PT5M");
        return new Call(service, id, body, platform.expect(id, records));
    }

    Exchange send(Call call) throws IOException, InterruptedException {
        return client.post(call.service().path(), invokeToken(), call.id(), call.body());
    }

    /** The outcomes of a call that was sent, once they are there. */
    List<RecordOutcome> outcomes(Call call, Exchange answer) throws Deviation, InterruptedException {
        if (!call.isAsync()) {
            InvocationResponse response = answer.expect(200).as(InvocationResponse.class);
            InvocationResponse.Results results = response.results();
            if (results == null) {
                throw new Deviation(answer.seen() + "; it has no results");
            }
            return results.outputs();
        }
        answer.expect(202);
        if (!call.attempt().await(patience.outcomes(), Attempt::isOver)) {
            throw new Deviation("%d of %d outcomes and no callback came within %d s after %s"
                    .formatted(
                            call.attempt().outcomes().size(),
                            records(call).size(),
                            patience.outcomes().toSeconds(),
                            answer.request()));
        }
        return call.attempt().outcomes();
    }

    List<RecordOutcome> perform(Call call) throws Deviation, IOException, InterruptedException {
        return outcomes(call, send(call));
    }

    static List<String> records(Call call) {
        List<String> records = new ArrayList<>();
        if (call.body().get("inputs") instanceof List<?> inputs) {
            for (Object input : inputs) {
                if (input instanceof Map<?, ?> map) {
                    records.add(String.valueOf(map.get(InvocationRequest.CALLBACK_PARAMETER)));
                }
            }
        }
        return records;
    }

    /** Fails unless each record ended exactly once, and none that the call did not have. */
    static void complete(Call call, List<RecordOutcome> outcomes) throws Deviation {
        List<String> wanted = new ArrayList<>(records(call));
        List<String> found =
                outcomes.stream().map(RecordOutcome::callbackParameter).toList();
        for (String record : found) {
            if (!wanted.remove(record)) {
                boolean twice = records(call).contains(record);
                throw new Deviation("The record '" + record + "' "
                        + (twice ? "has two outcomes" : "has an outcome, but the call did not have it"));
            }
        }
        if (!wanted.isEmpty()) {
            throw new Deviation(wanted.size() + " of " + records(call).size() + " records have no outcome, first "
                    + wanted.getFirst());
        }
        List<String> breaches = call.attempt().breaches();
        if (!breaches.isEmpty()) {
            throw new Deviation(String.join("; ", breaches));
        }
    }
}
