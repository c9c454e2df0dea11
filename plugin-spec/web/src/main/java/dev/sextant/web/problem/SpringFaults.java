package dev.sextant.web.problem;

import dev.sextant.contract.problem.Problem;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;

/** Spring MVC's own refusals in our words. */
final class SpringFaults {
    private SpringFaults() {}

    static Problem of(ErrorResponse response) {
        return switch (response) {
            case HttpRequestMethodNotSupportedException method ->
                Problems.of(
                        method.getStatusCode(),
                        "%s is not possible here; use %s"
                                .formatted(
                                        method.getMethod(),
                                        method.getSupportedMethods() == null
                                                ? "another method"
                                                : String.join(", ", method.getSupportedMethods())));
            case HttpMediaTypeNotSupportedException type ->
                Problems.of(
                        type.getStatusCode(),
                        "Send %s"
                                .formatted(type.getSupportedMediaTypes().stream()
                                        .map(MediaType::toString)
                                        .collect(Collectors.joining(" or "))));
            case HttpMediaTypeNotAcceptableException type ->
                Problems.of(
                        type.getStatusCode(),
                        "The answer can be %s"
                                .formatted(type.getSupportedMediaTypes().stream()
                                        .map(MediaType::toString)
                                        .collect(Collectors.joining(" or "))));
            case MissingServletRequestParameterException missing ->
                Problems.of(
                        WebError.MALFORMED_REQUEST,
                        "The parameter \"%s\" is missing".formatted(missing.getParameterName()));
            case MissingRequestHeaderException missing ->
                Problems.of(
                        WebError.MALFORMED_REQUEST, "The header \"%s\" is missing".formatted(missing.getHeaderName()));
            default -> general(response);
        };
    }

    private static Problem general(ErrorResponse response) {
        return switch (response.getStatusCode().value()) {
            case 400 -> Problems.of(WebError.MALFORMED_REQUEST, detail(response));
            case 404 -> Problems.of(WebError.NOT_FOUND, "There is nothing at this address");
            case 413 -> Problems.of(WebError.TOO_LARGE, detail(response));
            case 503 -> Problems.of(WebError.UNAVAILABLE, "This took too long; try again");
            default -> Problems.of(response.getStatusCode(), detail(response));
        };
    }

    private static String detail(ErrorResponse response) {
        return Objects.requireNonNullElse(response.getBody().getDetail(), "The request cannot be served");
    }
}
