package dev.sextant.auth.subsystem;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.session.Addresses;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.policy.OpenToAll;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The two requests by which plugins built for WeCube get their tokens, in WeCube's form. */
@RestController
class SubSystemController {
    private static final String CLIENT_TYPE = "SUB_SYSTEM";
    private static final String BEARER = "Bearer ";

    private final SubSystemSignIn signIn;

    SubSystemController(SubSystemSignIn signIn) {
        this.signIn = signIn;
    }

    record LoginRequest(String username, String clientType, String nonce, String password) {
        private static final int LONGEST_PASSWORD = 1024;

        boolean isSound() {
            return within(username, 80)
                    && within(clientType, 20)
                    && within(nonce, 100)
                    && within(password, LONGEST_PASSWORD);
        }

        private static boolean within(@Nullable String text, int longest) {
            return text != null && !text.isEmpty() && text.length() <= longest;
        }

        @Override
        public String toString() {
            return "LoginRequest";
        }
    }

    /** A token with the time of its end in milliseconds, as text. */
    record Token(String expiration, String token, String tokenType) {
        @Override
        public String toString() {
            return "Token[%s]".formatted(tokenType);
        }
    }

    record LoginReply(String status, String message, List<Token> data) {}

    /** The body is JSON, whatever its content type says: WeCube's clients say nothing. */
    @PostMapping("/auth/v1/api/login")
    @OpenToAll(
            "The password, made with the sub-system's private key, says who asks; failures are counted and locked out")
    ResponseEntity<LoginReply> login(@RequestBody byte[] body, HttpServletRequest request) {
        var login = read(body);
        if (!CLIENT_TYPE.equals(login.clientType())) {
            throw refused("Only sub-systems sign in here (clientType SUB_SYSTEM); people do at /auth/v1/sign-in");
        }
        return answer(signIn.signIn(login.username(), login.nonce(), login.password(), Addresses.of(request)));
    }

    private static LoginRequest read(byte[] body) {
        try {
            var login = JsonMapper.shared().readValue(body, LoginRequest.class);
            if (login != null && login.isSound()) {
                return login;
            }
        } catch (JacksonException malformed) {
            // It is told below, without what was sent.
        }
        throw refused("Send JSON with username, clientType, nonce and password");
    }

    private static ProblemException refused(String why) {
        return new ProblemException(AuthError.SIGN_IN_REFUSED, why);
    }

    @GetMapping("/auth/v1/api/token")
    @OpenToAll("The refresh token in the header says who asks")
    ResponseEntity<LoginReply> refresh(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new ProblemException(AuthError.SESSION_ENDED, "Send the refresh token as Authorization: Bearer …");
        }
        return answer(signIn.refresh(authorization.substring(BEARER.length()), Addresses.of(request)));
    }

    private static ResponseEntity<LoginReply> answer(SubSystemSignIn.Session session) {
        var tokens = List.of(
                new Token(String.valueOf(session.refreshEnds()), session.refreshToken(), "refreshToken"),
                new Token(String.valueOf(session.accessEnds()), session.accessToken(), "accessToken"));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new LoginReply("OK", "Success", tokens));
    }
}
