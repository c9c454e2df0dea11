package dev.sextant.web.policy;

import dev.sextant.contract.problem.Problem;
import dev.sextant.web.problem.ProblemWriter;
import dev.sextant.web.problem.Problems;
import dev.sextant.web.problem.WebError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers for the filters: no token, a bad one, a denied or a rejected request. */
public final class ProblemEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private final ProblemWriter writer;

    public ProblemEntryPoint(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            writer.write(
                    response, Problems.of(WebError.IDENTITY_UNAVAILABLE, "Tokens cannot be verified yet; try again"));
        } else if (failure instanceof OAuth2AuthenticationException) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            writer.write(response, Problems.of(WebError.TOKEN_REJECTED, detail(failure)));
        } else {
            writer.write(response, tokenRequired(response));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        writer.write(response, Problems.of(WebError.PERMISSION_MISSING, "The caller may not do this"));
    }

    /** A path or method that could be read in two ways: without a token it is not even said that it is wrong. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        writer.write(
                response,
                request.getHeader(HttpHeaders.AUTHORIZATION) == null
                        ? tokenRequired(response)
                        : Problems.of(
                                WebError.MALFORMED_REQUEST,
                                "The path, a header or the method has characters that are not allowed"));
    }

    private static Problem tokenRequired(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return Problems.of(WebError.TOKEN_REQUIRED, "Sign in, and send the access token as a Bearer token");
    }

    private static String detail(AuthenticationException failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "The token is malformed");
    }
}
