package dev.sextant.core.plugininstance;

import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.EngineHosts;
import dev.sextant.core.resource.ResourceHosts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

    @Bean
    Engines engines(EngineHosts hosts, ResourceHosts access, Installation installation, RuntimeSettings settings) {
        return new Engines(
                hosts,
                host -> new DockerContainerRuntime(
                        EngineProbe.connection(access.access(host.id()), settings.callTimeout()),
                        installation.id(),
                        settings.user(),
                        host.publishAddress()));
    }
}
