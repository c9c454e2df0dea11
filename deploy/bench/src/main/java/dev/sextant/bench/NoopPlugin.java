package dev.sextant.bench;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.invocation.Invocation;
import dev.sextant.core.invocation.PluginEntities;
import dev.sextant.core.invocation.PluginTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service that does nothing, reached without a network; all else is as in production. */
@SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
final class NoopPlugin implements PluginTransport, PluginEntities {
    static PluginManifest manifest() {
        var text = """
                apiVersion: sextant.dev/v1
                name: noop
                version: 1.0.0
                title: No-op
                containers: [{image: "noop:1.0.0"}]
                services: [{name: noop, title: Does nothing, path: /noop/v1/noop, idempotent: true}]
                """;
        var result = new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
        return ((ManifestResult.Valid) result).manifest();
    }

    @Override
    public Reply invoke(Invocation.Target target, InvocationRequest request) {
        return new Reply.Answered(request.inputs().stream()
                .map(input -> RecordOutcome.succeeded(
                        String.valueOf(input.get(InvocationRequest.CALLBACK_PARAMETER)), Map.of()))
                .toList());
    }

    @Override
    public Optional<InvocationStatus> status(Invocation.Target target, String invocationId) {
        return Optional.empty();
    }

    @Override
    public void cancel(Invocation.Target target, String invocationId) {
        // there is nothing to stop
    }

    @Override
    public EntityReply query(EntityName entity, EntityQuery query) {
        return EntityReply.ok(List.of(), null);
    }
}
