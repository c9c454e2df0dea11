package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.ManifestCounts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the elements of a registration, whatever else is wrong with it. */
final class Tally {

    private final Map<String, Integer> counts = new HashMap<>();

    private Tally() {}

    static ManifestCounts of(@Nullable Element root) {
        Tally tally = new Tally();
        if (root != null) {
            tally.count(root);
        }
        return new ManifestCounts(
                tally.get("plugin/interface"),
                tally.get("inputParameters/parameter") + tally.get("outputParameters/parameter"),
                tally.get("dataModel/entity"),
                tally.get("entity/attribute"),
                tally.get("menus/menu"),
                tally.get("systemParameters/systemParameter"),
                tally.get("authorities/authority"),
                tally.get("packageDependencies/packageDependency"),
                tally.get("resourceDependencies/docker"),
                tally.get("resourceDependencies/mysql"),
                tally.get("resourceDependencies/s3"));
    }

    private void count(Element element) {
        for (Element child : element.children) {
            counts.merge(element.name + "/" + child.name, 1, Integer::sum);
            count(child);
        }
    }

    private int get(String place) {
        return counts.getOrDefault(place, 0);
    }
}
