package dev.sextant.sdk.service;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.PlanReply;
import dev.sextant.contract.wire.RecordPlan;
import dev.sextant.sdk.Plan;
import dev.sextant.sdk.RecordFailure;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tells what calls would do, one record after the other; nothing is stored. */
public final class Planner {

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final PlanBindings bindings;
    private final InputReader inputs;

    /** A planner of the plugin's services. */
    public Planner(PlanBindings bindings, JsonMapper strict) {
        this.bindings = bindings;
        this.inputs = new InputReader(strict);
    }

    PlanReply plan(String service, InvocationRequest request) {
        PlanBinding binding = bindings.get(service);
        List<String> ids = Dispatcher.check(binding.service(), request);
        List<RecordPlan> plans = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Plan plan = plan(binding, request, i);
            plans.add(new RecordPlan(ids.get(i), plan.effect(), plan.summary(), plan.changes()));
        }
        return new PlanReply(plans);
    }

    private Plan plan(PlanBinding binding, InvocationRequest request, int position) {
        try {
            Plan plan =
                    binding.call(inputs.read(binding.service(), request.inputs().get(position)));
            return plan == null ? Plan.unknown("") : plan;
        } catch (InputReader.InvalidInput | RecordFailure refused) {
            return Plan.refused(String.valueOf(refused.getMessage()));
        } catch (Throwable e) {
            LOG.error("The dry run of {} failed", binding.service().spec().name(), e);
            return Plan.unknown(
                    "The dry run failed unexpectedly (" + e.getClass().getSimpleName() + "); its log says more");
        }
    }
}
