package dev.sextant.web.problem;

import dev.sextant.contract.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that does not answer is 503, a lost race is 409; neither is a fault of the request. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class DataProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(DataProblemAdvice.class);

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        NonTransientDataAccessResourceException.class,
        TransientDataAccessResourceException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<Problem> onUnavailable(Exception unavailable) {
        log.error("The database does not answer", unavailable);
        return ResponseEntity.status(503)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(Problems.of(WebError.UNAVAILABLE, "The database does not answer; try again in some seconds"));
    }

    @ExceptionHandler
    ResponseEntity<Problem> onConflict(ConcurrencyFailureException conflict) {
        log.info("Two requests changed the same thing: {}", conflict.getMessage());
        return ResponseEntity.status(409)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        WebError.CONFLICT, "Somebody else changed this at the same moment; read it again and repeat"));
    }
}
