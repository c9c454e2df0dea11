package dev.sextant.inventory.host;

import dev.sextant.sdk.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host as it is kept; its credential only sealed. */
@Entity
@Table(name = "host")
@SuppressWarnings("NullAway.Init")
class HostRow {
    @Id
    private String id;

    @Version
    private @Nullable Long version;

    private String name;
    private String address;
    private int port;

    @Column(name = "user_name")
    private String user;

    @Enumerated(EnumType.STRING)
    private Authentication authentication;

    @Column(name = "sealed_credential")
    private String sealedCredential;

    @Column(name = "host_key")
    private String hostKey;

    private @Nullable String os;

    @Convert(converter = TagsColumn.class)
    private List<String> tags;

    /** The same column as it is written, for conditions. */
    @Column(name = "tags", insertable = false, updatable = false)
    private @Nullable String tagsText;

    private @Nullable String description;

    protected HostRow() {}

    HostRow(String id) {
        this.id = id;
    }

    /** Takes over all attributes but the credential. */
    void describe(Host host) {
        name = host.name();
        address = HostAddress.canonical(host.address());
        port = host.port();
        user = host.user();
        authentication = host.authentication();
        hostKey = HostKeyText.canonical(host.hostKey());
        os = host.os();
        tags = List.copyOf(host.tags());
        description = host.description();
    }

    void keepCredential(String sealed) {
        sealedCredential = sealed;
    }

    Host toHost() {
        return new Host(name, address, port, user, authentication, Secret.kept(), hostKey, os, tags, description);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    int port() {
        return port;
    }

    String user() {
        return user;
    }

    Authentication authentication() {
        return authentication;
    }

    String sealedCredential() {
        return sealedCredential;
    }
}
