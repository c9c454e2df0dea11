package dev.sextant.auth.subsystem;

import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the platform makes sub-systems known. */
@RestController
class SubSystemsController {
    private static final String SUB_SYSTEM = "/auth/v1/sub-systems/{plugin}";
    private static final Pattern PLUGIN = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final SubSystems subSystems;
    private final SubSystemTokens tokens;

    SubSystemsController(SubSystems subSystems, SubSystemTokens tokens) {
        this.subSystems = subSystems;
        this.tokens = tokens;
    }

    record SubSystemRequest(
            @NotEmpty @Size(max = 1000) String publicKey,
            @Nullable @Size(max = 64) String network) {}

    record SubSystemView(String code, String signingKey) {
        @Override
        public String toString() {
            return "SubSystemView[%s]".formatted(code);
        }
    }

    /** Makes a sub-system known, and tells the key with which the tokens for its plugin are signed. */
    @PutMapping(SUB_SYSTEM)
    @RequiresPermission("identities:manage")
    ResponseEntity<SubSystemView> put(@PathVariable String plugin, @Valid @RequestBody SubSystemRequest request) {
        if (!PLUGIN.matcher(plugin).matches()) {
            throw bad("/plugin", "A plugin's name has lower-case letters, digits and hyphens");
        }
        var key = parsed(request.publicKey(), "/publicKey", SubSystemKeys::parse);
        var network = request.network() == null ? null : parsed(request.network(), "/network", AddressRange::of);
        subSystems.put(new SubSystem(SubSystemTokens.code(plugin), plugin, key, network));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new SubSystemView(SubSystemTokens.code(plugin), tokens.signingKey(plugin)));
    }

    @DeleteMapping(SUB_SYSTEM)
    @RequiresPermission("identities:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String plugin) {
        if (!subSystems.remove(plugin)) {
            throw new ProblemException(AuthError.IDENTITY_NOT_FOUND, "%s is no sub-system".formatted(plugin));
        }
    }

    private static <T> T parsed(String text, String pointer, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw bad(pointer, "This is not acceptable: " + malformed.getMessage());
        }
    }

    private static ProblemException bad(String pointer, String message) {
        return new ProblemException(AuthError.BAD_IDENTITY, message, List.of(ProblemError.at(pointer, message)));
    }
}
