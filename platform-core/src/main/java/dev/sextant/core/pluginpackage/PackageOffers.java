package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.EventSubscription;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.event.EventSubscriptions;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.variable.PackageVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a registered package brings into the platform: services, its data model, variables, and what it wants to be told of. */
@Component
class PackageOffers {
    private final PluginServices services;
    private final DataModel dataModel;
    private final EventSubscriptions subscriptions;
    private final PackageVariables variables;

    PackageOffers(
            PluginServices services,
            DataModel dataModel,
            EventSubscriptions subscriptions,
            PackageVariables variables) {
        this.services = services;
        this.dataModel = dataModel;
        this.subscriptions = subscriptions;
        this.variables = variables;
    }

    void publish(String packageId, PluginManifest manifest) {
        services.publish(packageId, manifest);
        dataModel.publish(packageId, manifest);
        variables.publish(packageId, manifest);
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (EventSubscription wanted : manifest.events()) {
            types.put(wanted.path(), wanted.types());
        }
        subscriptions.publish(packageId, manifest.name(), types);
    }

    /** The package is no longer registered; workflows that have pinned its services can still read them. */
    void withdraw(String packageId) {
        services.withdraw(packageId);
        dataModel.withdraw(packageId);
        variables.withdraw(packageId);
        subscriptions.withdraw(packageId);
    }

    /** The package is being deleted. */
    void forget(String packageId) {
        services.forget(packageId);
        dataModel.withdraw(packageId);
        variables.forget(packageId);
        subscriptions.withdraw(packageId);
    }
}
