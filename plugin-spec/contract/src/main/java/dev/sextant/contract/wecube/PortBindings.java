package dev.sextant.contract.wecube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports of a container, from a list such as <code>{{ALLOCATE_PORT}}:9000,{{MONITOR_PORT}}:8081,5000:8082</code>.
 * No port is opened on the host; the platform reaches the first by the container's network.
 *
 * @param service where the services are called
 * @param others further ports by name
 */
record PortBindings(int service, Map<String, Integer> others) {

    private static final int STANDARD = 8080;
    private static final String ATTRIBUTE = "portBindings";
    private static final Pattern BINDING =
            Pattern.compile("(?:[0-9.]{7,15}:)?([^:,]{1,100}):([0-9]{1,5})(?:/(tcp|udp))?");

    static PortBindings of(ElementReader docker) {
        Map<String, Integer> others = new LinkedHashMap<>();
        int service = 0;
        int first = 0;
        for (String part : docker.required(ATTRIBUTE).split(",", 100)) {
            Matcher binding = BINDING.matcher(part.strip());
            int port = binding.matches() ? Integer.parseInt(binding.group(2)) : 0;
            if (port < 1 || port > 65_535) {
                refuse(docker, part.strip());
                continue;
            }
            first = first == 0 ? port : first;
            String host = binding.group(1).strip();
            if (host.equals("{{ALLOCATE_PORT}}") && service == 0) {
                service = port;
            } else {
                others.put(host.equals("{{MONITOR_PORT}}") ? "monitor" : "port-" + port, port);
                tell(docker, host, port);
            }
        }
        int called = service != 0 ? service : first != 0 ? first : STANDARD;
        others.values().removeIf(port -> port == called);
        return new PortBindings(called, others);
    }

    private static void refuse(ElementReader docker, String part) {
        if (!part.isEmpty()) {
            docker.error(
                    ATTRIBUTE, Findings.quote(part) + " is not a binding; write for example {{ALLOCATE_PORT}}:9000");
        }
    }

    private static void tell(ElementReader docker, String host, int port) {
        if (!host.startsWith("{{")) {
            docker.ignore(
                    ATTRIBUTE,
                    "The host's port " + Findings.quote(host) + " is not opened; " + port
                            + " is reached by the plugin's own network");
        }
    }
}
