package dev.sextant.core.invocation;

import dev.sextant.contract.manifest.HttpMethod;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.core.pluginservice.RegistrationKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of a plugin service for some records of a node run; its id is the request id and the idempotency key.
 *
 * @param attempt the attempt of the node run that it belongs to, from 1
 * @param siblings how many invocations that attempt was cut into, this one included
 * @param records how many records it works on
 * @param target where and how it is called
 * @param fence counts its owners: a former owner's writes are refused
 */
public record Invocation(
        String id,
        String runId,
        String nodeRunId,
        String nodeId,
        int attempt,
        int siblings,
        int records,
        Target target,
        long deadline,
        int fence) {

    /**
     * What a call has to know of its service, as it was pinned when the workflow was deployed.
     *
     * @param format whose protocol the plugin speaks
     * @param method how it is called
     * @param status path under which the plugin is asked about a call, if it offers one
     * @param cancel path by which a call is stopped, if it offers one
     * @param registration under which of its names it is called; null of a call that an earlier version opened
     */
    public record Target(
            String plugin,
            String service,
            ManifestFormat format,
            HttpMethod method,
            String path,
            ServiceMode mode,
            boolean idempotent,
            @Nullable String status,
            @Nullable String cancel,
            Duration timeout,
            @Nullable RegistrationKey registration) {
        /** Takes what a call that an earlier version opened leaves out. */
        @SuppressWarnings("ConstantValue")
        public Target {
            format = format == null ? ManifestFormat.SEXTANT : format;
            method = method == null ? HttpMethod.POST : method;
        }

        /** Whether a call of which nobody knows if it arrived may be sent or asked about again without a second effect. */
        boolean repeatable() {
            return idempotent || status != null;
        }
    }

    Invocation withFence(int newFence) {
        return new Invocation(id, runId, nodeRunId, nodeId, attempt, siblings, records, target, deadline, newFence);
    }
}
