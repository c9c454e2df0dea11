package dev.sextant.core.pluginpackage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registered packages, for who shows the pages that they bring. */
@Component
public class PackagePages {
    private final PluginPackages packages;
    private final PackageImages contents;

    PackagePages(PluginPackages packages, PackageImages contents) {
        this.packages = packages;
        this.contents = contents;
    }

    /** All that are registered, with pages or without. */
    @Transactional(readOnly = true)
    public List<LaunchablePackage> registered() {
        return packages.findByState(PackageState.REGISTERED).stream()
                .map(PackageImages::launchable)
                .toList();
    }

    /** The package of this id while it is registered. */
    @Transactional(readOnly = true)
    public Optional<LaunchablePackage> registered(String id) {
        return packages.findById(id)
                .filter(found -> found.state() == PackageState.REGISTERED)
                .map(PackageImages::launchable);
    }

    /** Copies a file of a package, which is verified again for it; a failure is a problem. */
    public void copy(String id, String file, Path target, long mostBytes) {
        contents.copy(id, file, target, mostBytes);
    }
}
