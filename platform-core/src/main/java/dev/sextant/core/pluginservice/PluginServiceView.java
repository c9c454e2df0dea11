package dev.sextant.core.pluginservice;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ServiceMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin service as callers see it. */
public record PluginServiceView(
        String id,
        String plugin,
        String name,
        String version,
        Localized title,
        @Nullable Localized summary,
        @Nullable EntityName targetEntity,
        ServiceMode mode,
        boolean idempotent,
        Duration timeout,
        int batch,
        List<InputParameter> input,
        List<OutputParameter> output) {

    /** Shows a service. */
    public static PluginServiceView from(PluginService service) {
        var spec = service.spec();
        return new PluginServiceView(
                service.id(),
                service.plugin(),
                service.name(),
                service.version(),
                spec.title(),
                spec.summary(),
                spec.target(),
                spec.mode(),
                spec.idempotent(),
                spec.timeout(),
                spec.batch(),
                spec.input(),
                spec.output());
    }
}
