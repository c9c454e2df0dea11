package dev.sextant.core;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modulesUseEachOtherOnlyThroughTheirRoots() {
        ApplicationModules.of(PlatformCoreApplication.class).verify();
    }
}
