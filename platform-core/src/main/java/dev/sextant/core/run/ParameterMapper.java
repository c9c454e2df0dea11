package dev.sextant.core.run;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ParameterSource;
import dev.sextant.core.variable.SystemVariables;
import dev.sextant.core.workflow.ParameterValues;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives the parameters of a call their values for one record. */
final class ParameterMapper {
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final RunFacts run;
    private final ServiceCall call;
    private final Context context;
    private final Settings settings;

    ParameterMapper(RunFacts run, ServiceCall call, Context context, Settings settings) {
        this.run = run;
        this.call = call;
        this.context = context;
        this.settings = settings;
    }

    /** The outputs of earlier nodes. */
    interface Context {
        /** The output of a node for the same record, or its only one; null where there is none. */
        @Nullable Object value(String output, @Nullable String recordId);
    }

    /** What the system variables of the called plugin hold. */
    interface Settings {
        /** What a variable holds; null where there is none. */
        SystemVariables.@Nullable Held held(String name);
    }

    /** The parameters of a call, or why they could not be made. */
    record Mapped(
            Map<String, @Nullable Object> values, @Nullable String problem) {}

    Mapped map(@Nullable TargetRecord record) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (InputParameter parameter : call.service().input()) {
            try {
                Object value = value(parameter, record);
                if (value == null && parameter.required()) {
                    return new Mapped(Map.of(), missing(parameter, record));
                }
                if (value != null) {
                    values.put(parameter.name(), ParameterValues.convert(parameter, value));
                }
            } catch (IllegalArgumentException wrong) {
                return new Mapped(Map.of(), wrong.getMessage());
            }
        }
        return new Mapped(values, null);
    }

    private @Nullable Object value(InputParameter parameter, @Nullable TargetRecord record) {
        Binding binding = binding(parameter.name());
        Object value = binding == null ? unbound(parameter, record) : bound(parameter, binding, record);
        return value == null ? parameter.defaultValue() : value;
    }

    private @Nullable Binding binding(String parameter) {
        return call.parameters().stream()
                .filter(binding -> binding.name().equals(parameter))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object bound(InputParameter parameter, Binding binding, @Nullable TargetRecord record) {
        return switch (binding.from()) {
            case CONSTANT -> binding.value();
            case RECORD -> attribute(record, binding.value());
            case CONTEXT -> context.value(binding.value(), record == null ? null : record.id());
            case VARIABLE -> variable(parameter, binding.value());
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
            case VARIABLE -> variable(parameter, name);
            case EXPRESSION -> ofRecord(name, record);
            case CONSTANT, CONTEXT, OBJECT, ASSIGN -> null;
        };
    }

    /** The attribute that an expression without any hop names, when it begins at the service's own records. */
    private @Nullable Object ofRecord(String expression, @Nullable TargetRecord record) {
        String own = record == null ? null : record.entity() + ".";
        String attribute = own != null && expression.startsWith(own) ? expression.substring(own.length()) : "";
        return ATTRIBUTE.matcher(attribute).matches() ? attribute(record, attribute) : null;
    }

    /** What the run was started with, otherwise what the system variable of this name holds for the plugin. */
    private @Nullable Object variable(InputParameter parameter, String name) {
        Object given = run.variables().get(name);
        if (given != null) {
            return given;
        }
        SystemVariables.Held held = settings.held(name);
        if (held == null) {
            return null;
        }
        if (held.secret() && !parameter.secret()) {
            throw new IllegalArgumentException("The system variable " + name + " is a secret, but the parameter '"
                    + parameter.name() + "' of " + call.reference() + " is none. Take the value from somewhere else.");
        }
        return held.value();
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
