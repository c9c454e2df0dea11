package dev.sextant.web.problem;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.IdentityUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** Turns every exception of a handler into problem details; nothing of our insides gets out. */
@RestControllerAdvice
public class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ExceptionHandler
    ResponseEntity<Problem> onProblem(ProblemException problem) {
        if (problem.code().type() == ErrorType.INTERNAL) {
            log.error("{}: {}", problem.code().code(), problem.detail(), problem);
        }
        Problem body = Problems.of(problem.code(), problem.detail(), problem.errors());
        return answer(body, new HttpHeaders(), retryAfter(problem.code(), problem.retryAfter()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> onIdentityUnavailable(IdentityUnavailableException unavailable) {
        log.warn("The platform's identity is not available: {}", unavailable.getMessage());
        return onProblem(new ProblemException(
                WebError.IDENTITY_UNAVAILABLE, "The auth-server cannot be reached; try again in some seconds"));
    }

    @ExceptionHandler
    ResponseEntity<Problem> onUnreadable(HttpMessageNotReadableException unreadable) {
        ProblemException problem = find(unreadable, ProblemException.class);
        if (problem != null) {
            return onProblem(problem);
        }
        JacksonException fault = find(unreadable, JacksonException.class);
        if (fault != null) {
            ProblemError error = JsonFaults.of(fault);
            return answer(Problems.of(WebError.MALFORMED_JSON, detail(error), List.of(error)));
        }
        return answer(Problems.of(WebError.MALFORMED_REQUEST, "A body is needed here, and it could not be read"));
    }

    @ExceptionHandler
    ResponseEntity<Problem> onInvalid(MethodArgumentNotValidException invalid) {
        List<ProblemError> errors = invalid.getBindingResult().getAllErrors().stream()
                .map(ValidationFaults::of)
                .toList();
        return answer(Problems.of(WebError.INVALID_REQUEST, count(errors), errors));
    }

    @ExceptionHandler
    ResponseEntity<Problem> onInvalid(HandlerMethodValidationException invalid) {
        if (invalid.isForReturnValue()) {
            return onAnything(invalid);
        }
        List<ProblemError> errors = ValidationFaults.of(invalid);
        return answer(Problems.of(WebError.INVALID_REQUEST, count(errors), errors));
    }

    @ExceptionHandler
    ResponseEntity<Problem> onMismatch(MethodArgumentTypeMismatchException mismatch) {
        return answer(Problems.of(
                WebError.MALFORMED_REQUEST,
                "The parameter \"%s\" is not of the kind that is expected here".formatted(mismatch.getName())));
    }

    /** The server reads parameters only when they are asked for, and then they may be no text at all. */
    @ExceptionHandler
    ResponseEntity<Problem> onUndecodable(InvalidParameterException undecodable) {
        return answer(Problems.of(
                WebError.MALFORMED_REQUEST,
                "A parameter of the address is not percent-encoded UTF-8, or there are too many"));
    }

    /** The client has gone: there is nobody to answer. */
    @ExceptionHandler
    void onClientGone(AsyncRequestNotUsableException gone) {
        log.debug("The client has gone: {}", gone.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> onAnything(Exception failure) {
        if (failure instanceof ErrorResponse response
                && !response.getStatusCode().isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            return answer(SpringFaults.of(response), response.getHeaders(), null);
        }
        log.error("A request failed", failure);
        return answer(Problems.of(
                WebError.INTERNAL, "The cause is in the log of this service, under the trace id of this answer"));
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String count(List<ProblemError> errors) {
        return errors.size() == 1
                ? errors.getFirst().message()
                : "%d things are not as they must be; each is listed in errors".formatted(errors.size());
    }

    private static String detail(ProblemError error) {
        return error.line() == null
                ? error.message()
                : "Line %d, column %d: %s".formatted(error.line(), error.column(), error.message());
    }

    private static @Nullable Duration retryAfter(ErrorCode code, @Nullable Duration given) {
        return switch (code.type()) {
            case BUSY, UNAVAILABLE -> Objects.requireNonNullElse(given, RETRY_AFTER);
            default -> given;
        };
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return answer(problem, new HttpHeaders(), null);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers, @Nullable Duration retryAfter) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(problem);
    }
}
