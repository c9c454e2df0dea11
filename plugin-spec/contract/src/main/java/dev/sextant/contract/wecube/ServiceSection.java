package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.HttpMethod;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.ServiceKind;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceRoles;
import dev.sextant.contract.manifest.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The interfaces of a package's plugins, each of which is a service. */
final class ServiceSection {

    private static final Duration SYNC_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration ASYNC_TIMEOUT = Duration.ofHours(1);
    private static final int BATCH = 100;

    private final ElementReader reader;
    private final String packageName;
    private final ParameterSection parameters;
    private final Map<String, Integer> names = new HashMap<>();

    ServiceSection(ElementReader reader, String packageName, List<String> objects) {
        this.reader = reader;
        this.packageName = packageName;
        this.parameters = new ParameterSection(objects);
    }

    List<ServiceSpec> read() {
        List<ServiceSpec> services = new ArrayList<>();
        for (ElementReader plugin : reader.items("plugins", "plugin")) {
            Owner owner = owner(plugin);
            List<ElementReader> found = plugin.children("interface");
            if (found.isEmpty()) {
                plugin.error("", "The plugin has no interface; write at least one, or remove the plugin");
            }
            found.forEach(one -> services.add(service(one, owner)));
        }
        return services;
    }

    private Owner owner(ElementReader plugin) {
        String name = plugin.required("name");
        String registered = plugin.optional("registerName");
        if (plugin.optional("id") != null) {
            plugin.ignore("id", "A service is found by the names of its plugin and its action");
        }
        List<String> manage = new ArrayList<>();
        List<String> use = new ArrayList<>();
        for (ElementReader bind : plugin.items("roleBinds", "roleBind")) {
            String role = bind.required("roleName");
            switch (bind.required("permission")) {
                case "MGMT" -> manage.add(role);
                case "USE" -> use.add(role);
                case "" -> {
                    // It is told already.
                }
                default -> bind.error("permission", "A permission is MGMT or USE");
            }
        }
        return new Owner(
                registered == null ? name : name + "(" + registered + ")",
                target(plugin),
                filter(plugin, "targetEntityFilterRule"),
                new ServiceRoles(manage, use));
    }

    private @Nullable EntityName target(ElementReader plugin) {
        String owner = plugin.optional("targetPackage");
        String entity = plugin.optional("targetEntity");
        if (entity == null) {
            if (owner != null) {
                plugin.ignore("targetPackage", "Without targetEntity it names no records");
            }
            return null;
        }
        EntityName name = Forms.entity(owner == null ? packageName : owner, entity);
        if (name == null) {
            plugin.error("targetEntity", "Names of packages and entities have " + Forms.ENTITY_HINT);
        }
        return name;
    }

    private ServiceSpec service(ElementReader one, Owner owner) {
        String action = one.required("action");
        ServiceMode mode = one.flag("isAsyncProcessing") ? ServiceMode.ASYNC : ServiceMode.SYNC;
        String name = unique(one, owner.name + "/" + action);
        return new ServiceSpec(
                name,
                Localized.of(name),
                Forms.localized(one.prose("description")),
                kind(one),
                Methods.read(one, "httpMethod", HttpMethod.POST),
                path(one),
                owner.target,
                joined(owner.filter, filter(one, "filterRule")),
                mode,
                false,
                null,
                null,
                null,
                null,
                false,
                owner.roles,
                mode == ServiceMode.SYNC ? SYNC_TIMEOUT : ASYNC_TIMEOUT,
                BATCH,
                parameters.inputs(one),
                parameters.outputs(one));
    }

    private String unique(ElementReader one, String name) {
        int number = names.merge(name, 1, Integer::sum);
        if (number == 1) {
            return name;
        }
        String found = name + "#" + number;
        one.warning("action", "'" + name + "' is there twice; this one is called '" + found + "'");
        return found;
    }

    private String path(ElementReader one) {
        String path = one.required("path", Forms.PATH, Forms.PATH_HINT);
        if (!path.isEmpty() && !path.startsWith("/" + packageName + "/")) {
            one.warning(
                    "path",
                    "'" + path + "' is not below /" + packageName + "/; calls go to this package's own instances only");
        }
        return path;
    }

    private static ServiceKind kind(ElementReader one) {
        String type = one.optional("type");
        if (type == null) {
            return ServiceKind.EXECUTION;
        }
        return switch (type) {
            case "EXECUTION" -> ServiceKind.EXECUTION;
            case "APPROVAL" -> ServiceKind.APPROVAL;
            case "DYNAMICFORM" -> ServiceKind.FORM;
            default -> {
                one.error("type", Findings.quote(type) + " is none of APPROVAL, EXECUTION, DYNAMICFORM");
                yield ServiceKind.EXECUTION;
            }
        };
    }

    private static @Nullable String filter(ElementReader reader, String name) {
        return Mapping.expression(reader, name);
    }

    /** Both filters hold, which is what two filters one after the other mean. */
    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + second;
    }

    private record Owner(
            String name,
            @Nullable EntityName target,
            @Nullable String filter,
            ServiceRoles roles) {}
}
