package dev.sextant.core.variable;

import dev.sextant.contract.Ids;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.VariableScope;
import dev.sextant.contract.manifest.VariableSpec;
import dev.sextant.contract.manifest.VariableType;
import dev.sextant.web.secret.Sealing;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The variables that packages bring. Each version has its own, which begin with what people had set for the version before,
 * so that an upgrade changes nothing that was decided, and the way back neither.
 */
@Component
public class PackageVariables {
    private static final String PLATFORM = "service:platform-core";

    private final VariableStore store;
    private final Sealing sealing;
    private final InstantSource clock;

    PackageVariables(VariableStore store, Sealing sealing, InstantSource clock) {
        this.store = store;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Enters the variables of a package that is being registered. */
    @Transactional
    public void publish(String packageId, PluginManifest manifest) {
        withdraw(packageId);
        for (var spec : manifest.variables()) {
            var key = new VariableKey(
                    spec.name(),
                    spec.scope() == VariableScope.GLOBAL ? Scope.GLOBAL : Scope.PACKAGE,
                    manifest.name(),
                    manifest.version().toString());
            store.find(key)
                    .ifPresentOrElse(
                            found -> renew(found, packageId, spec, manifest),
                            () -> add(key, packageId, spec, manifest));
        }
    }

    /** The package is no longer registered: nobody reads its variables, and what people had set is kept. */
    @Transactional
    public void withdraw(String packageId) {
        for (var variable : store.ofPackage(packageId)) {
            if (variable.active()) {
                var off = variable.with(variable.type(), variable.value(), false, clock.instant(), PLATFORM);
                store.update(variable, off);
            }
        }
    }

    /** The package is being deleted; what people had set waits for the next package of this name and version. */
    @Transactional
    public void forget(String packageId) {
        withdraw(packageId);
        for (var variable : store.ofPackage(packageId)) {
            if (variable.value() == null) {
                store.delete(variable.id(), variable.revision());
            }
        }
    }

    private void renew(SystemVariable found, String packageId, VariableSpec spec, PluginManifest manifest) {
        var type = found.isSecret() ? VariableType.SECRET : spec.type();
        var fits = found.isSecret() || spec.type() == found.type();
        var renewed = new SystemVariable(
                found.id(),
                found.key(),
                packageId,
                type,
                type == VariableType.SECRET ? null : defaultOf(spec, manifest),
                fits ? found.value() : null,
                true,
                found.revision() + 1,
                clock.instant(),
                PLATFORM);
        store.update(found, renewed);
    }

    private void add(VariableKey key, String packageId, VariableSpec spec, PluginManifest manifest) {
        var former = former(key);
        var type = former.filter(SystemVariable::isSecret)
                .map(SystemVariable::type)
                .orElse(spec.type());
        var id = Ids.next();
        var value = former.isPresent() ? carried(former.get(), id, type) : null;
        var defaultValue = type == VariableType.SECRET ? null : defaultOf(spec, manifest);
        store.insert(
                new SystemVariable(id, key, packageId, type, defaultValue, value, true, 1, clock.instant(), PLATFORM));
    }

    /** What the newest other version of the plugin has been given. */
    private Optional<SystemVariable> former(VariableKey key) {
        return store.versions(key.name(), key.scope(), key.plugin()).stream()
                .filter(one -> one.value() != null)
                .max(Comparator.comparing(one -> SemanticVersion.of(one.key().version())));
    }

    /** The former's value in the form of a variable of this id and type; null where it does not fit. */
    private @Nullable String carried(SystemVariable former, String id, VariableType type) {
        var kept = former.value();
        if (kept == null || (type != VariableType.SECRET && type != former.type())) {
            return null;
        }
        if (type != VariableType.SECRET) {
            return kept;
        }
        var text = former.isSecret() ? sealing.open(kept, former.owner()) : kept;
        return sealing.seal(text, SystemVariable.owner(id));
    }

    /** WeCube's packages mean the empty text where they name no default. */
    private static @Nullable String defaultOf(VariableSpec spec, PluginManifest manifest) {
        if (spec.defaultValue() == null) {
            return manifest.format() == ManifestFormat.WECUBE ? "" : null;
        }
        return spec.defaultValue().toString();
    }
}
