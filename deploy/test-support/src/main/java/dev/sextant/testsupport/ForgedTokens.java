package dev.sextant.testsupport;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that no service may accept, made from a genuine one in every way that has worked somewhere. */
public final class ForgedTokens {
    private static final String GOOD_HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}";
    private static final byte[] ZEROS = new byte[64];

    private final ECKey key;
    private final JWTClaimsSet claims;
    private final List<Forged> forged = new ArrayList<>();

    /** A token and how it was forged. */
    public record Forged(String how, String token) {
        @Override
        public String toString() {
            return how;
        }
    }

    private ForgedTokens(ECKey key, JWTClaimsSet claims) {
        this.key = key;
        this.claims = claims;
    }

    /** The forgeries of a genuine token, which the given key would sign; many are signed with it, too. */
    public static List<Forged> of(ECKey key, JWTClaimsSet claims) {
        try {
            ForgedTokens tokens = new ForgedTokens(key, claims);
            tokens.addShapes();
            tokens.addSymmetric();
            tokens.addHeaders();
            tokens.addSignatures();
            tokens.addClaims();
            return List.copyOf(tokens.forged);
        } catch (JOSEException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void addShapes() throws JOSEException {
        String genuine = signed(goodHeader(), claims);
        String[] parts = genuine.split("\\.");
        add("nothing", "");
        add("one word", "token");
        add("dots only", "..");
        add("two parts", parts[0] + "." + parts[1]);
        add("four parts", genuine + ".x");
        add("five empty parts", "....");
        add("padding", parts[0] + "=." + parts[1] + "." + parts[2]);
        add("space inside", parts[0] + " ." + parts[1] + "." + parts[2]);
        add("payload empty", parts[0] + ".." + parts[2]);
        add("payload not JSON", rawSigned(goodHeader(), "x"));
        add("payload an array", rawSigned(goodHeader(), "[]"));
        add("header not JSON", encode("x") + "." + parts[1] + "." + parts[2]);
        add("signature in another spelling", parts[0] + "." + parts[1] + "." + respelled(parts[2]));
        add("17 KB", "a".repeat(17 * 1024));
    }

    private void addSymmetric() throws JOSEException, GeneralSecurityException {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = goodHeader().replace("ES256", none);
            add("alg \"" + none + "\" without a signature", encode(header) + "." + payload() + ".");
            add("alg \"" + none + "\" with a signature", signed(header, claims));
        }
        byte[] encoded = key.toECPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(java.util.Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded));
        byte[] jwk = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        add("HS256 with the public key", hmac("HS256", encoded));
        add("HS256 with the public key's PEM", hmac("HS256", pem.getBytes(StandardCharsets.US_ASCII)));
        add("HS256 with the public JWK", hmac("HS256", jwk));
        add("HS512 with the public key", hmac("HS512", encoded));
        add("HS256 with \"secret\"", hmac("HS256", "secret".getBytes(StandardCharsets.US_ASCII)));
    }

    private void addHeaders() throws JOSEException {
        for (String algorithm : List.of("ES384", "ES512", "RS256", "PS256", "EdDSA", "ES256K", "es256")) {
            add("alg " + algorithm, signed(goodHeader().replace("ES256", algorithm), claims));
        }
        for (String type : List.of("JWT", "jwt", "refresh+jwt", "application/at+jwt", "")) {
            add("typ \"" + type + "\"", signed(goodHeader().replace("at+jwt", type), claims));
        }
        add("no typ", signed(goodHeader().replace("\"typ\":\"at+jwt\",", ""), claims));
        add("no kid", signed(goodHeader().replaceAll(",\"kid\":\"[^\"]*\"", ""), claims));
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        add("own key under the known id", signed(own, goodHeader(), claims));
        for (String kid : List.of("unknown", "", "../../dev/null", "/dev/null", "' or '1'='1", "http://127.0.0.1/k")) {
            add("kid " + kid, signed(own, GOOD_HEADER.formatted(kid), claims));
        }
        String open = goodHeader().replace("}", ",%s}");
        String jwk = own.toPublicJWK().toJSONString();
        add("own key as jwk", signed(own, open.formatted("\"jwk\":" + jwk), claims));
        add(
                "own key as jwk without kid",
                signed(own, "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jwk\":" + jwk + "}", claims));
        add("jku", signed(open.formatted("\"jku\":\"http://127.0.0.1:9/keys\""), claims));
        add("x5u", signed(open.formatted("\"x5u\":\"http://127.0.0.1:9/cert\""), claims));
        add("x5c", signed(open.formatted("\"x5c\":[\"MIIB\"]"), claims));
        add("crit", signed(open.formatted("\"crit\":[\"exp\"]"), claims));
        add("b64", signed(open.formatted("\"b64\":false,\"crit\":[\"b64\"]"), claims));
        add("cty", signed(open.formatted("\"cty\":\"JWT\""), claims));
        add("zip", signed(open.formatted("\"zip\":\"DEF\""), claims));
    }

    private void addSignatures() throws JOSEException, GeneralSecurityException {
        String[] parts = signed(goodHeader(), claims).split("\\.");
        String content = parts[0] + "." + parts[1] + ".";
        add("no signature", content);
        add("zero signature", content + Base64URL.encode(ZEROS));
        add("signature of ones", content + Base64URL.encode(ones()));
        add("r and s of the curve's order", content + Base64URL.encode(order()));
        add("DER signature", content + Base64URL.encode(der(parts[0] + "." + parts[1])));
        byte[] signature = new Base64URL(parts[2]).decode();
        signature[10] ^= 1;
        add("one bit of the signature", content + Base64URL.encode(signature));
        add("short signature", content + parts[2].substring(0, 40));
        add(
                "another payload",
                parts[0] + "." + encode(with(c -> c.subject("user:root")).toString()) + "." + parts[2]);
    }

    private void addClaims() throws JOSEException {
        Instant now = Instant.now();
        addClaims("another issuer", c -> c.issuer("sextant2"));
        addClaims("no issuer", c -> c.issuer(null));
        addClaims("another audience", c -> c.audience("inventory"));
        addClaims("two audiences", c -> c.audience(List.of(claims.getAudience().getFirst(), "inventory")));
        addClaims("no audience", c -> c.audience((String) null));
        addClaims("expired", c -> c.expirationTime(Date.from(now.minusSeconds(1))));
        addClaims("no expiry", c -> c.expirationTime(null));
        addClaims("lives for a year", c -> c.expirationTime(Date.from(now.plus(Duration.ofDays(365)))));
        addClaims("issued tomorrow", c -> c.issueTime(Date.from(now.plus(Duration.ofDays(1)))));
        addClaims("no time of issue", c -> c.issueTime(null));
        addClaims("not valid yet", c -> c.notBeforeTime(Date.from(now.plusSeconds(300))));
        addClaims("no subject", c -> c.subject(null));
        addClaims("subject without kind", c -> c.subject("admin"));
        addClaims("subject of another kind", c -> c.subject("root:admin"));
        addClaims("subject with a line break", c -> c.subject("user:a\nb"));
        addClaims("no jti", c -> c.jwtID(null));
        addClaims("no permissions", c -> c.claim("permissions", null));
        addClaims("permissions as text", c -> c.claim("permissions", "*"));
        addClaims("malformed permission", c -> c.claim("permissions", List.of("**")));
        addClaims("malformed actor", c -> c.claim("act", java.util.Map.of("sub", "x")));
    }

    private void addClaims(String how, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        add(how, signed(goodHeader(), with(change)));
    }

    private JWTClaimsSet with(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder(claims);
        change.accept(builder);
        return builder.build();
    }

    private void add(String how, String token) {
        forged.add(new Forged(how, token));
    }

    private String goodHeader() {
        return GOOD_HEADER.formatted(key.getKeyID());
    }

    private String payload() {
        return encode(claims.toString());
    }

    private String signed(String header, JWTClaimsSet changed) throws JOSEException {
        return signed(key, header, changed);
    }

    private static String signed(ECKey signer, String header, JWTClaimsSet changed) throws JOSEException {
        return rawSigned(signer, header, changed.toString());
    }

    private String rawSigned(String header, String payload) throws JOSEException {
        return rawSigned(key, header, payload);
    }

    private static String rawSigned(ECKey signer, String header, String payload) throws JOSEException {
        String content = encode(header) + "." + encode(payload);
        return content + "."
                + new ECDSASigner(signer)
                        .sign(
                                new com.nimbusds.jose.JWSHeader(com.nimbusds.jose.JWSAlgorithm.ES256),
                                content.getBytes(StandardCharsets.US_ASCII));
    }

    private String hmac(String algorithm, byte[] secret) throws GeneralSecurityException {
        String name = algorithm.equals("HS256") ? "HmacSHA256" : "HmacSHA512";
        String content = encode(goodHeader().replace("ES256", algorithm)) + "." + payload();
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(secret, name));
        return content + "." + Base64URL.encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] der(String content) throws GeneralSecurityException, JOSEException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.toECPrivateKey());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static byte[] ones() {
        byte[] ones = new byte[64];
        ones[31] = 1;
        ones[63] = 1;
        return ones;
    }

    private static byte[] order() {
        byte[] order = Curve.P_256.toECParameterSpec().getOrder().toByteArray();
        byte[] both = new byte[64];
        System.arraycopy(order, order.length - 32, both, 0, 32);
        System.arraycopy(order, order.length - 32, both, 32, 32);
        return both;
    }

    /** The last character of a 64-byte signature has four bits that mean nothing. */
    private static String respelled(String signature) {
        char last = signature.charAt(signature.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char other = alphabet.charAt(alphabet.indexOf(last) | 1);
        return signature.substring(0, signature.length() - 1) + other;
    }

    private static String encode(String text) {
        return Base64URL.encode(text).toString();
    }
}
