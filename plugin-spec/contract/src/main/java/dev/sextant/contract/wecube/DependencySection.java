package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.Requirements;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.VersionRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Other packages that must be there; WeCube means the version or any later one. */
final class DependencySection {

    private static final String PLATFORM = "platform";

    private final ElementReader reader;

    DependencySection(ElementReader reader) {
        this.reader = reader;
    }

    Requirements read() {
        Map<String, VersionRange> plugins = new LinkedHashMap<>();
        VersionRange wecube = null;
        for (ElementReader dependency : reader.items("packageDependencies", "packageDependency")) {
            String name = dependency.required("name", Forms.PACKAGE, Forms.PACKAGE_HINT);
            VersionRange range = range(dependency);
            if (name.isEmpty() || range == null) {
                continue;
            }
            if (name.equals(PLATFORM)) {
                wecube = range;
                dependency.ignore("version", "This is a version of WeCube; the platform here speaks its protocol");
            } else if (plugins.putIfAbsent(name, range) != null) {
                dependency.error("name", "'" + name + "' is there twice; keep the later version");
            }
        }
        return new Requirements(null, plugins, wecube);
    }

    private static @Nullable VersionRange range(ElementReader dependency) {
        String text = dependency.required("version");
        SemanticVersion version = Forms.version(text);
        if (version == null) {
            if (!text.isEmpty()) {
                dependency.error("version", Findings.quote(text) + " is not a version; write for example v1.0.0");
            }
            return null;
        }
        return VersionRange.of(">=" + version.major() + "." + version.minor() + "." + version.patch());
    }
}
