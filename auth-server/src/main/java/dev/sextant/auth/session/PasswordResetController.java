package dev.sextant.auth.session;

import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PasswordResetController {
    private final PasswordReset reset;

    PasswordResetController(PasswordReset reset) {
        this.reset = reset;
    }

    /** The only answer that ever shows the one-time password. */
    record Reset(String name, String oneTimePassword) {
        @Override
        public String toString() {
            return "Reset[%s]".formatted(name);
        }
    }

    @PostMapping("/auth/v1/users/{name}/password-reset")
    @RequiresPermission("users:manage")
    Reset reset(@PathVariable String name, Caller caller) {
        return new Reset(name, reset.reset(name, caller));
    }
}
