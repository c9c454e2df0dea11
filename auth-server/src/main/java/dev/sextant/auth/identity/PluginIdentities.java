package dev.sextant.auth.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Permissions;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a plugin's identity may be: never the platform's own, and never one that rules over identities. */
final class PluginIdentities {
    private static final Pattern NAME = Pattern.compile("plugin:[a-z][a-z0-9-]{0,62}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<String> NEVER =
            Set.of("identities:manage", "users:manage", "tokens:exchange", Permissions.CHANGE_PASSWORD);

    private PluginIdentities() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw bad(
                    "/name", "An identity is named plugin:<name of the plugin>; the platform's own cannot be changed");
        }
    }

    static Permissions permissions(List<String> asked) {
        for (String permission : asked) {
            if (!Permissions.isRequirable(permission) || NEVER.contains(permission)) {
                throw bad(
                        "/permissions", "A plugin may ask for exact permissions (area:verb), and for none of " + NEVER);
            }
        }
        return Permissions.of(asked);
    }

    static ECKey publicKey(Map<String, Object> jwk) {
        try {
            ECKey key = ECKey.parse(jwk);
            if (key.isPrivate()) {
                throw bad(
                        "/publicKey", "This is a private key, which must stay where it was made; send its public half");
            }
            if (!Curve.P_256.equals(key.getCurve())) {
                throw bad("/publicKey", "The key must be on the curve P-256");
            }
            key.toECPublicKey();
            ECKey named = key.getKeyID() == null
                    ? new ECKey.Builder(key).keyIDFromThumbprint().build()
                    : key;
            if (!KEY_ID.matcher(named.getKeyID()).matches()) {
                throw bad("/publicKey/kid", "A key id has 1 to 64 letters, digits, dashes and underscores");
            }
            return new ECKey.Builder(named.getCurve(), named.getX(), named.getY())
                    .keyID(named.getKeyID())
                    .build();
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            throw malformed instanceof ProblemException problem
                    ? problem
                    : bad("/publicKey", "The key must be a public JWK of type EC on the curve P-256");
        }
    }

    private static ProblemException bad(String pointer, String message) {
        return new ProblemException(AuthError.BAD_IDENTITY, message, List.of(ProblemError.at(pointer, message)));
    }
}
