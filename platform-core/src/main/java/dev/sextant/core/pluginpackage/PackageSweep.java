package dev.sextant.core.pluginpackage;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes at the start what an earlier process left half done. */
@Component
class PackageSweep {
    private final Staging staging;
    private final PackageStore store;

    PackageSweep(Staging staging, PackageStore store) {
        this.staging = staging;
        this.store = store;
        // Before the first request: nothing of this process lies there yet.
        staging.clear();
    }

    /** Later, because object storage may start after us. */
    @EventListener(ApplicationReadyEvent.class)
    void sweepObjects() {
        store.sweep();
    }
}
