package dev.sextant.gateway.door;

import dev.sextant.gateway.GatewaySettings;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Closes connections that come in by an interface which is not ours to serve, and those beyond the limit. */
@Component
class ConnectionGuard implements NettyServerCustomizer {
    private static final Logger log = LoggerFactory.getLogger(ConnectionGuard.class);

    private final GatewaySettings settings;
    private final LocalInterfaces interfaces;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionGuard(GatewaySettings settings, LocalInterfaces interfaces) {
        this.settings = settings;
        this.interfaces = interfaces;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        // Before the first byte is read; a later hook would see the connection only when it has brought a request.
        return server.doOnChannelInit((observer, channel, remote) -> check(channel));
    }

    private void check(Channel channel) {
        if (!mayServe(channel)) {
            log.debug("Refused a connection to {}: sextant.gateway.listen is local", channel.localAddress());
            channel.close();
            return;
        }
        if (open.incrementAndGet() > settings.connections()) {
            log.warn("Refused a connection: {} are open, the limit", settings.connections());
            channel.close();
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
    }

    private boolean mayServe(Channel channel) {
        return settings.listen() == GatewaySettings.Listen.ALL
                || (channel.localAddress() instanceof InetSocketAddress local
                        && local.getAddress() != null
                        && interfaces.isOurs(local.getAddress()));
    }
}
