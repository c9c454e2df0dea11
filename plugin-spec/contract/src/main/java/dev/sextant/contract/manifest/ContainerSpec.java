package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A container that a plugin needs.
 *
 * @param image name and tag of the image in the archive
 * @param port where it listens
 * @param health path that answers 200 when it is well
 * @param memory limit in bytes
 * @param cpu limit in cores
 * @param volumes mount points of named volumes by name
 * @param egress domains it may reach, through the proxy only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContainerSpec(
        String image,
        int port,
        String health,
        long memory,
        double cpu,
        Map<String, String> volumes,
        List<String> egress) {}
