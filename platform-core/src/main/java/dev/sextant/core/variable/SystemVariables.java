package dev.sextant.core.variable;

import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.web.secret.Sealing;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What system variables hold for a version of a plugin: its own before those of the plugin before global ones, and the value
 * before the default.
 */
@Component
public class SystemVariables {
    private static final int NOT_READABLE = Integer.MAX_VALUE;

    private final VariableStore store;
    private final Sealing sealing;

    SystemVariables(VariableStore store, Sealing sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    /** What a variable holds; a secret is never printed. */
    public record Held(String value, boolean secret) {
        @Override
        public String toString() {
            return secret ? "Held[secret]" : "Held[%s]".formatted(value);
        }
    }

    /** What these names hold for a version of a plugin; names that hold nothing are left out. */
    @Transactional(readOnly = true)
    public Map<String, Held> of(String plugin, String version, Collection<String> names) {
        var best = new LinkedHashMap<String, SystemVariable>();
        store.readable(plugin, names).stream()
                .filter(variable -> names.contains(variable.key().name()))
                .filter(variable -> rank(variable.key(), plugin, version) < NOT_READABLE)
                .sorted(Comparator.<SystemVariable>comparingInt(one -> rank(one.key(), plugin, version))
                        .thenComparing(one -> versionOf(one.key()), Comparator.reverseOrder())
                        .thenComparing(SystemVariable::id))
                .forEach(variable -> best.putIfAbsent(variable.key().name(), variable));
        var held = new LinkedHashMap<String, Held>();
        best.forEach((name, variable) -> held(variable).ifPresent(one -> held.put(name, one)));
        return held;
    }

    /** What one name holds for a version of a plugin. */
    @Transactional(readOnly = true)
    public Optional<Held> find(String plugin, String version, String name) {
        return Optional.ofNullable(of(plugin, version, List.of(name)).get(name));
    }

    private Optional<Held> held(SystemVariable variable) {
        @Nullable String value = variable.value();
        if (variable.isSecret()) {
            return value == null
                    ? Optional.empty()
                    : Optional.of(new Held(sealing.open(value, variable.owner()), true));
        }
        return Optional.ofNullable(value == null ? variable.defaultValue() : value)
                .map(text -> new Held(text, false));
    }

    private static int rank(VariableKey key, String plugin, String version) {
        var own = key.plugin().equals(plugin);
        return switch (key.scope()) {
            case PACKAGE -> own && key.version().equals(version) ? 0 : NOT_READABLE;
            case PLUGIN -> own ? 1 : NOT_READABLE;
            case GLOBAL ->
                own && key.version().equals(version) ? 2 : key.plugin().isEmpty() ? 3 : 4;
        };
    }

    private static SemanticVersion versionOf(VariableKey key) {
        return SemanticVersion.of(key.version().isEmpty() ? "0.0.0" : key.version());
    }
}
