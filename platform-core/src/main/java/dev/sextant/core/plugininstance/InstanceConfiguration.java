package dev.sextant.core.plugininstance;

import dev.sextant.core.installation.Installation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

    @Bean(destroyMethod = "close")
    DockerConnection dockerConnection(RuntimeSettings settings) {
        return new DockerConnection(settings.engine(), settings.callTimeout());
    }

    @Bean
    ContainerRuntime containerRuntime(DockerConnection docker, Installation installation, RuntimeSettings settings) {
        return new DockerContainerRuntime(docker, installation.id(), settings.user());
    }
}
