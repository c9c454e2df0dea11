package dev.sextant.core.registration;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.core.pluginservice.DefaultBinding;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.ServiceRegistration;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives the services of a package that is being registered the registrations that people had made for the version before, as far
 * as they fit, and each its own name at least.
 */
@Component
public class RegistrationInheritance {
    private final ServiceRegistrations registrations;

    RegistrationInheritance(ServiceRegistrations registrations) {
        this.registrations = registrations;
    }

    /** Enters the registrations of a package that is being registered; tells what of the former ones does not fit. */
    @Transactional
    public List<Misfit> publish(String packageId, PluginManifest manifest) {
        var version = manifest.version().toString();
        var all = registrations.ofPlugin(manifest.name());
        var former = former(all, version);
        all.stream()
                .map(ServiceRegistration::key)
                .filter(key -> key.version().equals(version))
                .forEach(registrations::delete);
        for (var service : manifest.services()) {
            var standard = new RegistrationKey(manifest.name(), version, service.name(), service.name());
            var inherited = of(service, former);
            if (inherited.stream().noneMatch(one -> one.key().isStandard())) {
                registrations.insert(ServiceRegistration.fresh(standard, packageId));
            }
            inherited.forEach(one -> registrations.insert(fitted(one, service, packageId, version)));
        }
        return misfits(former, manifest);
    }

    /** What of the former registrations would not fit. */
    @Transactional(readOnly = true)
    public List<Misfit> preview(PluginManifest manifest) {
        var all = registrations.ofPlugin(manifest.name());
        return misfits(former(all, manifest.version().toString()), manifest);
    }

    /** The package is being deleted; what people had configured waits for the next one of this name. */
    @Transactional
    public void forget(String packageId, PluginManifest manifest) {
        registrations.ofPlugin(manifest.name()).stream()
                .filter(one -> one.packageId().equals(packageId) && !one.isConfigured())
                .map(ServiceRegistration::key)
                .forEach(registrations::delete);
    }

    /** Those of this very version, where it was here before, and else of the highest other one. */
    private static List<ServiceRegistration> former(List<ServiceRegistration> all, String version) {
        var base = all.stream()
                .map(one -> one.key().version())
                .max(Comparator.comparing((String one) -> one.equals(version)).thenComparing(SemanticVersion::of));
        return all.stream()
                .filter(one -> one.key().version().equals(base.orElse("")))
                .toList();
    }

    private static List<ServiceRegistration> of(ServiceSpec service, List<ServiceRegistration> former) {
        return former.stream()
                .filter(one -> one.key().service().equals(service.name()))
                .toList();
    }

    private static ServiceRegistration fitted(
            ServiceRegistration former, ServiceSpec service, String packageId, String version) {
        var fit = new Fit(service);
        var target = kept(former.target(), fit);
        return new ServiceRegistration(
                former.key().in(version),
                packageId,
                former.state(),
                target,
                former.bindings().stream()
                        .filter(binding -> fit.bindingProblem(binding, target).isEmpty())
                        .toList(),
                former.revision() + 1,
                former.updatedAt(),
                former.updatedBy());
    }

    /** A target that the service now has itself need not be said any more. */
    private static @Nullable EntityName kept(@Nullable EntityName target, Fit fit) {
        return fit.targetProblem(target).isEmpty() ? target : null;
    }

    private static List<Misfit> misfits(List<ServiceRegistration> former, PluginManifest manifest) {
        var found = new ArrayList<Misfit>();
        for (var one : former) {
            find(one.key().service(), manifest)
                    .ifPresentOrElse(service -> tell(one, service, found), () -> tellGone(one, found));
        }
        return List.copyOf(found);
    }

    private static Optional<ServiceSpec> find(String name, PluginManifest manifest) {
        return manifest.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    private static void tell(ServiceRegistration one, ServiceSpec service, List<Misfit> found) {
        var fit = new Fit(service);
        var target = kept(one.target(), fit);
        fit.targetProblem(one.target()).ifPresent(why -> found.add(misfit(one.key(), "target", why)));
        for (DefaultBinding binding : one.bindings()) {
            fit.bindingProblem(binding, target)
                    .ifPresent(why -> found.add(misfit(one.key(), "bindings/" + binding.name(), why)));
        }
    }

    private static void tellGone(ServiceRegistration one, List<Misfit> found) {
        if (one.isConfigured()) {
            found.add(misfit(one.key(), "service", "There is no such service any more"));
        }
    }

    private static Misfit misfit(RegistrationKey key, String part, String why) {
        return new Misfit(key.service(), key.name(), part, why);
    }
}
