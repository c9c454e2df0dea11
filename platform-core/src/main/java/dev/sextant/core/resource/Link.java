package dev.sextant.core.resource;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way for the containers of one network of this machine to one address outside it: a listener on the machine's own address in that
 * network, which lets nobody in whose address lies outside the network.
 */
final class Link implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int MOST_CONNECTIONS = 128;
    private static final int CONNECT_MILLIS = 3000;
    private static final int WAITING = 16;

    private final ServerSocket listener;
    private final InterfaceAddress network;
    private final HostAddress target;
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Link(ServerSocket listener, InterfaceAddress network, HostAddress target) {
        this.listener = listener;
        this.network = network;
        this.target = target;
    }

    /** Listens on the port, 0 for any, of this machine's address in a network. */
    static Link open(InterfaceAddress network, int port, HostAddress target) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(network.getAddress(), port), WAITING);
        } catch (IOException refused) {
            listener.close();
            throw refused;
        }
        var link = new Link(listener, network, target);
        Thread.ofVirtual().name("link-" + listener.getLocalPort()).start(link::accept);
        return link;
    }

    int port() {
        return listener.getLocalPort();
    }

    boolean isOpen() {
        return !listener.isClosed();
    }

    HostAddress target() {
        return target;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Link::closeQuietly);
    }

    /** Whether two addresses begin with the same bits. */
    static boolean isWithin(InetAddress address, InetAddress network, int prefix) {
        var one = address.getAddress();
        var other = network.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> (bit % Byte.SIZE);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private void accept() {
        while (isOpen()) {
            try {
                take(listener.accept());
            } catch (IOException ended) {
                if (isOpen()) {
                    LOG.warn("The link to {} does not accept: {}", target.inUrl(), ended.getMessage());
                }
            }
        }
    }

    private void take(Socket caller) {
        // A container with another network besides may reach this address too; it is not the one the link is for.
        var known = isWithin(caller.getInetAddress(), network.getAddress(), network.getNetworkPrefixLength());
        if (!known || !places.tryAcquire()) {
            closeQuietly(caller);
            return;
        }
        Thread.ofVirtual().name("link-" + caller.getPort()).start(() -> {
            try (caller;
                    var server = new Socket()) {
                open.add(caller);
                server.connect(new InetSocketAddress(target.permitted().host(), target.port()), CONNECT_MILLIS);
                join(caller, server);
            } catch (IOException | RuntimeException failed) {
                LOG.debug("A connection through the link to {} ended: {}", target.inUrl(), failed.getMessage());
            } finally {
                open.remove(caller);
                places.release();
            }
        });
    }

    private static void join(Socket caller, Socket server) throws IOException {
        caller.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var back = Thread.ofVirtual().start(() -> pass(server, caller));
        pass(caller, server);
        try {
            back.join();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException ended) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.trace("Already closed", gone);
        }
    }
}
