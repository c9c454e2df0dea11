package dev.sextant.auth.subsystem;

import dev.sextant.auth.secret.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sub-systems, the nonces that they have used and the refresh tokens that they hold. */
@Repository
@Transactional
public class SubSystems {
    private static final String SELECT = "select code, plugin, public_key, network from sub_systems ";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SubSystems(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<SubSystem> ofPlugin(String plugin) {
        return jdbc.sql(SELECT + "where plugin = ?")
                .param(plugin)
                .query(SubSystems::read)
                .optional();
    }

    @Transactional(readOnly = true)
    Optional<SubSystem> ofCode(String code) {
        return jdbc.sql(SELECT + "where code = ?")
                .param(code)
                .query(SubSystems::read)
                .optional();
    }

    /** Makes or changes a sub-system; what its former key had proven is void. */
    void put(SubSystem wanted) {
        var known = ofPlugin(wanted.plugin());
        if (known.isPresent()
                && known.get().code().equals(wanted.code())
                && known.get().publicKey().equals(wanted.publicKey())) {
            jdbc.sql("update sub_systems set network = ? where plugin = ?")
                    .param(networkOf(wanted))
                    .param(wanted.plugin())
                    .update();
            return;
        }
        remove(wanted.plugin());
        jdbc.sql("insert into sub_systems (code, plugin, public_key, network, created_at) values (?, ?, ?, ?, ?)")
                .param(wanted.code())
                .param(wanted.plugin())
                .param(SubSystemKeys.text(wanted.publicKey()))
                .param(networkOf(wanted))
                .param(clock.millis())
                .update();
    }

    /** Takes a sub-system away; whether there was one. */
    boolean remove(String plugin) {
        return jdbc.sql("delete from sub_systems where plugin = ?")
                        .param(plugin)
                        .update()
                == 1;
    }

    /** Whether this is the nonce's first use. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    boolean use(SubSystem subSystem, String nonce) {
        try {
            jdbc.sql("insert into sub_system_nonces (id, code) values (?, ?)")
                    .params(Hashes.sha256(subSystem.code() + "\n" + nonce), subSystem.code())
                    .update();
            return true;
        } catch (DuplicateKeyException again) {
            return false;
        }
    }

    void keepRefreshToken(SubSystem subSystem, String token, long expiresAt) {
        jdbc.sql("delete from sub_system_refresh_tokens where expires_at < ?")
                .param(clock.millis())
                .update();
        jdbc.sql("insert into sub_system_refresh_tokens (id, code, expires_at) values (?, ?, ?)")
                .params(Hashes.sha256(token), subSystem.code(), expiresAt)
                .update();
    }

    /** Whose the refresh token is, as long as it is good. */
    @Transactional(readOnly = true)
    Optional<Refresh> refresh(String token) {
        return jdbc.sql("select code, expires_at from sub_system_refresh_tokens where id = ? and expires_at > ?")
                .params(Hashes.sha256(token), clock.millis())
                .query((row, number) -> new Refresh(row.getString("code"), row.getLong("expires_at")))
                .optional();
    }

    /** A refresh token that is good. */
    record Refresh(String code, long expiresAt) {}

    private static @Nullable String networkOf(SubSystem subSystem) {
        return subSystem.network() == null ? null : subSystem.network().toString();
    }

    private static SubSystem read(ResultSet row, int number) throws SQLException {
        var network = row.getString("network");
        return new SubSystem(
                row.getString("code"),
                row.getString("plugin"),
                SubSystemKeys.parse(row.getString("public_key")),
                network == null ? null : AddressRange.of(network));
    }
}
