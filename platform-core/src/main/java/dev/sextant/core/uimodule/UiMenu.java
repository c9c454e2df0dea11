package dev.sextant.core.uimodule;

import dev.sextant.contract.manifest.Dimension;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.MenuSpec;
import dev.sextant.contract.manifest.UiSpec;
import dev.sextant.core.pluginpackage.LaunchablePackage;

/**
 * A place in the portal's menu that opens a plugin's page.
 *
 * @param plugin the plugin
 * @param version whose pages are shown
 * @param code the entry's name within the plugin
 * @param dimension where it stands
 * @param title its name for people
 * @param page the route that the pages are told to open
 * @param source where the pages lie, for a frame to load
 * @param running whether the plugin takes requests now
 */
record UiMenu(
        String plugin,
        String version,
        String code,
        Dimension dimension,
        Localized title,
        String page,
        String source,
        boolean running) {

    static UiMenu of(LaunchablePackage brought, UiSpec ui, MenuSpec menu, boolean running) {
        var manifest = brought.manifest();
        return new UiMenu(
                manifest.name(),
                manifest.version().toString(),
                menu.code(),
                menu.dimension(),
                menu.title(),
                menu.page(),
                "%s/%s/%s/%s".formatted(UiModuleController.PATH, manifest.name(), brought.id(), ui.entry()),
                running);
    }
}
