package dev.sextant.contract.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of a plugin. */
final class ServiceSection {

    private static final int DEFAULT_BATCH = 100;
    private static final int MAX_BATCH = 10_000;
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(7);

    private final String plugin;
    private final Set<String> objects;

    /** A reader of services; the names are those of the manifest's objects. */
    ServiceSection(String plugin, Set<String> objects) {
        this.plugin = plugin;
        this.objects = objects;
    }

    /** How long an attempt may take where a service does not say it. */
    static Duration standardTimeout(ServiceMode mode) {
        return mode == ServiceMode.SYNC ? Duration.ofMinutes(1) : Duration.ofHours(1);
    }

    static int standardBatch() {
        return DEFAULT_BATCH;
    }

    ServiceSpec read(ObjectReader reader) {
        ServiceMode mode = reader.parsedOr("mode", ServiceSection::mode, ServiceMode.SYNC);
        String invocations = optionalPath(reader, "invocations");
        if (mode == ServiceMode.ASYNC && invocations == null) {
            reader.warning(
                    "invocations",
                    "Without 'invocations' the outcome of a call whose answer was lost stays unknown; offer the query");
        }
        return new ServiceSpec(
                reader.text("name", Forms.NAME, Forms.NAME_HINT),
                LocalizedSection.title(reader, "title"),
                LocalizedSection.optionalProse(reader, "summary"),
                reader.parsedOr("kind", ServiceKind::of, ServiceKind.EXECUTION),
                reader.parsedOr("method", ServiceSection::method, HttpMethod.POST),
                path(reader, "path"),
                reader.optional("target", EntitySection::name),
                filter(reader),
                mode,
                reader.flag("idempotent"),
                optionalPath(reader, "cancel"),
                invocations,
                optionalPath(reader, "plan"),
                reader.optionalText("undo", Forms.NAME, Forms.NAME_HINT),
                progress(reader, mode),
                roles(reader),
                reader.duration("timeout", standardTimeout(mode), MIN_TIMEOUT, MAX_TIMEOUT),
                reader.integer("batch", DEFAULT_BATCH, 1, MAX_BATCH),
                ParameterSection.inputs(reader, objects),
                ParameterSection.outputs(reader, objects));
    }

    /** A path of the plugin that must be there. */
    String path(ObjectReader reader, String field) {
        if (reader.take(field) == null) {
            reader.error(field, "'" + field + "' is missing; write for example /" + plugin + "/v1/scripts/run");
            return "";
        }
        String path = optionalPath(reader, field);
        return path == null ? "" : path;
    }

    private @Nullable String optionalPath(ObjectReader reader, String field) {
        String path = reader.optionalText(field, Forms.PATH, Forms.PATH_HINT);
        if (path != null && !plugin.isEmpty() && !path.startsWith("/" + plugin + "/")) {
            reader.error(field, "'" + path + "' is not under the plugin's own paths; write /" + plugin + "/…");
        }
        return path;
    }

    private static ServiceMode mode(String text) {
        return Texts.find(ServiceMode.values(), mode -> mode.name().toLowerCase(Locale.ROOT), text);
    }

    private static HttpMethod method(String text) {
        HttpMethod method = Texts.find(HttpMethod.values(), HttpMethod::name, text);
        if (method == HttpMethod.GET) {
            throw new IllegalArgumentException("A service gets its inputs in the body, which GET has not; write POST");
        }
        return method;
    }

    private static @Nullable String filter(ObjectReader reader) {
        String filter = reader.optionalText("filter", Forms.FILTER, Forms.FILTER_HINT);
        if (filter != null && reader.take("target") == null) {
            reader.error("filter", "A filter is about the target's records; name the target, too");
        }
        return filter;
    }

    private static boolean progress(ObjectReader reader, ServiceMode mode) {
        boolean progress = reader.flag("progress");
        if (progress && mode == ServiceMode.SYNC) {
            reader.error("progress", "A synchronous service answers once; remove it, or write mode: async");
        }
        return progress;
    }

    private static ServiceRoles roles(ObjectReader reader) {
        YamlNode node = reader.take("roles");
        if (node == null) {
            return ServiceRoles.NONE;
        }
        ServiceRoles roles = ObjectReader.read(
                node,
                reader.path("roles"),
                reader.problems(),
                found -> new ServiceRoles(names(found, "manage"), names(found, "use")));
        return roles == null ? ServiceRoles.NONE : roles;
    }

    private static List<String> names(ObjectReader reader, String field) {
        return reader.values(field, ManifestSection.form(Forms.NAME, Forms.NAME_HINT));
    }
}
