package dev.sextant.gateway.door;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells the addresses of this machine and its container bridges from those that other machines can reach. */
@Component
class LocalInterfaces {
    private static final int REMEMBERED = 1000;
    private static final Duration MEMORY = Duration.ofSeconds(10);

    private final LoadingCache<InetAddress, Boolean> ours = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build(LocalInterfaces::lookUp);

    boolean isOurs(InetAddress local) {
        return local.isLoopbackAddress() || Boolean.TRUE.equals(ours.get(local));
    }

    private static boolean lookUp(InetAddress local) {
        try {
            NetworkInterface owner = NetworkInterface.getByInetAddress(local);
            return owner != null && isBridge(owner.getName());
        } catch (SocketException unknown) {
            return false;
        }
    }

    static boolean isBridge(String name) {
        return name.startsWith("docker") || name.startsWith("br-");
    }
}
