package dev.sextant.inventory.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.web.secret.Sealing;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens the sealed credentials of hosts. */
@Component
class Credentials {
    private final Hosts hosts;
    private final Sealing sealing;

    Credentials(Hosts hosts, Sealing sealing) {
        this.hosts = hosts;
        this.sealing = sealing;
    }

    /** A credential in the clear, for the plugin that signs in with it; never for a log. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Credential(
            String host,
            String user,
            Authentication authentication,
            @Nullable String privateKey,
            @Nullable String password) {

        static Credential of(HostRow row, String secret) {
            return switch (row.authentication()) {
                case KEY -> new Credential(row.id(), row.user(), Authentication.KEY, secret, null);
                case PASSWORD -> new Credential(row.id(), row.user(), Authentication.PASSWORD, null, secret);
            };
        }

        @Override
        public String toString() {
            return "Credential[host=%s]".formatted(host);
        }
    }

    /** What a sealed credential is bound to. */
    static String identity(String hostId) {
        return "inventory:host:%s:credential".formatted(hostId);
    }

    @Transactional(readOnly = true)
    List<Credential> reveal(Collection<String> ids) {
        return hosts.findByIdIn(ids).stream()
                .map(row -> Credential.of(row, sealing.open(row.sealedCredential(), identity(row.id()))))
                .toList();
    }
}
