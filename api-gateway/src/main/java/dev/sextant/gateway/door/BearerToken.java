package dev.sextant.gateway.door;

import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import dev.sextant.web.identity.Caller;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The verified token of a request and whom it names. */
public record BearerToken(String value, Caller caller) {
    private static final String ATTRIBUTE = BearerToken.class.getName();
    private static final String SCHEME = "Bearer ";

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The token that the door has verified; a request without one never gets past the door to ask for it. */
    public static BearerToken of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    static String read(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new GatewayException(
                    GatewayError.UNAUTHENTICATED, "The request needs one header \"Authorization: Bearer <token>\"");
        }
        return values.getFirst().substring(SCHEME.length()).strip();
    }

    @Override
    public String toString() {
        return "BearerToken[caller=%s]".formatted(caller.subject());
    }
}
