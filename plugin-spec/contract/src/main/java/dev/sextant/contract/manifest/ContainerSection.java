package dev.sextant.contract.manifest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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

    private ContainerSection() {}

    static List<ContainerSpec> containers(ObjectReader reader) {
        List<ContainerSpec> containers = reader.objects("containers", ContainerSection::read);
        boolean present = reader.take("containers") instanceof YamlNode.Sequence list
                && list.items().size() == 1;
        if (!present && (reader.take("containers") == null || reader.take("containers") instanceof YamlNode.Sequence)) {
            reader.error(
                    "containers",
                    "A plugin has exactly one container; write for example"
                            + " containers: [{image: my-plugin:1.0.0}]");
        }
        return containers;
    }

    private static ContainerSpec read(ObjectReader reader) {
        return new ContainerSpec(
                reader.text("image", Forms.IMAGE, Forms.IMAGE_HINT),
                reader.integer("port", 8080, 1024, 65535),
                reader.take("health") == null ? "/health" : reader.text("health", Forms.PATH, Forms.PATH_HINT),
                reader.parsedOr("memory", ContainerSection::memory, 512 * MEBI),
                cpu(reader),
                Map.copyOf(reader.named(
                        "volumes",
                        Forms.NAME,
                        Forms.NAME_HINT,
                        (name, node) -> reader.parse(node, reader.path("volumes." + name), ContainerSection::mount))),
                reader.values("egress", ManifestSection.form(Forms.DOMAIN, Forms.DOMAIN_HINT)));
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
