package dev.sextant.jobexecution.credential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inventory's answer; it is never printed. */
record RevealedCredentials(List<Item> items) {
    record Item(
            String host,
            String user,
            String authentication,
            @Nullable String privateKey,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Item[" + host + "]";
        }
    }

    record Request(List<String> hosts) {}
}
