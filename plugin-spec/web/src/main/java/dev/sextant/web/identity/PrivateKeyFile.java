package dev.sextant.web.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;

/** The file with the private ES256 key (a JWK) of this service's identity. */
record PrivateKeyFile(Path path) {

    /** Reads the key anew each time, because the file may appear, or be replaced, while the service runs. */
    ECKey read() {
        try {
            ECKey key = ECKey.parse(Files.readString(path));
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw new IdentityUnavailableException(
                        "%s is not a private P-256 JWK with a key id".formatted(path), null);
            }
            return key;
        } catch (NoSuchFileException missing) {
            throw new IdentityUnavailableException(
                    "The identity file %s does not exist yet; the auth-server writes it at its first start"
                            .formatted(path),
                    null);
        } catch (IOException unreadable) {
            throw new IdentityUnavailableException("The identity file %s cannot be read".formatted(path), unreadable);
        } catch (ParseException malformed) {
            // Without the cause: a parser may quote what it read.
            throw new IdentityUnavailableException("The identity file %s is not a JWK".formatted(path), null);
        }
    }
}
