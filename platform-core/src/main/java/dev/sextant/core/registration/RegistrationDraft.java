package dev.sextant.core.registration;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.pluginservice.DefaultBinding;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.ServiceRegistration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people want a registration to be.
 *
 * @param target the entity whose records the service works on; null for the service's own, or none
 * @param bindings what its inputs get where a workflow's node binds nothing
 */
record RegistrationDraft(@Nullable String target, List<DefaultBinding> bindings) {

    /** The settings of a registration of this service, once they have been found to fit it. */
    ServiceRegistration over(ServiceRegistration before, Fit fit, DataModel model, Signature by) {
        var errors = new ArrayList<ProblemError>();
        var entity = entity(fit, model, errors);
        checkBindings(fit, entity, errors);
        refuse(before.key(), errors);
        return before.with(entity, bindings, by.at(), by.actor());
    }

    private @Nullable EntityName entity(Fit fit, DataModel model, List<ProblemError> errors) {
        if (target == null) {
            return null;
        }
        try {
            var entity = EntityName.of(target);
            fit.targetProblem(entity).ifPresent(why -> errors.add(ProblemError.at("/target", why)));
            if (model.find(entity).isEmpty()) {
                errors.add(ProblemError.at("/target", "No registered plugin has the entity " + entity));
            }
            return entity;
        } catch (IllegalArgumentException wrong) {
            errors.add(ProblemError.at("/target", String.valueOf(wrong.getMessage())));
            return null;
        }
    }

    private void checkBindings(Fit fit, @Nullable EntityName entity, List<ProblemError> errors) {
        var bound = new HashSet<String>();
        for (int i = 0; i < bindings.size(); i++) {
            var pointer = "/bindings/" + i;
            if (!bound.add(bindings.get(i).name())) {
                errors.add(ProblemError.at(pointer, "The input is bound twice; keep one"));
            }
            fit.bindingProblem(bindings.get(i), entity).ifPresent(why -> errors.add(ProblemError.at(pointer, why)));
        }
    }

    private static void refuse(RegistrationKey key, List<ProblemError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    RegistrationError.REGISTRATION_INVALID,
                    "%s does not take these settings; nothing was changed. Mend what is told and repeat the change"
                            .formatted(key.label()),
                    errors);
        }
    }
}
