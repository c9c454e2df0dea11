package dev.sextant.web.secret;

import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Proves before the first request that secrets are sealed, and with the key that this database was sealed with: its table
 * {@code sealing_witness (id, sealed)} keeps a known text.
 */
public final class SealingSelfTest {
    private static final String KNOWN_TEXT = "sealed with this key";

    private final Sealing sealing;
    private final JdbcClient database;
    private final String witness;

    /** With the identity that the known text is sealed under. */
    public SealingSelfTest(Sealing sealing, JdbcClient database, String witness) {
        this.sealing = sealing;
        this.database = database;
        this.witness = witness;
    }

    /** Fails when secrets would not be safe. */
    public void run() {
        checkThatSealingSeals();
        checkThatItIsTheSameKey(known().orElseGet(this::enter));
    }

    private Optional<String> known() {
        return database.sql("select sealed from sealing_witness where id = 1")
                .query((row, number) -> row.getString(1))
                .optional();
    }

    private String enter() {
        String sealed = sealing.seal(KNOWN_TEXT, witness);
        try {
            database.sql("insert into sealing_witness (id, sealed) values (1, ?)")
                    .param(sealed)
                    .update();
            return sealed;
        } catch (DuplicateKeyException another) {
            return known().orElseThrow();
        }
    }

    private void checkThatSealingSeals() {
        String text = "self-test " + UUID.randomUUID();
        String sealed = sealing.seal(text, "row 1");
        boolean opens = sealing.open(sealed, "row 1").equals(text);
        if (!opens || sealed.contains(text) || opensElsewhere(sealed) || sealed.equals(sealing.seal(text, "row 1"))) {
            throw new IllegalStateException("Secrets are not sealed as they must be; nothing is started");
        }
    }

    private boolean opensElsewhere(String sealed) {
        try {
            sealing.open(sealed, "row 2");
            return true;
        } catch (UnsealableException asItShould) {
            return false;
        }
    }

    private void checkThatItIsTheSameKey(String sealed) {
        try {
            sealing.open(sealed, witness);
        } catch (UnsealableException otherKey) {
            throw new IllegalStateException(
                    "The master key is not the one that this database's secrets were sealed with. Put the former key back");
        }
    }
}
