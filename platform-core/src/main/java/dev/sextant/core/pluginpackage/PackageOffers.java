package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.EventSubscription;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.event.EventSubscriptions;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.registration.Misfit;
import dev.sextant.core.registration.RegistrationInheritance;
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
    private final RegistrationInheritance registrations;

    PackageOffers(
            PluginServices services,
            DataModel dataModel,
            EventSubscriptions subscriptions,
            PackageVariables variables,
            RegistrationInheritance registrations) {
        this.services = services;
        this.dataModel = dataModel;
        this.subscriptions = subscriptions;
        this.variables = variables;
        this.registrations = registrations;
    }

    /** Enters all of it; tells what of the services' former registrations does not fit. */
    List<Misfit> publish(String packageId, PluginManifest manifest) {
        services.publish(packageId, manifest);
        dataModel.publish(packageId, manifest);
        variables.publish(packageId, manifest);
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (EventSubscription wanted : manifest.events()) {
            types.put(wanted.path(), wanted.types());
        }
        subscriptions.publish(packageId, manifest.name(), types);
        return registrations.publish(packageId, manifest);
    }

    /** The package is no longer registered; workflows that have pinned its services can still read them. */
    void withdraw(String packageId) {
        services.withdraw(packageId);
        dataModel.withdraw(packageId);
        variables.withdraw(packageId);
        subscriptions.withdraw(packageId);
    }

    /** The package is being deleted. */
    void forget(String packageId, PluginManifest manifest) {
        services.forget(packageId);
        registrations.forget(packageId, manifest);
        dataModel.withdraw(packageId);
        variables.forget(packageId);
        subscriptions.withdraw(packageId);
    }
}
