package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.Dimension;
import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.SemanticVersion;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of names in a registration; wider than those of plugin.yaml, and never wide enough to leave a folder. */
final class Forms {

    static final Pattern PACKAGE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    static final String PACKAGE_HINT = "letters, digits, hyphens and underscores, at most 63, for example service-mgmt";

    static final Pattern ENTITY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
    static final String ENTITY_HINT = "letters, digits, hyphens and underscores, for example app_instance";

    static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
    static final String VARIABLE_HINT = "letters, digits, dots, hyphens and underscores, for example NEXUS_SERVER_URL";

    static final Pattern FILE =
            Pattern.compile("(?=.{1,200}$)[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    static final String FILE_HINT = "a file of the package without . and .. segments, for example init.sql";

    static final Pattern PATH = Pattern.compile("(?=.{2,500}$)(?!.*/\\.\\.?(/|$))(/[A-Za-z0-9._~{}:@-]+)+/?");
    static final String PATH_HINT = "an absolute path without . and .. segments, for example /service-mgmt/v1/tasks";

    static final Pattern PAGE =
            Pattern.compile("(?=.{1,500}$)/?[A-Za-z0-9._~#?=&%{}:@-]*(/[A-Za-z0-9._~#?=&%{}:@-]+)*/?");

    static final Pattern IMAGE = Pattern.compile("(?=.{1,255}$)[a-z0-9]+([._/:-]{1,3}[A-Za-z0-9_]+)*");
    static final String IMAGE_HINT = "name:tag, for example service-mgmt:v1.0.0";

    static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    static final String BUCKET_HINT = "letters, digits, dots and hyphens, at most 63, for example service-mgmt";

    static final Pattern SCHEMA = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,62}");
    static final String SCHEMA_HINT = "letters, digits, hyphens and underscores, at most 63, for example service_mgmt";

    /** First path segments that are the platform's own. */
    static final Set<String> RESERVED =
            Set.of("actuator", "admin", "api", "assets", "auth", "gateway", "platform", "portal", "sextant");

    static final Map<String, Dimension> CATEGORIES = Map.of(
            "JOBS", Dimension.TASKS,
            "DESIGNING", Dimension.DESIGN,
            "IMPLEMENTATION", Dimension.EXECUTION,
            "MONITORING", Dimension.MONITORING,
            "INTELLIGENCE_OPS", Dimension.INTELLIGENCE,
            "ADJUSTMENT", Dimension.ADAPTATION,
            "COLLABORATION", Dimension.COLLABORATION,
            "ADMIN", Dimension.ADMINISTRATION,
            "REPORT", Dimension.REPORT);

    private static final Pattern VERSION =
            Pattern.compile("[vV]?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:-([0-9A-Za-z.-]+))?");

    private Forms() {}

    /** The version of a text such as v1.2 or v1.2.3-rc.1; null when it is none. */
    static @Nullable SemanticVersion version(String text) {
        Matcher matcher = VERSION.matcher(text.length() > 64 ? "" : text);
        if (!matcher.matches()) {
            return null;
        }
        String release =
                Integer.parseInt(matcher.group(1)) + "." + number(matcher.group(2)) + "." + number(matcher.group(3));
        try {
            return SemanticVersion.of(matcher.group(4) == null ? release : release + "-" + matcher.group(4));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable EntityName entity(String plugin, @Nullable String entity) {
        return entity == null
                        || !ENTITY.matcher(entity).matches()
                        || !ENTITY.matcher(plugin).matches()
                ? null
                : new EntityName(plugin, entity);
    }

    static @Nullable Localized localized(@Nullable String text) {
        return text == null ? null : Localized.of(text);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
