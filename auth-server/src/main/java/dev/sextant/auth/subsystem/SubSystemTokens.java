package dev.sextant.auth.subsystem;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sextant.auth.secret.SecretFolder;
import dev.sextant.contract.Ids;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Tokens that a plugin built for WeCube can verify: HS512 with a key that only this plugin has beside us. Nobody else takes
 * what is signed with it, neither the platform's door, which wants ES256, nor another plugin, which has another key.
 */
@Component
public class SubSystemTokens {
    private static final String FILE = "sub-system-signing.key";
    private static final String MAC = "HmacSHA512";
    private static final int MASTER_BYTES = 64;
    /** Divisible by three, so that its base64 needs no padding, which some of WeCube's decoders do not take. */
    private static final int KEY_BYTES = 66;

    private final SecretFolder secrets;

    SubSystemTokens(SecretFolder secrets) {
        this.secrets = secrets;
    }

    /** The plugin's key as WeCube hands it over; always the same for one plugin of this installation. */
    String signingKey(String plugin) {
        return Base64.getEncoder().encodeToString(key(plugin));
    }

    /** A token for this plugin that says who calls, in WeCube's words. */
    public String sign(String plugin, Caller caller, Instant now, Instant end) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(TokenVerifier.ISSUER)
                .audience(plugin)
                .subject(subject(caller))
                .claim("type", "accessToken")
                .claim("clientType", caller.kind() == Caller.Kind.USER ? "USER" : "SUB_SYSTEM")
                .claim("authority", authority(caller))
                .jwtID(Ids.next())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS512)
                .type(JOSEObjectType.JWT)
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new MACSigner(key(plugin)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("The key of %s cannot sign".formatted(plugin), impossible);
        }
        return token.serialize();
    }

    /** What a plugin signs in as. */
    static String code(String plugin) {
        return "SYS_" + plugin.toUpperCase(Locale.ROOT);
    }

    private static String subject(Caller caller) {
        return switch (caller.kind()) {
            case USER -> caller.name();
            case SERVICE -> "SYS_PLATFORM";
            case PLUGIN -> code(caller.name());
        };
    }

    private static String authority(Caller caller) {
        var roles = caller.kind() == Caller.Kind.USER ? caller.roles() : List.of("SUB_SYSTEM");
        return "[" + String.join(",", roles) + "]";
    }

    private byte[] key(String plugin) {
        var master = master();
        var first = derived(master, "1\n" + plugin);
        var second = derived(master, "2\n" + plugin);
        var key = Arrays.copyOf(first, KEY_BYTES);
        System.arraycopy(second, 0, key, first.length, KEY_BYTES - first.length);
        return key;
    }

    private synchronized byte[] master() {
        var text = secrets.read(FILE).orElseGet(this::makeMaster);
        return Base64.getDecoder().decode(text.strip());
    }

    private String makeMaster() {
        var bytes = new byte[MASTER_BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = Base64.getEncoder().encodeToString(bytes);
        secrets.write(FILE, text);
        return text;
    }

    private static byte[] derived(byte[] master, String label) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(master, MAC));
            return mac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
