package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.TinyImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkIntegrationTests {
    private static final String GREETING = "greetings from the database";

    private final String label = "sextant.test=link-" + UUID.randomUUID();
    private final TinyImage image = TinyImage.running("link-probe:1.0.0", "sleep 60");
    private ServerSocket server;

    @BeforeEach
    void begin() throws IOException {
        var tar = Files.createTempFile("link", ".tar");
        Files.write(tar, image.tar());
        DockerEngine.docker("load", "-i", tar.toString());
        Files.delete(tar);
        server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::greet);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        DockerEngine.removeAll(label);
    }

    @Test
    void letsOneNetworkThroughAndNoOther() throws IOException {
        var own = network("own", true);
        var other = network("other", true);
        var open = network("open", false);
        var gateway = gateway(own);

        try (var link = Link.open(here(gateway), 0, new HostAddress("127.0.0.1", server.getLocalPort()))) {
            assertThat(ask(own, gateway, link.port())).isEqualTo(GREETING);
            assertThat(ask(other, gateway, link.port())).isEmpty();
            // This one has a way to all addresses of the machine: the link itself has to refuse it.
            assertThat(ask(open, gateway, link.port())).isEmpty();
            // The database is on no other way to be reached.
            assertThat(ask(own, gateway, server.getLocalPort())).isEmpty();
            link.close();
            assertThat(ask(own, gateway, link.port())).isEmpty();
        }
    }

    @Test
    void tellsANetworkByItsPrefix() throws IOException {
        var network = InetAddress.ofLiteral("172.18.0.1");

        assertThat(Link.isWithin(InetAddress.ofLiteral("172.18.255.7"), network, 16))
                .isTrue();
        assertThat(Link.isWithin(InetAddress.ofLiteral("172.19.0.1"), network, 16))
                .isFalse();
        assertThat(Link.isWithin(InetAddress.ofLiteral("172.18.0.9"), network, 29))
                .isFalse();
        assertThat(Link.isWithin(InetAddress.ofLiteral("2001:db8::1"), network, 0))
                .isFalse();
    }

    private void greet() {
        while (!server.isClosed()) {
            try (var caller = server.accept()) {
                caller.getOutputStream().write((GREETING + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private String network(String name, boolean internal) {
        var full = label.replaceAll(".*=", "") + "-" + name;
        if (internal) {
            DockerEngine.docker("network", "create", "--internal", "--label", label, full);
        } else {
            DockerEngine.docker("network", "create", "--label", label, full);
        }
        return full;
    }

    private static String gateway(String network) {
        return DockerEngine.inspect(network).at("/IPAM/Config/0/Gateway").asString();
    }

    private static InterfaceAddress here(String address) throws IOException {
        var wanted = InetAddress.ofLiteral(address);
        return NetworkInterface.getByInetAddress(wanted).getInterfaceAddresses().stream()
                .filter(one -> one.getAddress().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private String ask(String network, String address, int port) {
        return DockerEngine.docker(
                "run",
                "--rm",
                "--network",
                network,
                "--label",
                label,
                image.reference(),
                "/bin/sh",
                "-c",
                "nc -w 2 %s %d </dev/null 2>/dev/null || true".formatted(address, port));
    }
}
