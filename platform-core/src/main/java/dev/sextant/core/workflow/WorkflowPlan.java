package dev.sextant.core.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.core.pluginservice.RegistrationKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow version does, with everything that it was checked against: it never looks at the registry again.
 *
 * @param nodes the steps of the design
 * @param edges the sequence between them
 */
public record WorkflowPlan(List<Node> nodes, List<Edge> edges) {
    public WorkflowPlan {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The node of that id. */
    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The nodes that call a plugin service. */
    @JsonIgnore
    public List<Node> serviceNodes() {
        return nodes.stream().filter(node -> node.call() != null).toList();
    }

    /** What a node is. */
    public enum NodeType {
        START,
        END,
        SERVICE,
        PARALLEL
    }

    /**
     * One step.
     *
     * @param call what it calls; of service nodes only
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String id, String name, NodeType type, @Nullable ServiceCall call) {}

    /** A sequence from one node to another. */
    public record Edge(String id, String from, String to) {}

    /**
     * The call of a service node.
     *
     * @param version the exact version of the plugin that the service was taken from
     * @param service the service as it was then
     * @param format the format of the plugin's package, whose protocol it speaks
     * @param records which records it works on; none for a service without a target entity
     * @param parameters what the design binds, and what it leaves to the service's registration
     * @param registration the name that the service is called under
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceCall(
            String plugin,
            String version,
            ServiceSpec service,
            ManifestFormat format,
            @Nullable RecordSelection records,
            List<Binding> parameters,
            String registration) {
        /** Takes what a version that was deployed earlier leaves out. */
        @SuppressWarnings("ConstantValue")
        public ServiceCall {
            registration = registration == null ? service.name() : registration;
            format = format == null ? ManifestFormat.SEXTANT : format;
            parameters = List.copyOf(parameters);
        }

        /** Under which of its names the service is called. */
        public RegistrationKey key() {
            return new RegistrationKey(plugin, version, service.name(), registration);
        }

        /** The service as people write it, such as {@code job-execution:run-script@1.0.0}. */
        public String reference() {
            return plugin + ":" + service.name() + "@" + version;
        }
    }

    /** Which records a node works on. */
    public enum Selection {
        /** Those that were chosen when the run was started. */
        RUN,
        /** Those that the design names. */
        FIXED
    }

    /**
     * The records of a node.
     *
     * @param entity their entity, such as {@code inventory:host}
     * @param ids the ids that the design names
     */
    public record RecordSelection(String entity, Selection select, List<String> ids) {
        public RecordSelection {
            ids = List.copyOf(ids);
        }
    }

    /** Where the value of a parameter comes from. */
    public enum Source {
        CONSTANT,
        RECORD,
        CONTEXT,
        VARIABLE
    }

    /**
     * The value of a parameter.
     *
     * @param value the constant, the attribute, {@code node.output}, or the variable's name
     */
    public record Binding(String name, Source from, String value) {}
}
