package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenIntegrationTests {
    @TempDir
    Path home;

    @Test
    void answersOnlyThisMachineByDefault() throws IOException {
        InetAddress outside = outside();
        try (GatewayHarness gateway = new GatewayHarness(home)) {
            assertThat(ask(outside, gateway.port())).isEmpty();
            assertThat(ask(InetAddress.getLoopbackAddress(), gateway.port())).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answersEverybodyWhenToldSo() throws IOException {
        InetAddress outside = outside();
        try (GatewayHarness gateway = new GatewayHarness(home, "sextant.gateway.listen=all")) {
            assertThat(ask(outside, gateway.port())).startsWith("HTTP/1.1 200");
        }
    }

    private static String ask(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /actuator/health HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** An address of this machine that others could reach it by. */
    private static InetAddress outside() throws SocketException {
        Optional<InetAddress> found = NetworkInterface.networkInterfaces()
                .filter(each ->
                        !each.getName().startsWith("docker") && !each.getName().startsWith("br-"))
                .flatMap(NetworkInterface::inetAddresses)
                .flatMap(address -> address instanceof Inet4Address && !address.isLoopbackAddress()
                        ? Stream.of(address)
                        : Stream.empty())
                .findFirst();
        assumeThat(found).as("an address besides the loopback").isPresent();
        return found.orElseThrow();
    }
}
