package dev.sextant.gateway.problem;

import org.springframework.http.HttpStatus;

/** Why the gateway itself refused a request or could not deliver it. */
public enum GatewayError {
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Not signed in"),
    NOT_PERMITTED(HttpStatus.FORBIDDEN, "You may not do this"),
    AMBIGUOUS_PATH(HttpStatus.BAD_REQUEST, "The path is not in its canonical form"),
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method does not apply here"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests at once"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "The gateway is at its limit"),
    IDENTITY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Tokens cannot be verified now"),
    NO_INSTANCE(HttpStatus.SERVICE_UNAVAILABLE, "No instance can take the request"),
    SERVICE_UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service does not answer"),
    BROKEN_ANSWER(HttpStatus.BAD_GATEWAY, "The service broke off its answer"),
    ANSWER_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "The service took too long to answer"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The gateway failed");

    private final HttpStatus status;
    private final String title;

    GatewayError(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable name that programs compare; the prefix tells the gateway's refusals from those of the services. */
    public String code() {
        return "GATEWAY_" + name();
    }
}
