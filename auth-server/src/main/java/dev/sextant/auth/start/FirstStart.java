package dev.sextant.auth.start;

import com.nimbusds.jose.jwk.ECKey;
import dev.sextant.auth.identity.Identities;
import dev.sextant.auth.identity.Identity;
import dev.sextant.auth.identity.ServiceAccount;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.auth.secret.InitialPassword;
import dev.sextant.auth.secret.SecretFolder;
import dev.sextant.auth.user.OneTimePassword;
import dev.sextant.auth.user.PasswordHasher;
import dev.sextant.auth.user.Role;
import dev.sextant.auth.user.User;
import dev.sextant.auth.user.Users;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Makes what a new installation lacks: the signing key, the services' identities, the administrator. Each step looks
 * first at what is there and is done before the port opens, so that a start killed between any two of them is finished
 * by the next one.
 */
@Component
@DependsOnDatabaseInitialization
class FirstStart implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final SecretFolder secrets;
    private final SigningKeys signingKeys;
    private final Identities identities;
    private final Users users;
    private final PasswordHasher hasher;
    private final InitialPassword initialPassword;

    FirstStart(
            SecretFolder secrets,
            SigningKeys signingKeys,
            Identities identities,
            Users users,
            PasswordHasher hasher,
            InitialPassword initialPassword) {
        this.secrets = secrets;
        this.signingKeys = signingKeys;
        this.identities = identities;
        this.users = users;
        this.hasher = hasher;
        this.initialPassword = initialPassword;
    }

    @Override
    public void afterSingletonsInstantiated() {
        steps().forEach(Runnable::run);
    }

    /** The steps in their order; each may be the last one that a killed start has done. */
    List<Runnable> steps() {
        List<Runnable> steps = new ArrayList<>();
        steps.add(secrets::makeHome);
        steps.add(secrets::removeUnfinished);
        steps.add(signingKeys::makeFirst);
        for (ServiceAccount account : ServiceAccount.values()) {
            steps.add(() -> makeKey(account));
            steps.add(() -> publishKey(account));
        }
        String password = OneTimePassword.next();
        steps.add(() -> writeInitialPassword(password));
        steps.add(() -> makeAdministrator(password));
        steps.add(this::deleteUsedPassword);
        return steps;
    }

    private void makeKey(ServiceAccount account) {
        if (secrets.read(account.keyFile()).isEmpty()) {
            secrets.write(account.keyFile(), SigningKeys.generate().toJSONString());
        }
    }

    /** The file decides: the identity has the public half of the key in it, and no other. */
    private void publishKey(ServiceAccount account) {
        Identity identity = new Identity(account.subject(), account.permissions());
        identities.putOnly(identity, read(account));
    }

    private void writeInitialPassword(String password) {
        if (users.isEmpty()) {
            initialPassword.write(password);
        }
    }

    private void makeAdministrator(String password) {
        if (users.isEmpty()) {
            users.create(User.FIRST, "Administrator", Set.of(Role.ADMINISTRATOR), hasher.hash(password));
            log.info("The one-time password of the user {} is in {}", User.FIRST, initialPassword.path());
        }
    }

    private void deleteUsedPassword() {
        boolean used = users.findByName(User.FIRST)
                .filter(User::passwordChangeRequired)
                .isEmpty();
        if (used) {
            initialPassword.delete();
        }
    }

    private ECKey read(ServiceAccount account) {
        try {
            return ECKey.parse(secrets.read(account.keyFile()).orElseThrow());
        } catch (ParseException damaged) {
            // Without the cause, which may quote the key.
            throw new IllegalStateException("%s is not a JWK; delete it, and the next start makes a new one"
                    .formatted(secrets.path(account.keyFile())));
        }
    }
}
