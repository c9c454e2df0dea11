package dev.sextant.core.resource;

import dev.sextant.core.housekeeping.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes on with what was interrupted and nobody else goes on with, and keeps the plugins' links open. */
@Configuration(proxyBeanMethods = false)
class ResourceChores {
    private static final Duration LINKS = Duration.ofSeconds(5);

    @Bean
    Chore openLinksChore(PluginLinks links) {
        return new Chore("The ways of plugins to their databases are kept open", LINKS, links::restore);
    }

    @Bean
    Chore keptResourcesChore(KeptResources kept, ResourceSettings settings) {
        return new Chore("What plugins left half done is tidied", settings.sweepInterval(), kept::tidy);
    }

    @Bean
    Chore resourceHostsChore(HostWatch watch, ResourceSettings settings) {
        return new Chore("The resource hosts are asked how they are", settings.watchInterval(), watch::look);
    }
}
