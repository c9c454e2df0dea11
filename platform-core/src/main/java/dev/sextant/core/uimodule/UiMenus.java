package dev.sextant.core.uimodule;

import dev.sextant.contract.manifest.MenuSpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.RoleSpec;
import dev.sextant.core.plugininstance.HealthyInstances;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackagePages;
import dev.sextant.web.identity.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The menu entries of registered plugins that somebody may see. */
@Component
class UiMenus {
    /** More entries than this help nobody to find one. */
    private static final int MOST = 200;

    private final PackagePages packages;
    private final HealthyInstances instances;

    UiMenus(PackagePages packages, HealthyInstances instances) {
        this.packages = packages;
        this.instances = instances;
    }

    List<UiMenu> visibleTo(Caller caller) {
        var running = instances.packages();
        return shown(running)
                .flatMap(shown -> menus(shown, caller, running.contains(shown.id())))
                .limit(MOST)
                .toList();
    }

    /** Of each plugin the version that serves; the highest of several, or the highest of all when none does. */
    private Stream<LaunchablePackage> shown(Set<String> running) {
        var preferred =
                BinaryOperator.maxBy(Comparator.<LaunchablePackage, Boolean>comparing(one -> running.contains(one.id()))
                        .thenComparing(one -> one.manifest().version()));
        var byPlugin = new TreeMap<String, LaunchablePackage>();
        packages.registered().forEach(one -> byPlugin.merge(one.manifest().name(), one, preferred));
        return byPlugin.values().stream();
    }

    private static Stream<UiMenu> menus(LaunchablePackage shown, Caller caller, boolean running) {
        var manifest = shown.manifest();
        var ui = manifest.ui();
        return ui == null
                ? Stream.empty()
                : manifest.menus().stream()
                        .filter(menu -> sees(caller, manifest, menu))
                        .map(menu -> UiMenu.of(shown, ui, menu, running));
    }

    /** What the plugin's roles do not mention is for everybody who may read there. */
    private static boolean sees(Caller caller, PluginManifest manifest, MenuSpec menu) {
        var roles = manifest.roles().stream()
                .filter(role -> role.menus().contains(menu.code()))
                .toList();
        return roles.isEmpty()
                ? mayRead(caller, manifest)
                : roles.stream().anyMatch(role -> plays(caller, manifest, role));
    }

    private static boolean plays(Caller caller, PluginManifest manifest, RoleSpec role) {
        return role.permissions().isEmpty()
                ? mayRead(caller, manifest)
                : role.permissions().stream().allMatch(caller::may);
    }

    private static boolean mayRead(Caller caller, PluginManifest manifest) {
        return caller.may(manifest.name() + ":read");
    }
}
