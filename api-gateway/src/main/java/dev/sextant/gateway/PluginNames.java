package dev.sextant.gateway;

import java.util.Set;
import java.util.regex.Pattern;

/** What the first segment of a path may say: the name of a plugin, or one that belongs to the platform. */
public final class PluginNames {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Set<String> RESERVED =
            Set.of("auth", "platform", "portal", "actuator", "api", "health", "metrics", "static", "error");

    private PluginNames() {}

    /** Whether it may be the name of a plugin. */
    public static boolean isPlugin(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name);
    }

    /** What stands between the first two slashes of a raw path. */
    public static String firstSegment(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return "";
        }
        int end = rawPath.indexOf('/', 1);
        return end < 0 ? rawPath.substring(1) : rawPath.substring(1, end);
    }
}
