package dev.sextant.auth.session;

import dev.sextant.auth.AuthError;
import dev.sextant.auth.user.User;
import dev.sextant.auth.user.UserView;
import dev.sextant.auth.user.Users;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OwnAccountController {
    private final Users users;
    private final PasswordChange passwordChange;
    private final SessionSettings settings;

    OwnAccountController(Users users, PasswordChange passwordChange, SessionSettings settings) {
        this.users = users;
        this.passwordChange = passwordChange;
        this.settings = settings;
    }

    record PasswordRequest(
            @NotEmpty @Size(max = 256) String currentPassword,
            @NotEmpty @Size(max = 1024) String newPassword) {
        @Override
        public String toString() {
            return "PasswordRequest";
        }
    }

    @GetMapping("/auth/v1/users/me")
    @SignedIn(value = "Everybody may know who he is", beforePasswordChange = true)
    UserView me(Caller caller) {
        return UserView.from(user(caller));
    }

    @PutMapping("/auth/v1/users/me/password")
    @SignedIn(value = "The current password is asked for again", beforePasswordChange = true)
    ResponseEntity<SessionView> changePassword(
            Caller caller, @Valid @RequestBody PasswordRequest body, HttpServletRequest request) {
        Sessions.Session session =
                passwordChange.change(user(caller), body.currentPassword(), body.newPassword(), Addresses.of(request));
        return RefreshCookie.answer(request, session, settings.idle());
    }

    private User user(Caller caller) {
        if (caller.kind() != Caller.Kind.USER) {
            throw new ProblemException(AuthError.NOT_A_USER, "%s is not a user".formatted(caller.subject()));
        }
        return users.findByName(caller.name()).filter(User::enabled).orElseThrow(Sessions::ended);
    }
}
