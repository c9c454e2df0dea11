package dev.sextant.auth.session;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.token.AccessTokens;
import dev.sextant.auth.user.PasswordHasher;
import dev.sextant.auth.user.Role;
import dev.sextant.auth.user.User;
import dev.sextant.auth.user.UserNames;
import dev.sextant.auth.user.Users;
import dev.sextant.contract.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Begins, goes on with and ends the sessions of people. */
@Service
public class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** More than the hasher can serve within its patience need not wait for it, nor hold connections. */
    private static final int AT_ONCE = 16;

    private final Semaphore entrances = new Semaphore(AT_ONCE);
    private final Users users;
    private final PasswordHasher hasher;
    private final SignInThrottle throttle;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;

    Sessions(
            Users users,
            PasswordHasher hasher,
            SignInThrottle throttle,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens) {
        this.users = users;
        this.hasher = hasher;
        this.throttle = throttle;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
    }

    /** A session: an access token, and the refresh token that continues it. */
    public record Session(User user, AccessTokens.Signed accessToken, String refreshToken) {
        @Override
        public String toString() {
            return "Session[%s]".formatted(user.name());
        }
    }

    Session signIn(String name, String password, String address) {
        User user = authenticate(name, password, address);
        log.info("User {} has signed in", user.name());
        return begin(user);
    }

    /** The user whose name and password these are; counts failures and refuses who has failed too often. */
    public User authenticate(String name, String password, String address) {
        if (!entrances.tryAcquire()) {
            throw ProblemException.retryAfter(
                    AuthError.SIGN_IN_BUSY, "Try again in some seconds", Duration.ofSeconds(3));
        }
        try {
            return authenticated(name, password, address);
        } finally {
            entrances.release();
        }
    }

    private User authenticated(String name, String password, String address) {
        throttle.check(name, address);
        Optional<User> user = UserNames.isWellFormed(name) ? users.findByName(name) : Optional.empty();
        if (user.isEmpty()) {
            hasher.pretend(password);
        } else if (hasher.matches(password, user.get().passwordHash())
                && user.get().enabled()) {
            throttle.succeeded(name, address);
            return user.get();
        }
        throttle.failed(name, address);
        log.info("A sign-in was refused");
        throw new ProblemException(AuthError.SIGN_IN_REFUSED, "The user name or the password is wrong");
    }

    /** A new session for a user who has just proved to be the one. */
    public Session begin(User user) {
        return session(user, refreshTokens.begin(user.id()));
    }

    /** Ends all of a user's sessions. */
    public void endAll(User user) {
        refreshTokens.endAll(user.id());
    }

    Session refresh(String refreshToken, @Nullable String attempt) {
        RefreshTokens.Rotated rotated =
                refreshTokens.rotate(refreshToken, attempt).orElseThrow(Sessions::ended);
        User user = users.findById(rotated.userId()).filter(User::enabled).orElseThrow(Sessions::ended);
        return session(user, rotated.next());
    }

    void signOut(String refreshToken) {
        refreshTokens.end(refreshToken);
    }

    private Session session(User user, String refreshToken) {
        AccessTokens.Grant grant = AccessTokens.Grant.platform(
                user.subject(),
                user.displayName(),
                user.roles().stream().map(Role::roleName).sorted().toList(),
                user.permissions());
        return new Session(user, accessTokens.sign(grant), refreshToken);
    }

    static ProblemException ended() {
        return new ProblemException(AuthError.SESSION_ENDED, "Sign in again");
    }
}
