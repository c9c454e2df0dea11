package dev.sextant.core.resource;

import dev.sextant.contract.archive.VerifiedPackage;
import java.util.function.Consumer;

/** Brings a plugin's package, verified anew, for as long as somebody works with it. */
public interface PackageContent {
    /** Passes the package; a failure is a problem. */
    void pass(Consumer<VerifiedPackage> work);
}
