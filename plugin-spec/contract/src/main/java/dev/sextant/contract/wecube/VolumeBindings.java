package dev.sextant.contract.wecube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folders of a container that outlive it. What WeCube binds from the host becomes a volume that the platform
 * manages; the host's own folders are never bound.
 */
final class VolumeBindings {

    private static final String ATTRIBUTE = "volumeBindings";
    private static final String BASE = "{{BASE_MOUNT_PATH}}";
    private static final String TIME_ZONE = "/etc/localtime";
    private static final int MAX_NAME = 60;
    private static final Pattern BINDING = Pattern.compile("([^:]{1,300}):([^:]{1,300})(?::([a-zA-Z,]{1,10}))?");
    private static final Pattern FOLDER = Pattern.compile("(/[A-Za-z0-9._@+-]+)+/?");
    private static final List<String> CLOSED =
            List.of("/dev", "/proc", "/sys", "/run", "/var/run", "/var/lib/docker", "/boot");

    private VolumeBindings() {}

    static Map<String, String> of(ElementReader docker) {
        Map<String, String> volumes = new LinkedHashMap<>();
        String list = docker.optional(ATTRIBUTE);
        for (String part : list == null ? new String[0] : list.split(",", 200)) {
            if (!part.isBlank()) {
                bind(docker, part.strip(), volumes);
            }
        }
        return volumes;
    }

    private static void bind(ElementReader docker, String part, Map<String, String> volumes) {
        Matcher binding = BINDING.matcher(part);
        if (!binding.matches()) {
            docker.error(
                    ATTRIBUTE, Findings.quote(part) + " is not a binding; write for example " + BASE + "/log:/log");
            return;
        }
        String host = binding.group(1).strip();
        String folder = binding.group(2).strip();
        if (host.equals(TIME_ZONE) || host.equals("/etc/timezone")) {
            docker.ignore(ATTRIBUTE, "'" + part + "' is not bound; the time zone comes as the variable TZ");
        } else if (closed(host)
                || closed(folder)
                || !FOLDER.matcher(folder).matches()
                || leaves(host)
                || leaves(folder)) {
            docker.error(
                    ATTRIBUTE,
                    Findings.quote(part) + " is not allowed; bind folders below " + BASE
                            + " to a folder of the image, such as /log");
        } else {
            if (!host.startsWith(BASE)) {
                docker.ignore(
                        ATTRIBUTE,
                        "The host's folder " + Findings.quote(host)
                                + " is not bound; a volume of the platform takes its place");
            }
            if (binding.group(3) != null) {
                docker.ignore(
                        ATTRIBUTE,
                        "The option '" + binding.group(3) + "' of " + Findings.quote(part)
                                + " is not taken over; a volume can be written");
            }
            volumes.put(name(host, folder, volumes), folder);
        }
    }

    private static boolean closed(String path) {
        String clean = path.replaceAll("/+$", "").replaceAll("/+", "/").toLowerCase(Locale.ROOT);
        return clean.isEmpty()
                || clean.endsWith(".sock")
                || CLOSED.stream().anyMatch(folder -> clean.equals(folder) || clean.startsWith(folder + "/"));
    }

    private static boolean leaves(String path) {
        return path.contains("..") || path.contains("//") || path.contains("/./") || path.endsWith("/.");
    }

    private static String name(String host, String folder, Map<String, String> taken) {
        String path = host.startsWith(BASE) ? host.substring(BASE.length()) : host;
        String clean = (path.isBlank() || path.equals("/") ? folder : path)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        String base = clean.isEmpty() ? "volume" : clean.substring(0, Math.min(clean.length(), MAX_NAME));
        String name = base;
        for (int number = 2; taken.containsKey(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }
}
