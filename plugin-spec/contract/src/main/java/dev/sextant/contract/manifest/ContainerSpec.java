package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A container that a plugin needs.
 *
 * @param name its name within the plugin
 * @param image name and tag of the image in the archive
 * @param port where its services are called and its health is asked
 * @param ports further ports by name, reached by the plugin's own containers only
 * @param health how it shows that it is well
 * @param memory limit in bytes
 * @param cpu limit in cores
 * @param volumes mount points of named volumes by name; containers that name the same volume share it
 * @param capabilities what it may do beyond the closed profile
 * @param environment its variables by name; a value may hold {@code {{name}}}, which stands for a system variable
 * @param egress domains it may reach, through the proxy only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContainerSpec(
        String name,
        String image,
        int port,
        Map<String, Integer> ports,
        HealthCheck health,
        long memory,
        double cpu,
        Map<String, String> volumes,
        List<Capability> capabilities,
        Map<String, String> environment,
        List<String> egress) {

    /** The name of a plugin's only container, where it gives none. */
    public static final String MAIN = "main";

    /** Takes what a package that was stored by an earlier version leaves out. */
    public ContainerSpec {
        name = name == null ? MAIN : name;
        ports = Absent.map(ports);
        volumes = Absent.map(volumes);
        capabilities = Absent.list(capabilities);
        environment = Absent.map(environment);
        egress = Absent.list(egress);
    }
}
