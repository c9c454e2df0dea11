package dev.sextant.auth.session;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.secret.InitialPassword;
import dev.sextant.auth.user.PasswordHasher;
import dev.sextant.auth.user.PasswordPolicy;
import dev.sextant.auth.user.User;
import dev.sextant.auth.user.Users;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a person's own password: every other session ends, and a new one begins. */
@Service
class PasswordChange {
    private static final Logger log = LoggerFactory.getLogger(PasswordChange.class);

    private final Users users;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final InitialPassword initialPassword;
    private final TransactionTemplate transaction;

    PasswordChange(
            Users users,
            PasswordHasher hasher,
            Sessions sessions,
            InitialPassword initialPassword,
            TransactionTemplate transaction) {
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.initialPassword = initialPassword;
        this.transaction = transaction;
    }

    Sessions.Session change(User user, String current, String chosen, String address) {
        confirm(user, current, address);
        PasswordPolicy.check(user.name(), current, chosen);
        String hash = hasher.hash(chosen);
        Sessions.Session session = transaction.execute(status -> {
            if (!users.changePassword(user, hash)) {
                throw new OptimisticLockingFailureException("The user was changed meanwhile");
            }
            sessions.endAll(user);
            return sessions.begin(users.findById(user.id()).orElseThrow(Sessions::ended));
        });
        if (user.name().equals(User.FIRST)) {
            initialPassword.delete();
        }
        initialPassword.deleteOf(user.name());
        log.info("User {} has changed the password", user.name());
        return session;
    }

    private void confirm(User user, String current, String address) {
        try {
            sessions.authenticate(user.name(), current, address);
        } catch (ProblemException refused) {
            if (refused.code() != AuthError.SIGN_IN_REFUSED) {
                throw refused;
            }
            // Not 401: the caller's token is good, and clients answer 401 with a refresh.
            throw new ProblemException(
                    AuthError.WRONG_PASSWORD,
                    "The current password is wrong",
                    List.of(ProblemError.at("/currentPassword", "is wrong")));
        }
    }
}
