package dev.sextant.inventory.host;

import dev.sextant.sdk.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host as it is kept; its credential only sealed.
 *
 * @param version counts its changes from 0
 * @param tags as {@code ,one,two,}, so that a single one is found by {@code ,one,}; a tag has no comma
 */
record HostRow(
        String id,
        long version,
        String name,
        String address,
        int port,
        String user,
        Authentication authentication,
        String sealedCredential,
        String hostKey,
        @Nullable String os,
        @Nullable String tags,
        @Nullable String description) {

    /** The host as it is described, with its credential sealed. */
    static HostRow of(String id, long version, Host host, String sealedCredential) {
        return new HostRow(
                id,
                version,
                host.name(),
                HostAddress.canonical(host.address()),
                host.port(),
                host.user(),
                host.authentication(),
                sealedCredential,
                HostKeyText.canonical(host.hostKey()),
                host.os(),
                host.tags().isEmpty() ? null : "," + String.join(",", host.tags()) + ",",
                host.description());
    }

    static HostRow read(ResultSet row) throws SQLException {
        return new HostRow(
                row.getString("id"),
                row.getLong("version"),
                row.getString("name"),
                row.getString("address"),
                row.getInt("port"),
                row.getString("user_name"),
                Authentication.valueOf(row.getString("authentication")),
                row.getString("sealed_credential"),
                row.getString("host_key"),
                row.getString("os"),
                row.getString("tags"),
                row.getString("description"));
    }

    Host toHost() {
        return new Host(name, address, port, user, authentication, Secret.kept(), hostKey, os, tagList(), description);
    }

    private List<String> tagList() {
        return tags == null
                ? List.of()
                : Arrays.stream(tags.split(",")).filter(tag -> !tag.isEmpty()).toList();
    }

    @Override
    public String toString() {
        return "HostRow[id=%s, name=%s]".formatted(id, name);
    }
}
