package dev.sextant.auth.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Permissions;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The identities and their public keys. */
@Repository
@Transactional
public class Identities {
    private static final int MOST_KEYS = 64;
    private static final String SEPARATOR = " ";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Identities(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Identity> find(String name) {
        return jdbc.sql("select permissions from identities where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(permissions -> new Identity(name, read(permissions)));
    }

    @Transactional(readOnly = true)
    public Optional<ECPublicKey> findKey(String name, String keyId) {
        return jdbc.sql("select public_key from identity_keys where identity = ? and key_id = ?")
                .params(name, keyId)
                .query(String.class)
                .optional()
                .map(Identities::publicKey);
    }

    /** The ids of an identity's keys. */
    @Transactional(readOnly = true)
    public List<String> keyIds(String name) {
        return jdbc.sql("select key_id from identity_keys where identity = ? order by created_at, key_id")
                .param(name)
                .query((row, number) -> row.getString("key_id"))
                .list();
    }

    /** Makes or changes an identity and adds a key, beside those that it has. */
    public void put(Identity identity, ECKey key) {
        lockOrCreate(identity);
        boolean known = findKey(identity.name(), key.getKeyID()).isPresent();
        if (!known && keyIds(identity.name()).size() >= MOST_KEYS) {
            throw new ProblemException(
                    AuthError.TOO_MANY_KEYS,
                    "%s has %d keys; remove those of instances that have gone".formatted(identity.name(), MOST_KEYS));
        }
        addKey(identity.name(), key);
    }

    /** Makes or changes an identity so that this is its only key. */
    public void putOnly(Identity identity, ECKey key) {
        lockOrCreate(identity);
        jdbc.sql("delete from identity_keys where identity = ? and key_id <> ?")
                .params(identity.name(), key.getKeyID())
                .update();
        addKey(identity.name(), key);
    }

    /** Takes an identity away; whether there was one. */
    public boolean remove(String name) {
        return jdbc.sql("delete from identities where name = ?").param(name).update() == 1;
    }

    /** Takes one key away; whether there was one. */
    public boolean removeKey(String name, String keyId) {
        return jdbc.sql("delete from identity_keys where identity = ? and key_id = ?")
                        .params(name, keyId)
                        .update()
                == 1;
    }

    private void lockOrCreate(Identity identity) {
        String permissions = String.join(SEPARATOR, identity.permissions().toList());
        if (!change(identity.name(), permissions)) {
            try {
                jdbc.sql("insert into identities (name, permissions, version, created_at) values (?, ?, 0, ?)")
                        .params(identity.name(), permissions, clock.millis())
                        .update();
            } catch (DuplicateKeyException raced) {
                change(identity.name(), permissions);
            }
        }
    }

    private boolean change(String name, String permissions) {
        return jdbc.sql("update identities set permissions = ?, version = version + 1 where name = ?")
                        .params(permissions, name)
                        .update()
                == 1;
    }

    private void addKey(String name, ECKey key) {
        jdbc.sql("delete from identity_keys where identity = ? and key_id = ?")
                .params(name, key.getKeyID())
                .update();
        jdbc.sql("insert into identity_keys (identity, key_id, public_key, created_at) values (?, ?, ?, ?)")
                .params(name, key.getKeyID(), key.toPublicJWK().toJSONString(), clock.millis())
                .update();
    }

    private static Permissions read(String permissions) {
        return permissions.isEmpty() ? Permissions.of() : Permissions.of(permissions.split(SEPARATOR, -1));
    }

    private static ECPublicKey publicKey(String jwk) {
        try {
            return ECKey.parse(jwk).toECPublicKey();
        } catch (ParseException | JOSEException damaged) {
            throw new IllegalStateException("A stored public key is damaged", damaged);
        }
    }
}
