package dev.sextant.core.pluginpackage.compare;

import java.util.List;

/**
 * What became of a service.
 *
 * @param name its name within the plugin
 * @param change whether it came, went or changed
 * @param effect the worst of what that does to those who use it
 * @param differences what changed, where it was there before and is there now
 */
public record ServiceChange(String name, Change change, Effect effect, List<Difference> differences) {
    public ServiceChange {
        differences = List.copyOf(differences);
    }
}
