package dev.sextant.auth.user;

import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.springframework.stereotype.Component;

/** Hashes passwords with Argon2id; only so many at a time, because each takes 19 MiB and a good part of a core. */
@Component
public class PasswordHasher {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Pattern FORMAT =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final SecureRandom random = new SecureRandom();
    private final String nobodys = hash("nobody has this password " + random.nextLong());

    /** The hash in the usual text form, parameters and salt included. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = bounded(password, salt, MEMORY_KIB, ITERATIONS);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(MEMORY_KIB, ITERATIONS, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /** Whether the password is the hashed one. */
    public boolean matches(String password, String stored) {
        Matcher parts = FORMAT.matcher(stored);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash is damaged");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] hash = bounded(
                password,
                base64.decode(parts.group(3)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(hash, base64.decode(parts.group(4)));
    }

    /** Takes as long as {@link #matches}, so that nobody can tell which names exist. */
    public void pretend(String password) {
        matches(password, nobodys);
    }

    private byte[] bounded(String password, byte[] salt, int memory, int iterations) {
        try {
            if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return argon2id(password, salt, memory, iterations);
        } finally {
            permits.release();
        }
    }

    private static byte[] argon2id(String password, byte[] salt, int memory, int iterations) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        String normalized = Normalizer.normalize(password, Normalizer.Form.NFKC);
        generator.generateBytes(normalized.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static ProblemException busy() {
        return ProblemException.retryAfter(AuthError.SIGN_IN_BUSY, "Try again in some seconds", Duration.ofSeconds(3));
    }
}
