package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.platform.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An asynchronous service, and what it tells while it works. */
final class AsyncChecks {
    private static final int OVER = 409;
    private static final int MOST_AFTER_END = 6;
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final long FOLLOW_MILLIS = 3000;

    private final Session session;
    private final ServiceSpec service;

    AsyncChecks(Session session, ServiceSpec service) {
        this.session = session;
        this.service = service;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        if (service.mode() == ServiceMode.ASYNC) {
            checks.add(check(
                    "service.resend",
                    "A message whose answer was lost is sent again until the core has it",
                    "Try reports and the callback again with a growing pause until they are answered; only 4xx ends it",
                    this::resends));
            checks.add(check(
                    "service.ended",
                    "When the core says 409 the plugin stops telling, and stops the work",
                    "Take 404, 409 and 410 of a report or callback as the end of the attempt: send no more, cancel the work",
                    this::stopsWhenEnded));
        }
        if (service.cancel() != null) {
            checks.add(check(
                    "service.cancel",
                    "A cancel is answered 202, and the records end CANCELLED",
                    "Stop the work of the records that the cancel names, and end them CANCELLED",
                    this::cancels));
            checks.add(check(
                    "service.cancel-unknown",
                    "A cancel of an attempt that never arrived is answered 404",
                    "Look the attempt up before answering a cancel",
                    () -> session.client()
                            .post(cancelPath(), session.invokeToken(), null, Map.of("requestId", Session.newId()))
                            .expectProblem(404)));
        }
        return checks;
    }

    private Check check(String name, String expected, String mend, Check.Body body) {
        return Check.of(CheckGroup.SERVICES, name, expected, mend, body).on(service.name());
    }

    private Duration soon() {
        return session.patience().reaction();
    }

    private String cancelPath() {
        String path = service.cancel();
        return path == null ? "" : path;
    }

    private void resends() throws Deviation, IOException, InterruptedException {
        Session.Call call = session.call(service, List.of(session.samples().good(service)));
        call.attempt().loseMessages();
        List<RecordOutcome> outcomes = session.perform(call);
        Session.complete(call, outcomes);
        if (!call.attempt().await(soon(), attempt -> attempt.callbacks() > 1)) {
            throw new Deviation("The callback was not sent again within %d s though its answer was lost"
                    .formatted(soon().toSeconds()));
        }
        Session.complete(call, call.attempt().outcomes());
    }

    private void stopsWhenEnded() throws Deviation, NotApplicable, IOException, InterruptedException {
        Map<String, @Nullable Object> slow = session.samples().slow(service);
        Session.Call call =
                session.call(service, List.of(slow == null ? session.samples().good(service) : slow));
        call.attempt().refuse(OVER);
        session.send(call).expect(202);
        if (!call.attempt().await(soon(), Attempt::isTouched)) {
            throw new NotApplicable("The plugin told nothing for %d s".formatted(soon().toSeconds()));
        }
        Thread.sleep(FOLLOW_MILLIS);
        int before = call.attempt().messages();
        Thread.sleep(QUIET.toMillis());
        int after = call.attempt().messages();
        if (after > before || after > MOST_AFTER_END) {
            throw new Deviation("%d messages after the core had said 409, %d of them in the last %d s"
                    .formatted(after - 1, after - before, QUIET.toSeconds()));
        }
        if (slow != null && service.invocations() != null) {
            awaitTheEnd(service.invocations() + "/" + call.id());
        }
    }

    private void awaitTheEnd(String path) throws Deviation, IOException, InterruptedException {
        for (int i = 0; i < soon().toSeconds(); i++) {
            InvocationStatus status = session.client()
                    .get(path, session.invokeToken())
                    .expect(200)
                    .as(InvocationStatus.class);
            if (status.state() == InvocationStatus.State.FINISHED) {
                return;
            }
            Thread.sleep(1000);
        }
        throw new Deviation(
                "The attempt is still RUNNING %d s after the core had said 409".formatted(soon().toSeconds()));
    }

    private void cancels() throws Deviation, NotApplicable, IOException, InterruptedException {
        Map<String, @Nullable Object> slow = session.samples().slow(service);
        Session.Call call =
                session.call(service, List.of(slow == null ? session.samples().good(service) : slow));
        session.send(call);
        if (slow != null) {
            call.attempt()
                    .await(Duration.ofSeconds(5), attempt -> !attempt.started().isEmpty());
        }
        Exchange answer =
                session.client().post(cancelPath(), session.invokeToken(), null, Map.of("requestId", call.id()));
        answer.expect(202);
        if (!call.attempt().await(soon(), Attempt::isOver)) {
            throw new Deviation(answer.request()
                    + " was answered 202, but %d s later not every record has ended".formatted(soon().toSeconds()));
        }
        Session.complete(call, call.attempt().outcomes());
        for (RecordOutcome outcome : call.attempt().outcomes()) {
            if (outcome.outcome() != Outcome.CANCELLED) {
                String seen = "a record ended " + outcome.outcome() + " " + outcome.errorMessage();
                if (slow != null) {
                    throw new Deviation("After the cancel " + seen);
                }
                throw new NotApplicable("The work was over before the cancel came (" + seen
                        + "); tell values that take a minute in --inputs (services." + service.name() + ".slow)");
            }
        }
    }
}
