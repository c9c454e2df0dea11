package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a plugin offers to workflows.
 *
 * @param name its name within the plugin
 * @param title its name for people
 * @param summary a sentence that explains it
 * @param kind what calling it means
 * @param method how it is called
 * @param path where it is called
 * @param target the entity whose records it works on; null when it has none
 * @param filter which records of the target it is for, such as {@code {state eq 'created'}}; null for all
 * @param mode whether it answers at once
 * @param idempotent whether the same attempt may be sent again without a second effect
 * @param cancel path that stops an attempt
 * @param invocations path under which attempts are asked for; without one an attempt whose answer was lost stays unknown
 * @param plan path that tells what a call would do
 * @param undo name of the service that takes its effect back
 * @param progress whether it reports how far it is
 * @param roles who may work with it
 * @param timeout how long an attempt may take
 * @param batch at most so many records a call
 * @param input what it takes
 * @param output what it gives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceSpec(
        String name,
        Localized title,
        @Nullable Localized summary,
        ServiceKind kind,
        HttpMethod method,
        String path,
        @Nullable EntityName target,
        @Nullable String filter,
        ServiceMode mode,
        boolean idempotent,
        @Nullable String cancel,
        @Nullable String invocations,
        @Nullable String plan,
        @Nullable String undo,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean progress,
        ServiceRoles roles,
        Duration timeout,
        int batch,
        List<InputParameter> input,
        List<OutputParameter> output) {

    /** Takes what a service that was stored by an earlier version leaves out. */
    public ServiceSpec {
        kind = kind == null ? ServiceKind.EXECUTION : kind;
        method = method == null ? HttpMethod.POST : method;
        roles = roles == null ? ServiceRoles.NONE : roles;
    }
}
