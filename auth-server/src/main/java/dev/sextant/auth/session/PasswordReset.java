package dev.sextant.auth.session;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.user.OneTimePassword;
import dev.sextant.auth.user.PasswordHasher;
import dev.sextant.auth.user.User;
import dev.sextant.auth.user.Users;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Replaces a password that was lost by a one-time password: every session of its user ends. */
@Service
class PasswordReset {
    private static final Logger log = LoggerFactory.getLogger(PasswordReset.class);

    private final Users users;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final TransactionTemplate transaction;

    PasswordReset(Users users, PasswordHasher hasher, Sessions sessions, TransactionTemplate transaction) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /** The one-time password that the user has from now on; it is told only this once. */
    String reset(String name, Caller caller) {
        if (caller.kind() == Caller.Kind.USER && caller.name().equals(name)) {
            throw new ProblemException(
                    AuthError.OWN_PASSWORD,
                    "Ask another administrator, or whoever runs this platform: ./sextant password " + name);
        }
        User user = users.findByName(name)
                .orElseThrow(() -> new ProblemException(
                        AuthError.USER_NOT_FOUND, "GET /auth/v1/users lists the users; there is none of this name"));
        String password = OneTimePassword.next();
        String hash = hasher.hash(password);
        transaction.executeWithoutResult(status -> {
            if (!users.resetPassword(user, hash)) {
                throw new OptimisticLockingFailureException("The user was changed meanwhile");
            }
            sessions.endAll(user);
        });
        log.info("{} has given user {} a one-time password", caller.subject(), user.name());
        return password;
    }
}
