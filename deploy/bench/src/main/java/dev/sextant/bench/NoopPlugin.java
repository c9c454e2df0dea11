package dev.sextant.bench;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.Requirements;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.invocation.Invocation;
import dev.sextant.core.invocation.PluginEntities;
import dev.sextant.core.invocation.PluginTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service that does nothing, reached without a network; all else is as in production. */
@SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
final class NoopPlugin implements PluginTransport, PluginEntities {
    static PluginManifest manifest() {
        var service = new ServiceSpec(
                "noop",
                Localized.of("Does nothing"),
                null,
                "/noop/v1/noop",
                null,
                ServiceMode.SYNC,
                true,
                null,
                null,
                null,
                null,
                Duration.ofMinutes(1),
                100,
                List.of(),
                List.of());
        return new PluginManifest(
                "sextant.dev/v1",
                "noop",
                SemanticVersion.of("1.0.0"),
                Localized.of("No-op"),
                null,
                new Requirements(null, Map.of()),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(service));
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
