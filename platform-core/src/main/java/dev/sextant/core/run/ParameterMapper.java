package dev.sextant.core.run;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.core.workflow.ParameterValues;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the parameters of a call their values for one record. */
final class ParameterMapper {
    private final RunFacts run;
    private final ServiceCall call;
    private final Context context;

    ParameterMapper(RunFacts run, ServiceCall call, Context context) {
        this.run = run;
        this.call = call;
        this.context = context;
    }

    /** The outputs of earlier nodes. */
    interface Context {
        /** The output of a node for the same record, or its only one; null where there is none. */
        @Nullable Object value(String output, @Nullable String recordId);
    }

    /** The parameters of a call, or why they could not be made. */
    record Mapped(
            Map<String, @Nullable Object> values, @Nullable String problem) {}

    Mapped map(@Nullable TargetRecord record) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (InputParameter parameter : call.service().input()) {
            Object value = value(parameter, record);
            if (value == null && parameter.required()) {
                return new Mapped(Map.of(), missing(parameter, record));
            }
            if (value != null) {
                try {
                    values.put(parameter.name(), ParameterValues.convert(parameter, value));
                } catch (IllegalArgumentException wrong) {
                    return new Mapped(Map.of(), wrong.getMessage());
                }
            }
        }
        return new Mapped(values, null);
    }

    private @Nullable Object value(InputParameter parameter, @Nullable TargetRecord record) {
        Binding binding = binding(parameter.name());
        Object value = binding == null ? unbound(parameter, record) : bound(binding, record);
        return value == null ? parameter.defaultValue() : value;
    }

    private @Nullable Binding binding(String parameter) {
        return call.parameters().stream()
                .filter(binding -> binding.name().equals(parameter))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object bound(Binding binding, @Nullable TargetRecord record) {
        return switch (binding.from()) {
            case CONSTANT -> binding.value();
            case RECORD -> attribute(record, binding.value());
            case CONTEXT -> context.value(binding.value(), record == null ? null : record.id());
            case VARIABLE -> run.variables().get(binding.value());
        };
    }

    /** What the manifest says of a parameter that the design does not bind. */
    private @Nullable Object unbound(InputParameter parameter, @Nullable TargetRecord record) {
        ParameterSource source = parameter.from();
        if (source == null) {
            return null;
        }
        String name = source.name() == null ? parameter.name() : source.name();
        return switch (source.kind()) {
            case RECORD -> attribute(record, name);
            case VARIABLE -> run.variables().get(name);
            case CONSTANT, CONTEXT, EXPRESSION, OBJECT, ASSIGN -> null;
        };
    }

    private static @Nullable Object attribute(@Nullable TargetRecord record, String name) {
        return record == null ? null : record.attributes().get(name);
    }

    private String missing(InputParameter parameter, @Nullable TargetRecord record) {
        String where = record == null ? "" : " for " + record.displayName();
        return "The parameter '" + parameter.name() + "' of " + call.reference() + " has no value" + where
                + ". Bind it in the workflow, or fill the record's attribute, then retry.";
    }
}
