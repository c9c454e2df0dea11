package dev.sextant.core.plugininstance;

import com.github.dockerjava.transport.SSLConfig;
import dev.sextant.contract.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS towards an engine of another machine, which has to prove who it is and to which we prove who we are. */
final class EngineTls implements SSLConfig {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----[A-Za-z0-9+/=\\s]{1,20000}-----END \\1-----");
    /** The store is never written anywhere; it just cannot be without. */
    private static final char[] STORE = "in memory only".toCharArray();

    private final KeyStore ours;
    private final KeyStore trusted;

    private EngineTls(KeyStore ours, KeyStore trusted) {
        this.ours = ours;
        this.trusted = trusted;
    }

    /** From PEM texts in one: our certificate, our private key, and the certificates of the engine's authorities. */
    static EngineTls of(String pems) {
        var blocks = BLOCK.matcher(pems).results().toList();
        var certificates = texts(blocks, "CERTIFICATE");
        var keys = texts(blocks, "PRIVATE KEY");
        if (certificates.size() < 2 || keys.size() != 1) {
            throw refused("it holds %d certificates and %d private keys".formatted(certificates.size(), keys.size()));
        }
        try {
            return new EngineTls(ours(keys.getFirst(), certificates.getFirst()), trusted(certificates));
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            // Without the cause: a parser may quote what it read.
            throw refused("one of the texts is not readable; the key has to be PKCS#8 (openssl pkcs8 -topk8 -nodes)");
        }
    }

    private static KeyStore ours(String key, String certificate) throws IOException, GeneralSecurityException {
        var store = emptyStore();
        store.setKeyEntry("ours", key(key), STORE, new Certificate[] {certificate(certificate)});
        return store;
    }

    private static KeyStore trusted(List<String> certificates) throws IOException, GeneralSecurityException {
        var store = emptyStore();
        for (int n = 1; n < certificates.size(); n++) {
            store.setCertificateEntry("authority-" + n, certificate(certificates.get(n)));
        }
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, STORE);
        return store;
    }

    private static Certificate certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        var text = pem.replaceAll("-----[A-Z ]+-----", "");
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
        for (var algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                // It may be a key of the next algorithm.
            }
        }
        return KeyFactory.getInstance("EdDSA").generatePrivate(spec);
    }

    @Override
    public SSLContext getSSLContext()
            throws KeyManagementException, UnrecoverableKeyException, NoSuchAlgorithmException, KeyStoreException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(ours, STORE);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static List<String> texts(List<MatchResult> blocks, String kind) {
        return blocks.stream()
                .filter(block -> block.group(1).endsWith(kind))
                .map(MatchResult::group)
                .toList();
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                InstanceError.HOST_INVALID,
                "The engine's secret must be PEM texts: our certificate, our private key, then its authority's certificate; "
                        + why);
    }
}
