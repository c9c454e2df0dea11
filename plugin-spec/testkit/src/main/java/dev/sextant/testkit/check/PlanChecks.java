package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.testkit.CheckGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A plan tells what a call would do, and does nothing. */
final class PlanChecks {
    private static final Set<String> EFFECTS = Set.of("CHANGE", "NONE", "REFUSED", "UNKNOWN");

    private final Session session;
    private final ServiceSpec service;

    PlanChecks(Session session, ServiceSpec service) {
        this.session = session;
        this.service = service;
    }

    List<Check> all() {
        String path = service.plan();
        if (path == null) {
            return List.of();
        }
        return List.of(Check.of(
                        CheckGroup.SERVICES,
                        "service.plan",
                        "A plan has one entry for each record, in their order, and leaves nothing behind",
                        "Answer {\"records\": [{callbackParameter, effect, summary}]}, and neither work nor store the attempt",
                        () -> plan(path))
                .on(service.name()));
    }

    private void plan(String path) throws Deviation, IOException, InterruptedException {
        int records = Math.min(2, service.batch());
        Session.Call call = session.call(
                service,
                new ArrayList<>(List.of(
                                session.samples().good(service),
                                session.samples().good(service)))
                        .subList(0, records));
        Exchange answer = session.client()
                .post(path, session.invokeToken(), null, call.body())
                .expect(200);
        List<String> planned = new ArrayList<>();
        for (JsonNode record : answer.json().path("records")) {
            planned.add(record.path("callbackParameter").asString(""));
            if (!EFFECTS.contains(record.path("effect").asString(""))) {
                throw new Deviation(answer.seen() + "; an effect is one of " + EFFECTS);
            }
        }
        if (!planned.equals(Session.records(call))) {
            throw new Deviation("For the records " + Session.records(call) + " it plans " + planned);
        }
        if (call.attempt().isTouched()) {
            throw new Deviation("The plugin reported on a plan");
        }
        if (service.invocations() != null) {
            session.client()
                    .get(service.invocations() + "/" + call.id(), session.invokeToken())
                    .expectProblem(404);
        }
    }
}
