package dev.sextant.gateway.pages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The files of plugins' pages, each plugin's below a path of its own. Whatever they do, a browser lets them load from
 * there and call their plugin, and nothing else: not even opened by themselves are they pages of the portal.
 */
public final class PageFiles {
    private static final Pattern FILE = Pattern.compile("(/platform/v1/ui-modules/([a-z][a-z0-9-]{0,62})/"
            + "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/)[A-Za-z0-9._@+/-]{1,200}");
    /** What a source in a policy may say; an IPv6 address cannot stand there. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?");

    private PageFiles() {}

    /** Whether a raw path has the form of such a file's, which no other path has. */
    public static boolean isFile(String rawPath) {
        return FILE.matcher(rawPath).matches();
    }

    /** Confines what the answer to a request for such a file may do in a browser. */
    public static void confine(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        String policy = policy(exchange.getRequest());
        response.beforeCommit(() -> {
            HttpHeaders headers = response.getHeaders();
            headers.remove("Server");
            headers.remove("X-Frame-Options");
            headers.remove(HttpHeaders.SET_COOKIE);
            headers.set("Content-Security-Policy", policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            // The frame's origin is opaque: to it, its own files come from elsewhere.
            headers.set("Cross-Origin-Resource-Policy", "cross-origin");
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, FrameCalls.OPAQUE);
            return Mono.empty();
        });
    }

    private static String policy(ServerHttpRequest request) {
        Matcher path = FILE.matcher(request.getURI().getRawPath());
        Optional<String> host = Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.HOST))
                .filter(given -> HOST.matcher(given).matches());
        String own = path.matches() && host.isPresent() ? host.get() + path.group(1) : "'none'";
        String plugin = path.matches() && host.isPresent() ? host.get() + "/" + path.group(2) + "/" : "'none'";
        return ("sandbox allow-scripts allow-forms; default-src 'none'; script-src %1$s; style-src %1$s; "
                        + "img-src %1$s data:; font-src %1$s data:; connect-src %2$s; base-uri 'none'; "
                        + "form-action 'none'; frame-ancestors 'self'")
                .formatted(own, plugin);
    }
}
