package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.input.Samples;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service that is called as it must not be called. */
final class RefusalChecks {
    private static final int OVERSIZE = 33 * 1024 * 1024;
    private static final int MOST_RECORDS = 20;
    private static final String INPUT_MEND =
            "Check each input against the manifest before the work: answer 422, or end that record FAILED with reason INVALID_INPUT";
    private static final String BODY_MEND =
            "Check the body before the attempt is kept; answer a problem (application/problem+json) with 400 or 422";

    private final Session session;
    private final ServiceSpec service;

    RefusalChecks(Session session, ServiceSpec service) {
        this.session = session;
        this.service = service;
    }

    List<Check> all() {
        return List.of(
                input("service.missing-required", "Without a required parameter nothing is done", this::missing),
                input("service.wrong-type", "A value of another type is refused and nothing is done", this::wrongType),
                input(
                        "service.wrong-value",
                        "A value outside the manifest's list or range, or one that its author calls bad, is refused",
                        this::wrongValue),
                input("service.unknown-parameter", "A parameter that the manifest does not know is refused", () -> {
                    Map<String, @Nullable Object> values = session.samples().good(service);
                    values.put("noSuchParameter", "x");
                    refuses(List.of(values), List.of("the unknown parameter noSuchParameter"));
                }),
                body("service.not-json", "A body that is not JSON is answered with a problem", () -> {
                    malformed("{\"requestId\": ");
                    malformed("[]");
                    malformed("\"text\"");
                }),
                body(
                        "service.incomplete",
                        "A call without requestId, inputs or record names is refused",
                        this::incomplete),
                body("service.oversize", "A body of 33 MiB is refused, and the plugin stays well", this::oversize),
                body(
                        "service.unknown",
                        "A path beside the service's is answered 404",
                        () -> session.client()
                                .post(service.path() + "-none", session.invokeToken(), null, Map.of())
                                .expectProblem(404)));
    }

    private Check input(String name, String expected, Check.Body body) {
        return Check.of(CheckGroup.SERVICES, name, expected, INPUT_MEND, body).on(service.name());
    }

    private Check body(String name, String expected, Check.Body body) {
        return Check.of(CheckGroup.SERVICES, name, expected, BODY_MEND, body).on(service.name());
    }

    private void missing() throws Deviation, NotApplicable, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
        List<String> what = new ArrayList<>();
        for (InputParameter parameter : service.input()) {
            if (parameter.required() && parameter.defaultValue() == null) {
                Map<String, @Nullable Object> values = session.samples().good(service);
                values.remove(parameter.name());
                inputs.add(values);
                what.add("'" + parameter.name() + "' missing");
            }
        }
        if (inputs.isEmpty()) {
            throw new NotApplicable("No parameter is required");
        }
        refuses(inputs, what);
    }

    private void wrongType() throws Deviation, NotApplicable, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
        List<String> what = new ArrayList<>();
        for (InputParameter parameter : service.input()) {
            Map<String, @Nullable Object> values = session.samples().good(service);
            values.put(parameter.name(), Samples.wrong(parameter));
            inputs.add(values);
            what.add("'" + parameter.name() + "' no " + parameter.type().text());
        }
        if (inputs.isEmpty()) {
            throw new NotApplicable("The service has no parameters");
        }
        refuses(inputs, what);
    }

    private void wrongValue() throws Deviation, NotApplicable, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
        List<String> what = new ArrayList<>();
        for (InputParameter parameter : service.input()) {
            if (!parameter.values().isEmpty()) {
                Map<String, @Nullable Object> values = session.samples().good(service);
                values.put(parameter.name(), "NO_SUCH_VALUE");
                inputs.add(values);
                what.add("'" + parameter.name() + "' outside its list");
            }
        }
        for (InputParameter parameter : service.input()) {
            BigDecimal minimum = parameter.minimum();
            BigDecimal maximum = parameter.maximum();
            if (minimum != null) {
                outside(parameter, minimum.subtract(BigDecimal.ONE), inputs, what);
            }
            if (maximum != null) {
                outside(parameter, maximum.add(BigDecimal.ONE), inputs, what);
            }
        }
        List<Map<String, @Nullable Object>> bad =
                session.samples().inputs().service(service.name()).bad();
        for (Map<String, @Nullable Object> each : bad == null ? List.<Map<String, @Nullable Object>>of() : bad) {
            Map<String, @Nullable Object> values = session.samples().good(service);
            values.putAll(each);
            inputs.add(values);
            what.add("the bad " + each.keySet());
        }
        if (inputs.isEmpty()) {
            throw new NotApplicable("No parameter has a list of values or a range, and --inputs names no bad ones");
        }
        refuses(inputs, what);
    }

    private void outside(
            InputParameter parameter, BigDecimal value, List<Map<String, @Nullable Object>> inputs, List<String> what) {
        Map<String, @Nullable Object> values = session.samples().good(service);
        values.put(parameter.name(), value);
        inputs.add(values);
        what.add("'" + parameter.name() + "' not " + parameter.rangeInWords());
    }

    /** As many calls as the batch size asks for; a call may be refused as a whole. */
    private void refuses(List<Map<String, @Nullable Object>> inputs, List<String> what)
            throws Deviation, IOException, InterruptedException {
        int size = Math.min(service.batch(), MOST_RECORDS);
        for (int from = 0; from < inputs.size(); from += size) {
            int to = Math.min(inputs.size(), from + size);
            refusesTogether(inputs.subList(from, to), what.subList(from, to));
        }
    }

    private void refusesTogether(List<Map<String, @Nullable Object>> inputs, List<String> what)
            throws Deviation, IOException, InterruptedException {
        Session.Call call = session.call(service, inputs);
        Exchange answer = session.send(call);
        if (!answer.isSuccess()) {
            answer.expectProblem(400, 422);
            if (call.attempt().isTouched()) {
                throw new Deviation("The plugin reported on a call that it had refused");
            }
            return;
        }
        List<RecordOutcome> outcomes = session.outcomes(call, answer);
        Session.complete(call, outcomes);
        List<String> records = Session.records(call);
        List<String> taken = new ArrayList<>();
        for (RecordOutcome outcome : outcomes) {
            boolean begun = call.attempt().started().contains(outcome.callbackParameter());
            boolean failed = outcome.outcome() == Outcome.FAILED || outcome.outcome() == Outcome.NEVER_STARTED;
            if (!failed || begun) {
                taken.add("with " + what.get(records.indexOf(outcome.callbackParameter())) + " it "
                        + (begun ? "was started" : "ended " + outcome.outcome()));
            }
        }
        if (!taken.isEmpty()) {
            throw new Deviation(String.join("; ", taken));
        }
    }

    private void malformed(String body) throws Deviation, IOException, InterruptedException {
        session.client()
                .postBytes(service.path(), session.invokeToken(), null, body.getBytes(StandardCharsets.UTF_8))
                .expectProblem();
    }

    private void incomplete() throws Deviation, IOException, InterruptedException {
        Map<String, Object> body =
                session.call(service, List.of(session.samples().good(service))).body();
        Map<String, Object> nameless = new LinkedHashMap<>(body);
        nameless.remove("requestId");
        session.client()
                .post(service.path(), session.invokeToken(), null, nameless)
                .expectProblem();
        Map<String, @Nullable Object> anonymous = session.samples().good(service);
        for (Object inputs : List.of(List.of(), List.of(anonymous), "none")) {
            Map<String, Object> broken = new LinkedHashMap<>(body);
            broken.put("requestId", Session.newId());
            broken.put("inputs", inputs);
            session.client()
                    .post(service.path(), session.invokeToken(), null, broken)
                    .expectProblem();
        }
    }

    private void oversize() throws Deviation, IOException, InterruptedException {
        byte[] body = new byte[OVERSIZE];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[OVERSIZE - 1] = '}';
        try {
            session.client()
                    .postBytes(service.path(), session.invokeToken(), null, body)
                    .expectProblem();
        } catch (IOException cut) {
            // A server may close the connection rather than read on; what counts is that it lives.
        }
        session.client()
                .get(HealthPath.of(session.manifest().containers().getFirst()), null)
                .expect(200);
    }
}
