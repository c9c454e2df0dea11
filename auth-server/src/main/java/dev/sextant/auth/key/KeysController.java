package dev.sextant.auth.key;

import dev.sextant.web.policy.SignedIn;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeysController {
    private final SigningKeys keys;

    KeysController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/auth/v1/keys")
    @SignedIn("Whoever verifies tokens needs the public keys, and has an identity")
    Map<String, Object> keys() {
        return keys.published().toJSONObject(true);
    }
}
