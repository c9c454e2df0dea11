package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.CheckGroup;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A service that is called as it wants to be called. */
final class ServiceChecks {
    private static final int MOST_RECORDS = 1000;
    private static final long SETTLE_MILLIS = 1500;

    private final Session session;
    private final ServiceSpec service;
    private Session.@Nullable Call first;
    private @Nullable Exchange answer;
    private List<RecordOutcome> outcomes = List.of();

    ServiceChecks(Session session, ServiceSpec service) {
        this.session = session;
        this.service = service;
    }

    List<Check> all() {
        return List.of(
                check(
                        "service.call",
                        "A good call is answered 200 with outcomes, or 202 and they follow",
                        "Answer 200 with results at once (mode sync), or 202 and later one callback with all outcomes (mode async)",
                        this::goodCall),
                check(
                        "service.outcomes",
                        "Each record of the call ends exactly once, and none that the call did not have",
                        "Return one outcome for each input, named by its callbackParameter",
                        () -> Session.complete(first(), outcomes)),
                check(
                        "service.success",
                        "With good values every record ends SUCCEEDED",
                        "Tell good values in the file of --inputs, or mend the service",
                        this::success),
                check(
                        "service.outputs",
                        "The outputs are those of the manifest, each of its type",
                        "Write what the service gives under output in plugin.yaml, or give what stands there",
                        this::outputs),
                check(
                        "service.repeat",
                        "The same key with the same body gives the same answer and has no second effect",
                        "Keep each attempt under its requestId before working on it, and give the kept answer again",
                        this::repeat),
                check(
                        "service.key-reused",
                        "The same key with another body is answered 422",
                        "Keep a digest of the body with the requestId, and compare it",
                        this::keyReused),
                check(
                        "service.key-differs",
                        "A key that is not the request's id is answered 400",
                        "Compare the header Idempotency-Key with requestId where it is there",
                        () -> {
                            Session.Call call = session.call(
                                    service, List.of(session.samples().guessed(service)));
                            session.client()
                                    .post(service.path(), session.invokeToken(), "another-key", call.body())
                                    .expectProblem(400);
                        }),
                check(
                        "service.later-fields",
                        "Fields of the request that only a later platform knows are passed over",
                        "Ignore unknown fields beside requestId, inputs and the others; only parameters are checked",
                        this::laterFields),
                check(
                        "service.asking",
                        "Asked by the key, the plugin tells the attempt's state and outcomes; 404 when it never had it",
                        "Serve GET <invocations>/{requestId}, with 404 for ids that never arrived",
                        this::asking),
                check(
                        "service.batch",
                        "A call with as many records as the manifest says is served, one more is refused",
                        "Serve batches up to the stated size and refuse larger ones with 422, or state another batch",
                        this::batch));
    }

    private Check check(String name, String expected, String mend, Check.Body body) {
        return Check.of(CheckGroup.SERVICES, name, expected, mend, body).on(service.name());
    }

    private void goodCall() throws Deviation, IOException, InterruptedException {
        Session.Call call = session.call(service, List.of(session.samples().good(service)));
        Exchange got = session.send(call);
        outcomes = session.outcomes(call, got);
        first = call;
        answer = got;
    }

    private Session.Call first() throws NotApplicable {
        if (first == null) {
            throw new NotApplicable("There is no good call, see service.call");
        }
        return first;
    }

    private void success() throws Deviation, NotApplicable {
        first();
        for (RecordOutcome outcome : outcomes) {
            if (outcome.outcome() != Outcome.SUCCEEDED) {
                String seen = outcome.outcome() + " " + Objects.requireNonNullElse(outcome.reason(), "") + " "
                        + outcome.errorMessage();
                if (session.samples().isTold(service)) {
                    throw new Deviation("With the values of --inputs a record ended " + seen);
                }
                throw new NotApplicable("With guessed values it ended " + seen
                        + "; tell good ones in --inputs (services." + service.name() + ".good)");
            }
        }
    }

    private void outputs() throws Deviation, NotApplicable {
        first();
        Map<String, OutputParameter> known = new HashMap<>();
        service.output().forEach(output -> known.put(output.name(), output));
        for (RecordOutcome outcome : outcomes) {
            for (Map.Entry<String, @Nullable Object> output : outcome.outputs().entrySet()) {
                OutputParameter parameter = known.get(output.getKey());
                if (parameter == null) {
                    throw new Deviation("'" + output.getKey() + "' is not among the outputs of the manifest");
                }
                if (output.getValue() != null && !fits(parameter, output.getValue())) {
                    throw new Deviation("'" + output.getKey() + "' is no "
                            + parameter.type().text());
                }
            }
        }
    }

    private static boolean fits(OutputParameter parameter, Object value) {
        return switch (parameter.type().text()) {
            case "string", "instant" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long || value instanceof BigInteger;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            default -> true;
        };
    }

    private void repeat() throws Deviation, NotApplicable, IOException, InterruptedException {
        Session.Call call = first();
        int messages = call.attempt().messages();
        Exchange again = session.send(call);
        Exchange before = Objects.requireNonNull(answer);
        if (again.status() != before.status() || !again.json().equals(before.json())) {
            throw new Deviation("First " + before.seen() + "; then " + again.seen());
        }
        if (call.isAsync()) {
            Thread.sleep(SETTLE_MILLIS);
            boolean moreThanTheLastWord = call.attempt().messages() > messages + 1;
            if (moreThanTheLastWord || !call.attempt().breaches().isEmpty()) {
                throw new Deviation("After the repetition the plugin told "
                        + (call.attempt().messages() - messages) + " more messages of the attempt; "
                        + String.join("; ", call.attempt().breaches()));
            }
        }
    }

    private void keyReused() throws Deviation, NotApplicable, IOException, InterruptedException {
        Session.Call call = first();
        Map<String, Object> other = new LinkedHashMap<>(call.body());
        other.put("operator", "user:another");
        other.put("dueDate", "2030-01-01T00:00:00Z");
        session.client()
                .post(service.path(), session.invokeToken(), call.id(), other)
                .expectProblem(422)
                .expectCode("IDEMPOTENCY_KEY_REUSED");
    }

    private void laterFields() throws Deviation, IOException, InterruptedException {
        Session.Call call = session.call(service, List.of(session.samples().guessed(service)));
        call.body().put("fieldOfALaterPlatform", Map.of("any", true));
        Session.complete(call, session.perform(call));
    }

    private void asking() throws Deviation, NotApplicable, IOException, InterruptedException {
        String path = service.invocations();
        if (path == null) {
            throw new NotApplicable("The manifest names no path under 'invocations'");
        }
        Session.Call call = first();
        InvocationStatus status = ask(path, call);
        for (int i = 0; i < 10 && status.state() != InvocationStatus.State.FINISHED; i++) {
            Thread.sleep(500);
            status = ask(path, call);
        }
        if (status.state() != InvocationStatus.State.FINISHED) {
            throw new Deviation("The attempt is " + status.state() + " five seconds after its last outcome");
        }
        Session.complete(call, status.results().outputs());
        if (!byRecord(status.results().outputs()).equals(byRecord(outcomes))) {
            throw new Deviation("The outcomes differ from those that were told: "
                    + status.results().outputs());
        }
        session.client()
                .get(path + "/" + Session.newId(), session.invokeToken())
                .expectProblem(404);
    }

    private InvocationStatus ask(String path, Session.Call call) throws Deviation, IOException, InterruptedException {
        return session.client()
                .get(path + "/" + call.id(), session.invokeToken())
                .expect(200)
                .as(InvocationStatus.class);
    }

    private static Map<String, RecordOutcome> byRecord(List<RecordOutcome> outcomes) {
        Map<String, RecordOutcome> byRecord = new HashMap<>();
        outcomes.forEach(outcome -> byRecord.put(outcome.callbackParameter(), outcome));
        return byRecord;
    }

    private void batch() throws Deviation, IOException, InterruptedException {
        int size = Math.min(service.batch(), MOST_RECORDS);
        Session.Call call = session.call(service, copies(size));
        Session.complete(call, session.perform(call));
        if (size == service.batch()) {
            Session.Call tooMany = session.call(service, copies(size + 1));
            session.send(tooMany).expectProblem();
            if (tooMany.attempt().isTouched()) {
                throw new Deviation("The plugin reported on a call that it had refused");
            }
        }
    }

    private List<Map<String, @Nullable Object>> copies(int count) {
        return new ArrayList<>(Collections.nCopies(count, session.samples().guessed(service)));
    }
}
