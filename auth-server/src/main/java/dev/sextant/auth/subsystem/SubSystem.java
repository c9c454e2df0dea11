package dev.sextant.auth.subsystem;

import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that was built for WeCube.
 *
 * @param code what it signs in as, such as {@code SYS_SALTSTACK}
 * @param plugin its name
 * @param publicKey what its passwords are verified with
 * @param network the addresses of its own containers; null where they are not known
 */
public record SubSystem(
        String code,
        String plugin,
        RSAPublicKey publicKey,
        @Nullable AddressRange network) {

    /** The name of its identity. */
    String identity() {
        return "plugin:" + plugin;
    }

    boolean isHome(String address) {
        return network != null && network.contains(address);
    }
}
