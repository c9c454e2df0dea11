package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a plugin offers to workflows.
 *
 * @param name its name within the plugin
 * @param title its name for people
 * @param summary a sentence that explains it
 * @param path where it is called
 * @param target the entity whose records it works on; null when it has none
 * @param mode whether it answers at once
 * @param idempotent whether the same attempt may be sent again without a second effect
 * @param cancel path that stops an attempt
 * @param invocations path under which attempts are asked for; without one an attempt whose answer was lost stays unknown
 * @param plan path that tells what a call would do
 * @param undo name of the service that takes its effect back
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
        String path,
        @Nullable EntityName target,
        ServiceMode mode,
        boolean idempotent,
        @Nullable String cancel,
        @Nullable String invocations,
        @Nullable String plan,
        @Nullable String undo,
        Duration timeout,
        int batch,
        List<InputParameter> input,
        List<OutputParameter> output) {}
