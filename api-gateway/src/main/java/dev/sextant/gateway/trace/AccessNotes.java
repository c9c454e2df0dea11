package dev.sextant.gateway.trace;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** What the later steps of a request add to its access log line. */
public final class AccessNotes {
    private static final String ATTRIBUTE = AccessNotes.class.getName();

    private volatile @Nullable String subject;
    private volatile @Nullable String target;

    /** The notes of this exchange. */
    public static AccessNotes of(ServerWebExchange exchange) {
        return (AccessNotes) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, key -> new AccessNotes());
    }

    /** Whose token the request bears. */
    public void subject(String verified) {
        subject = verified;
    }

    /** Which service or instance took the request. */
    public void target(String chosen) {
        target = chosen;
    }

    String subject() {
        String known = subject;
        return known == null ? "-" : known;
    }

    String target() {
        String known = target;
        return known == null ? "-" : known;
    }
}
