package dev.sextant.core.pluginpackage;

import org.springframework.stereotype.Component;

/** Removes at the start what an earlier process has left in the staging folder. */
@Component
class PackageSweep {
    PackageSweep(Staging staging) {
        // Before the first request: nothing of this process lies there yet.
        staging.clear();
    }
}
