package dev.sextant.auth.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Permissions;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class IdentitiesController {
    private final Identities identities;

    IdentitiesController(Identities identities) {
        this.identities = identities;
    }

    record IdentityRequest(
            @NotNull @Size(max = 20) Map<String, Object> publicKey,
            @NotNull @Size(max = 100) List<String> permissions) {}

    record IdentityView(String name, List<String> permissions, List<String> keyIds) {}

    @PutMapping("/auth/v1/identities/{name}")
    @RequiresPermission("identities:manage")
    IdentityView put(@PathVariable String name, @Valid @RequestBody IdentityRequest request) {
        PluginIdentities.checkName(name);
        Permissions permissions = PluginIdentities.permissions(request.permissions());
        ECKey key = PluginIdentities.publicKey(request.publicKey());
        identities.put(new Identity(name, permissions), key);
        return new IdentityView(name, permissions.toList(), identities.keyIds(name));
    }

    @DeleteMapping("/auth/v1/identities/{name}")
    @RequiresPermission("identities:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name) {
        PluginIdentities.checkName(name);
        if (!identities.remove(name)) {
            throw new ProblemException(AuthError.IDENTITY_NOT_FOUND, "%s has no identity".formatted(name));
        }
    }

    @DeleteMapping("/auth/v1/identities/{name}/keys/{keyId}")
    @RequiresPermission("identities:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeKey(@PathVariable String name, @PathVariable String keyId) {
        PluginIdentities.checkName(name);
        if (!identities.removeKey(name, keyId)) {
            throw new ProblemException(AuthError.IDENTITY_NOT_FOUND, "%s has no such key".formatted(name));
        }
    }
}
