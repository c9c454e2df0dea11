package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Knows Squid proxies: asks one for a name that exists nowhere, and listens to how it declines. */
@Component
class ProxyProbe implements HostProbe {
    private static final int MOST_BYTES = 8192;

    private final ResourceSettings settings;

    ProxyProbe(ResourceSettings settings) {
        this.settings = settings;
    }

    @Override
    public ResourceHost.Kind kind() {
        return ResourceHost.Kind.PROXY;
    }

    @Override
    public HostFacts ask(HostAccess access) {
        var endpoint = access.endpoint().permitted();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), (int)
                    settings.connectTimeout().toMillis());
            socket.setSoTimeout((int) settings.answerTimeout().toMillis());
            socket.getOutputStream().write(question(access).getBytes(StandardCharsets.US_ASCII));
            return judge(endpoint, head(socket));
        } catch (IOException failed) {
            throw new ProblemException(
                    ResourceError.HOST_UNREACHABLE,
                    "No proxy answers at %s: %s. Check the address and the firewall."
                            .formatted(endpoint.inUrl(), failed.getMessage()),
                    failed);
        }
    }

    /** To ask is all that the platform does there. */
    @Override
    public void prove(HostAccess access) {}

    private static String question(HostAccess access) {
        var sign = access.login() == null
                ? ""
                : "Proxy-Authorization: Basic %s\r\n"
                        .formatted(Base64.getEncoder()
                                .encodeToString("%s:%s"
                                        .formatted(access.login(), access.secret())
                                        .getBytes(StandardCharsets.UTF_8)));
        return "GET http://sextant.invalid/ HTTP/1.1\r\nHost: sextant.invalid\r\n%sConnection: close\r\n\r\n"
                .formatted(sign);
    }

    private static List<String> head(Socket socket) throws IOException {
        var head = new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        return head.lines().takeWhile(line -> !line.isEmpty()).toList();
    }

    private static HostFacts judge(HostAddress endpoint, List<String> head) {
        if (!head.isEmpty() && head.getFirst().contains(" 407 ")) {
            throw new ProblemException(
                    ResourceError.HOST_SIGN_IN,
                    "The proxy at %s wants another login or password".formatted(endpoint.inUrl()));
        }
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).matches("(server|via|x-squid-error):.*"))
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("squid"))
                .map(line -> line.replaceFirst("(?i)^server: *", "").replaceAll("[^A-Za-z0-9 ./()_:-]", ""))
                .map(HostFacts::of)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ResourceError.HOST_UNREACHABLE,
                        "What answers at %s is no Squid; enter the address of its http_port"
                                .formatted(endpoint.inUrl())));
    }
}
