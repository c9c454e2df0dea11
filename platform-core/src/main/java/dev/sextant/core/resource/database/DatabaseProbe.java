package dev.sextant.core.resource.database;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.HostFacts;
import dev.sextant.core.resource.HostProbe;
import dev.sextant.core.resource.ResourceError;
import dev.sextant.core.resource.ResourceHost;
import org.springframework.stereotype.Component;

/** Knows MariaDB and MySQL servers; proves the rights by a schema and a user that are gone at once. */
@Component
class DatabaseProbe implements HostProbe {
    private final DatabaseConnections connections;
    private final String name;

    DatabaseProbe(DatabaseConnections connections, Installation installation) {
        this.connections = connections;
        // Always the same: what an interrupted probe has left goes with the next.
        this.name = "sextant_probe_" + installation.id();
    }

    @Override
    public ResourceHost.Kind kind() {
        return ResourceHost.Kind.DATABASE;
    }

    @Override
    public HostFacts ask(HostAccess access) {
        try (var server = connections.server(access)) {
            return HostFacts.of(server.version());
        }
    }

    @Override
    public void prove(HostAccess access) {
        try (var server = connections.server(access)) {
            clear(server);
            server.createSchema(name);
            server.createUser(name, Ids.next(), name);
            clear(server);
        } catch (ProblemException refused) {
            throw new ProblemException(
                    ResourceError.HOST_RIGHTS,
                    "%s '%s' needs the rights to create and drop schemas and users, and to grant them (grant all on *.* … with grant option)."
                            .formatted(refused.detail(), access.login()),
                    refused);
        }
    }

    private void clear(DatabaseServer server) {
        server.dropUser(name);
        server.dropSchema(name);
    }
}
