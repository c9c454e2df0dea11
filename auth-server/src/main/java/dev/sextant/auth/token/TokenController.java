package dev.sextant.auth.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sextant.auth.identity.Identity;
import dev.sextant.web.policy.OpenToAll;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The token endpoint of RFC 6749: services and plugins prove who they are by a signed assertion. */
@RestController
class TokenController {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    private final ClientAssertions assertions;
    private final AccessTokens tokens;
    private final TokenExchange exchange;

    TokenController(ClientAssertions assertions, AccessTokens tokens, TokenExchange exchange) {
        this.assertions = assertions;
        this.tokens = tokens;
        this.exchange = exchange;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenResponse(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("issued_token_type") @Nullable String issuedTokenType) {

        static TokenResponse of(AccessTokens.Signed token, @Nullable String issuedTokenType) {
            return new TokenResponse(token.value(), "Bearer", token.lifetime().toSeconds(), issuedTokenType);
        }

        @Override
        public String toString() {
            return "TokenResponse[expiresIn=%d]".formatted(expiresIn);
        }
    }

    record TokenProblem(
            String error, @JsonProperty("error_description") String description) {}

    @PostMapping(path = "/auth/v1/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @OpenToAll("The signed client assertion in the form says who asks")
    TokenResponse token(@RequestBody MultiValueMap<String, String> form) {
        Form fields = new Form(form);
        if (!ASSERTION_TYPE.equals(fields.required("client_assertion_type"))) {
            throw new TokenRefusedException("invalid_client", "client_assertion_type must be " + ASSERTION_TYPE);
        }
        String grantType = fields.required("grant_type");
        Identity client = assertions.authenticate(fields.required("client_assertion"));
        return switch (grantType) {
            case "client_credentials" -> TokenResponse.of(tokens.sign(own(client)), null);
            case EXCHANGE -> exchanged(client, fields);
            default ->
                throw new TokenRefusedException(
                        "unsupported_grant_type", "Possible are client_credentials and token exchange");
        };
    }

    private TokenResponse exchanged(Identity client, Form fields) {
        if (!ACCESS_TOKEN_TYPE.equals(fields.required("subject_token_type"))) {
            throw new TokenRefusedException("invalid_request", "subject_token_type must be " + ACCESS_TOKEN_TYPE);
        }
        return TokenResponse.of(
                exchange.exchange(client, fields.required("subject_token"), fields.required("audience")),
                ACCESS_TOKEN_TYPE);
    }

    private static AccessTokens.Grant own(Identity client) {
        return AccessTokens.Grant.platform(client.name(), client.displayName(), List.of(), client.permissions());
    }

    @ExceptionHandler
    ResponseEntity<TokenProblem> onRefused(TokenRefusedException refused) {
        int status = switch (refused.error()) {
            case "invalid_client" -> 401;
            case "access_denied" -> 403;
            default -> 400;
        };
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new TokenProblem(refused.error(), refused.description()));
    }

    private record Form(MultiValueMap<String, String> fields) {
        String required(String name) {
            List<String> values = fields.get(name);
            if (values == null || values.size() != 1 || values.getFirst().isEmpty()) {
                throw new TokenRefusedException("invalid_request", "The form needs exactly one " + name);
            }
            return values.getFirst();
        }
    }
}
