package dev.sextant.core.plugininstance;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a transaction again when an instance's driver was faster: it writes at any moment, and must not fail what people want. */
@Component
record RepeatedTransactions(TransactionTemplate transactions) {
    private static final int MOST_TRIES = 10;

    <T> T make(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> work.get()));
            } catch (ConcurrencyFailureException overtaken) {
                if (tries == MOST_TRIES) {
                    throw overtaken;
                }
            }
        }
    }
}
