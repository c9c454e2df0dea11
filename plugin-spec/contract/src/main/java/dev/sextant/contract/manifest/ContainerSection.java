package dev.sextant.contract.manifest;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a plugin runs. */
final class ContainerSection {

    private static final Pattern MEMORY = Pattern.compile("([1-9][0-9]{0,5})(Mi|Gi)");
    private static final long MEBI = 1024L * 1024;
    private static final long MIN_MEMORY = 64 * MEBI;
    private static final long MAX_MEMORY = 64 * 1024 * MEBI;
    private static final List<String> CLOSED_FOLDERS = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib64",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/tmp",
            "/usr",
            "/var/run");

    private static final int MAX_CONTAINERS = 8;
    private static final int MAX_VALUE = 4096;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    private final List<Capability> given;

    /** A reader of containers, which all have the given capabilities. */
    ContainerSection(List<Capability> given) {
        this.given = given;
    }

    List<ContainerSpec> containers(ObjectReader reader) {
        YamlNode node = reader.take("containers");
        int count = node instanceof YamlNode.Sequence list ? list.items().size() : 0;
        List<ContainerSpec> containers = reader.objects("containers", one -> read(one, count > 1));
        boolean list = node == null || node instanceof YamlNode.Sequence;
        if (list && (count < 1 || count > MAX_CONTAINERS)) {
            reader.error(
                    "containers",
                    "A plugin has 1 to " + MAX_CONTAINERS + " containers; write for example"
                            + " containers: [{image: my-plugin:1.0.0}]");
        }
        return ManifestSection.distinct(reader, "containers", "name", containers, ContainerSpec::name);
    }

    private ContainerSpec read(ObjectReader reader, boolean named) {
        String name = reader.optionalText("name", Forms.NAME, Forms.NAME_HINT);
        if (named && reader.take("name") == null) {
            reader.error("name", "'name' is missing; each of several containers needs one, for example main");
        }
        int port = reader.integer("port", 8080, 1024, 65535);
        return new ContainerSpec(
                name == null ? (named ? "" : ContainerSpec.MAIN) : name,
                reader.text("image", Forms.IMAGE, Forms.IMAGE_HINT),
                port,
                ports(reader, port),
                reader.parsedOr("health", HealthCheck::of, HealthCheck.STANDARD),
                reader.parsedOr("memory", ContainerSection::memory, 512 * MEBI),
                cpu(reader),
                reader.named(
                        "volumes",
                        Forms.NAME,
                        Forms.NAME_HINT,
                        (volume, node) ->
                                reader.parse(node, reader.path("volumes." + volume), ContainerSection::mount)),
                capabilities(reader),
                reader.named(
                        "environment",
                        Forms.ENVIRONMENT,
                        Forms.ENVIRONMENT_HINT,
                        (variable, node) ->
                                reader.parse(node, reader.path("environment." + variable), ContainerSection::value)),
                reader.values("egress", ManifestSection.form(Forms.DOMAIN, Forms.DOMAIN_HINT)));
    }

    private List<Capability> capabilities(ObjectReader reader) {
        Set<Capability> all = new LinkedHashSet<>(given);
        all.addAll(ManifestSection.distinct(
                reader, "capabilities", "", reader.values("capabilities", Capability::of), Capability::text));
        return List.copyOf(all);
    }

    private static Map<String, Integer> ports(ObjectReader reader, int port) {
        Map<String, Integer> ports = reader.named(
                "ports",
                Forms.NAME,
                Forms.NAME_HINT,
                (name, node) -> reader.whole(node, reader.path("ports." + name), 1024, 65535));
        if (ports.containsValue(port) || new LinkedHashSet<>(ports.values()).size() < ports.size()) {
            reader.error("ports", "A port has two names; " + port + " is the container's 'port' already");
        }
        return ports;
    }

    private static String value(String text) {
        boolean closed = text.length() <= MAX_VALUE && text.indexOf('\0') < 0;
        for (int from = text.indexOf("{{"); closed && from >= 0; from = text.indexOf("{{", from + 2)) {
            int to = text.indexOf("}}", from);
            closed = to > 0 && VARIABLE.matcher(text.substring(from + 2, to)).matches();
        }
        if (!closed) {
            throw new IllegalArgumentException("A value has at most " + MAX_VALUE
                    + " characters, and {{ }} enclose the name of a system variable, for example {{log.level}}");
        }
        return text;
    }

    private static double cpu(ObjectReader reader) {
        double cpu = reader.number("cpu", 1, 0.1, 64);
        return BigDecimal.valueOf(cpu).doubleValue();
    }

    private static long memory(String text) {
        Matcher matcher = MEMORY.matcher(text);
        long bytes = matcher.matches()
                ? Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("Gi") ? 1024 * MEBI : MEBI)
                : 0;
        if (bytes < MIN_MEMORY || bytes > MAX_MEMORY) {
            throw new IllegalArgumentException("'" + text + "' is not allowed; write 64Mi to 64Gi, for example 512Mi");
        }
        return bytes;
    }

    private static String mount(String text) {
        String path = ManifestSection.form(Forms.PATH, Forms.PATH_HINT).apply(text);
        for (String closed : CLOSED_FOLDERS) {
            if (path.equals(closed) || path.startsWith(closed + "/")) {
                throw new IllegalArgumentException("A volume may not be mounted at " + text
                        + "; choose a folder such as /data or /var/lib/my-plugin");
            }
        }
        return path;
    }
}
