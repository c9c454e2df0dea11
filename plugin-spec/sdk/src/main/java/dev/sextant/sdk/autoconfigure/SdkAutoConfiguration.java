package dev.sextant.sdk.autoconfigure;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.sdk.EntityStore;
import dev.sextant.sdk.GatewayClient;
import dev.sextant.sdk.client.EntityClients;
import dev.sextant.sdk.entity.EntityBindings;
import dev.sextant.sdk.entity.EntityReadEndpoint;
import dev.sextant.sdk.entity.EntityWriteEndpoint;
import dev.sextant.sdk.event.EventBindings;
import dev.sextant.sdk.event.EventEndpoint;
import dev.sextant.sdk.service.AsyncRunner;
import dev.sextant.sdk.service.Dispatcher;
import dev.sextant.sdk.service.HealthEndpoint;
import dev.sextant.sdk.service.HttpCoreCalls;
import dev.sextant.sdk.service.InvocationStore;
import dev.sextant.sdk.service.MemoryInvocationStore;
import dev.sextant.sdk.service.PlanBindings;
import dev.sextant.sdk.service.Planner;
import dev.sextant.sdk.service.ServiceBindings;
import dev.sextant.sdk.service.ServiceEndpoint;
import dev.sextant.sdk.service.SyncRunner;
import dev.sextant.web.autoconfigure.IdentityAutoConfiguration;
import dev.sextant.web.autoconfigure.WebSecurityAutoConfiguration;
import dev.sextant.web.identity.ServiceIdentity;
import dev.sextant.web.policy.ForeignPolicy;
import dev.sextant.web.policy.Policy;
import dev.sextant.web.problem.StrictJson;
import java.net.URI;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Turns a Spring Boot application with a manifest into a plugin. */
@AutoConfiguration(
        after = {IdentityAutoConfiguration.class, SdkDatabaseAutoConfiguration.class},
        before = WebSecurityAutoConfiguration.class)
@ConditionalOnResource(resources = "classpath:" + ManifestResource.PATH)
@EnableConfigurationProperties(SdkSettings.class)
@Import(HealthEndpoint.class)
public class SdkAutoConfiguration {

    @Bean
    PluginManifest pluginManifest() {
        PluginManifest manifest = ManifestResource.find();
        if (manifest == null) {
            throw new IllegalStateException("There is no " + ManifestResource.PATH);
        }
        return manifest;
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ServiceIdentity.class)
    GatewayClient gatewayClient(@Value("${sextant.gateway-url}") URI gateway, ServiceIdentity identity) {
        return GatewayClient.of(gateway, identity::token);
    }

    @Bean
    EntityClients entityClients(GatewayClient gateway, JsonMapper json) {
        return new EntityClients(gateway, json);
    }

    @Bean
    @ConditionalOnMissingBean
    InvocationStore invocationStore() {
        return new MemoryInvocationStore();
    }

    @Bean
    ServiceBindings serviceBindings(PluginManifest manifest, ListableBeanFactory beans, InvocationStore store) {
        return new ServiceBindings(manifest, beans, store);
    }

    @Bean
    AsyncRunner asyncRunner(InvocationStore store, GatewayClient gateway, JsonMapper json, SdkSettings settings) {
        return new AsyncRunner(
                store,
                new HttpCoreCalls(gateway, json),
                StrictJson.of(json),
                settings.maxInvocations(),
                settings.maxWaitingOutput().toBytes());
    }

    @Bean
    Planner planner(PluginManifest manifest, ListableBeanFactory beans, ServiceBindings services, JsonMapper json) {
        return new Planner(new PlanBindings(manifest, beans, services), StrictJson.of(json));
    }

    @Bean
    ServiceEndpoint serviceEndpoint(
            ServiceBindings bindings, InvocationStore store, AsyncRunner async, Planner planner, JsonMapper json) {
        JsonMapper strict = StrictJson.of(json);
        var dispatcher = new Dispatcher(bindings, store, new SyncRunner(store, strict), async);
        return new ServiceEndpoint(dispatcher, planner, strict);
    }

    @Bean
    EventEndpoint eventEndpoint(PluginManifest manifest, ListableBeanFactory beans) {
        return new EventEndpoint(new EventBindings(manifest, beans));
    }

    @Bean
    EntityBindings entityBindings(PluginManifest manifest, ObjectProvider<EntityStore<?>> stores) {
        return new EntityBindings(manifest, stores.stream().toList());
    }

    @Bean
    EntityReadEndpoint entityReadEndpoint(EntityBindings bindings, JsonMapper json) {
        return new EntityReadEndpoint(bindings, StrictJson.of(json));
    }

    @Bean
    EntityWriteEndpoint entityWriteEndpoint(EntityBindings bindings, JsonMapper json) {
        return new EntityWriteEndpoint(bindings, StrictJson.of(json));
    }

    @Bean
    ForeignPolicy servicePolicy(PluginManifest manifest) {
        return policy(ServiceEndpoint.class, manifest, "invoke");
    }

    @Bean
    ForeignPolicy eventPolicy(PluginManifest manifest) {
        return policy(EventEndpoint.class, manifest, "invoke");
    }

    @Bean
    ForeignPolicy entityReadPolicy(PluginManifest manifest) {
        return policy(EntityReadEndpoint.class, manifest, "read");
    }

    @Bean
    ForeignPolicy entityWritePolicy(PluginManifest manifest) {
        return policy(EntityWriteEndpoint.class, manifest, "manage");
    }

    /** Left-over attempts go on once the plugin can be asked about them. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> resumeInvocations(AsyncRunner async, ServiceBindings bindings) {
        return event -> async.resume(bindings);
    }

    private static ForeignPolicy policy(Class<?> endpoint, PluginManifest manifest, String verb) {
        return new ForeignPolicy(endpoint.getName(), new Policy.Permission(manifest.name() + ":" + verb));
    }
}
