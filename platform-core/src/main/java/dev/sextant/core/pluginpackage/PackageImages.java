package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.problem.ProblemException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Registered packages, for who launches them. */
@Component
public class PackageImages {
    private final PluginPackages packages;
    private final StoredContents contents;
    private final PackageTrust trust;
    private final ObjectProvider<LaunchCondition> conditions;

    PackageImages(
            PluginPackages packages,
            StoredContents contents,
            PackageTrust trust,
            ObjectProvider<LaunchCondition> conditions) {
        this.packages = packages;
        this.contents = contents;
        this.trust = trust;
        this.conditions = conditions;
    }

    /** The package, held until the caller's transaction ends, so that nobody decommissions it meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LaunchablePackage lockForLaunch(String id) {
        var found = registered(id);
        trust.checkLaunch(found);
        var launched = launchable(found);
        conditions.forEach(condition -> condition.check(launched));
        return launched;
    }

    /** The package, held likewise while it is registered, whether it could be launched now or not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LaunchablePackage lockRegistered(String id) {
        return launchable(registered(id));
    }

    /** The package of an instance that is there already. */
    @Transactional(readOnly = true)
    public LaunchablePackage find(String id) {
        return packages.findById(id).map(PackageImages::launchable).orElseThrow(() -> PackageLifecycle.notFound(id));
    }

    /** Whether any package, registered or not, has this image. */
    @Transactional(readOnly = true)
    public boolean anyHasImage(String imageId) {
        return packages.existsByImageId(imageId);
    }

    /**
     * Passes the image, in the form of {@code docker save}, straight from object storage; it is checked while it is read.
     *
     * @throws ProblemException when what is stored is no longer what was uploaded
     */
    public void passImage(String id, Consumer<InputStream> loader) {
        contents.passImage(stored(id), loader);
    }

    /**
     * The text of one of the package's files, checked likewise.
     *
     * @throws ProblemException when the package has no such file, or it is larger than that
     */
    public String text(String id, String file, int mostBytes) {
        return contents.text(stored(id), file, mostBytes);
    }

    /**
     * Copies one of the package's files to a place of the caller's, checked likewise.
     *
     * @throws ProblemException when the package has no such file, or it is larger than that
     */
    void copy(String id, String file, Path target, long mostBytes) {
        contents.copy(stored(id), file, target, mostBytes);
    }

    /**
     * Brings the whole package back, verifies all of it, and passes it on for as long as the work takes.
     *
     * @throws ProblemException when what is stored is no longer what was uploaded
     */
    public void pass(String id, Consumer<VerifiedPackage> work) {
        contents.passAll(stored(id), work);
    }

    private PluginPackage stored(String id) {
        return packages.findById(id).orElseThrow(() -> PackageLifecycle.notFound(id));
    }

    private PluginPackage registered(String id) {
        var found = packages.lock(id).orElseThrow(() -> PackageLifecycle.notFound(id));
        found.checkLaunchable();
        return found;
    }

    static LaunchablePackage launchable(PluginPackage found) {
        return new LaunchablePackage(found.id(), found.manifest(), found.imageId(), found.digest());
    }
}
