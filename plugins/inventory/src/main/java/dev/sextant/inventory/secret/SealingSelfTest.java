package dev.sextant.inventory.secret;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proves before the first request that secrets are sealed, and with the key that this database was sealed with. */
final class SealingSelfTest {
    private static final String WITNESS = "inventory:sealing-witness";
    private static final String KNOWN_TEXT = "sealed with this key";

    private final Sealing sealing;
    private final JdbcClient database;

    SealingSelfTest(Sealing sealing, JdbcClient database) {
        this.sealing = sealing;
        this.database = database;
    }

    void run() {
        checkThatSealingSeals();
        Optional<String> witness = database.sql("select sealed from sealing_witness where id = 1")
                .query((row, number) -> row.getString(1))
                .optional();
        if (witness.isEmpty()) {
            database.sql("insert into sealing_witness (id, sealed) values (1, ?)")
                    .param(sealing.seal(KNOWN_TEXT, WITNESS))
                    .update();
        } else {
            checkThatItIsTheSameKey(witness.get());
        }
    }

    private void checkThatSealingSeals() {
        String text = "self-test " + UUID.randomUUID();
        String sealed = sealing.seal(text, "row 1");
        boolean opens = sealing.open(sealed, "row 1").equals(text);
        if (!opens || sealed.contains(text) || opensElsewhere(sealed) || sealed.equals(sealing.seal(text, "row 1"))) {
            throw new IllegalStateException("Secrets are not sealed as they must be; the plugin does not start");
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
            sealing.open(sealed, WITNESS);
        } catch (UnsealableException otherKey) {
            throw new IllegalStateException(
                    "sealing.key is not the key that this database's secrets were sealed with. Put the former key back");
        }
    }
}
