package dev.sextant.contract.wecube;

import dev.sextant.contract.manifest.Capability;
import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.HealthCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a package. They run under the same closed profile as all others, with a writable layer over the image,
 * since such images edit files below their own root.
 */
final class DockerSection {

    private static final long MEMORY = 1024L * 1024 * 1024;
    private static final double CPU = 1;

    private final ElementReader reader;

    DockerSection(ElementReader reader) {
        this.reader = reader;
    }

    List<ContainerSpec> read() {
        List<ContainerSpec> containers = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (ElementReader docker : reader.items("resourceDependencies", "docker")) {
            String wanted = docker.optional("containerName");
            String base = wanted == null ? ContainerSpec.MAIN : wanted;
            int number = names.merge(base, 1, Integer::sum);
            containers.add(container(docker, number == 1 ? base : base + "-" + number));
        }
        if (containers.isEmpty() && reader.has("resourceDependencies")) {
            reader.error("", "'docker' is missing under resourceDependencies; name at least one image there");
        }
        return containers;
    }

    private static ContainerSpec container(ElementReader docker, String name) {
        String image = docker.required("imageName");
        if (image.contains("{{")) {
            docker.warning("imageName", "The build has left a gap in " + Findings.quote(image) + "; fill it in");
        } else if (!image.isEmpty() && !Forms.IMAGE.matcher(image).matches()) {
            docker.error("imageName", Findings.quote(image) + " is not an image; write " + Forms.IMAGE_HINT);
        }
        PortBindings ports = PortBindings.of(docker);
        Map<String, String> volumes = VolumeBindings.of(docker);
        return new ContainerSpec(
                name,
                image.indexOf(':', image.lastIndexOf('/') + 1) < 0 ? image + ":latest" : image,
                ports.service(),
                ports.others(),
                new HealthCheck.Tcp(),
                MEMORY,
                CPU,
                volumes,
                List.of(Capability.WRITABLE_ROOT),
                EnvironmentList.of(docker),
                List.of());
    }
}
