package dev.sextant.contract.manifest;

import java.util.Set;
import java.util.regex.Pattern;

/** The forms of names in a manifest, each with the hint that a problem gives. */
final class Forms {

    static final Pattern PLUGIN = Pattern.compile("(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
    static final String PLUGIN_HINT = "small letters, digits and single hyphens, at most 40, for example job-execution";

    static final Pattern NAME = Pattern.compile("(?=.{1,63}$)[a-z][a-z0-9]*([-_][a-z0-9]+)*");
    static final String NAME_HINT = "small letters, digits and hyphens, at most 63, for example run-script";

    static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    static final String FIELD_HINT = "letters, digits and underscores, at most 63, for example exitCode";

    static final Pattern VARIABLE = Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9]*([._-][a-z0-9]+)*");
    static final String VARIABLE_HINT = "small letters and digits parted by dots or hyphens, for example ssh.timeout";

    static final Pattern IMAGE = Pattern.compile(
            "(?=.{1,200}$)[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    static final String IMAGE_HINT = "name:tag, for example job-execution:1.0.0";

    static final Pattern PATH = Pattern.compile("(?=.{2,200}$)(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    static final String PATH_HINT = "an absolute path without . and .. segments, for example /health";

    static final Pattern PERMISSION = Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9-]*");
    static final String PERMISSION_HINT = "area:verb without wildcards, for example inventory:reveal";

    static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    static final String DOMAIN_HINT = "a domain name without wildcards, for example mirror.example.org";

    static final Pattern FOLDER =
            Pattern.compile("(?=.{1,200}$)[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    static final String FOLDER_HINT = "a relative folder without . and .. segments, for example db/migration";

    static final Pattern ENTITY =
            Pattern.compile("(?=.{3,104}$)[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*([-_][a-z0-9]+)*");
    static final String ENTITY_HINT = "plugin:entity, for example inventory:host";

    static final Pattern FILE = FOLDER;
    static final String FILE_HINT = "a file of the package without . and .. segments, for example docs/en.md";

    static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    static final String SCHEMA_HINT = "small letters, digits and underscores, at most 63, for example job_execution";

    static final Pattern FILTER = Pattern.compile("(?=.{4,1000}$)(\\{([^{}'\\p{Cntrl}]++|'[^'\\p{Cntrl}]*+')+} *)+");
    static final String FILTER_HINT = "filters such as {state eq 'created'}, at most 1000 characters";

    static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,126}");
    static final String ENVIRONMENT_HINT = "letters, digits and underscores, at most 127, for example LOG_LEVEL";

    static final Pattern EVENT = Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*(\\.\\*)?");
    static final String EVENT_HINT = "a type such as run.changed, or run.* for all below it";

    static final Pattern LANGUAGE = Pattern.compile("en|zh");
    static final String LANGUAGE_HINT = "en or zh";

    static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    static final String TITLE_HINT = "one line of 1 to 200 characters";

    static final Pattern PROSE = Pattern.compile("[^\\x00-\\x08\\x0B-\\x1F\\x7F]{1,2000}");
    static final String PROSE_HINT = "1 to 2000 characters";

    /** First path segments that are the platform's own. */
    static final Set<String> RESERVED_PLUGINS = Set.of(
            "actuator",
            "admin",
            "api",
            "assets",
            "auth",
            "docs",
            "error",
            "favicon",
            "gateway",
            "health",
            "login",
            "platform",
            "plugins",
            "portal",
            "sextant",
            "static",
            "system",
            "user",
            "service",
            "webjars",
            "well-known");

    /** Names of a record's outcome, which a service's own outputs would hide. */
    static final Set<String> RESERVED_OUTPUTS =
            Set.of("callbackParameter", "errorCode", "errorMessage", "outcome", "reason");

    /** Names that each record of a call has besides its service's inputs. */
    static final Set<String> RESERVED_INPUTS = Set.of("callbackParameter", "confirmToken");

    private Forms() {}
}
