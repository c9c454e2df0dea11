package dev.sextant.gateway.portal;

import dev.sextant.gateway.problem.GatewayError;
import dev.sextant.gateway.problem.GatewayException;
import java.net.URI;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves the portal below {@code /portal/}; an address without a file, as its router makes them, opens the index page. */
@Configuration(proxyBeanMethods = false)
class Portal {
    private static final String ROOT = "/portal/";
    /**
     * Scripts only from here. Styles also inline: the diagram and the code editor set them on their elements. Frames hold
     * plugins' pages, of which each answer says itself that the portal may frame it.
     */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private final PortalFiles files;

    Portal(PortalFiles files) {
        this.files = files;
    }

    @Bean
    @Order(-2)
    RouterFunction<ServerResponse> portalRoutes() {
        return RouterFunctions.route()
                .GET("/", request -> toPortal())
                .GET("/portal", request -> toPortal())
                .route(RequestPredicates.GET("/portal/**").or(RequestPredicates.HEAD("/portal/**")), this::serve)
                .build();
    }

    private static Mono<ServerResponse> toPortal() {
        return ServerResponse.temporaryRedirect(URI.create(ROOT)).build();
    }

    private Mono<ServerResponse> serve(ServerRequest request) {
        String name = request.uri().getRawPath().substring(ROOT.length());
        return find(name).map(file -> answer(request, file)).orElseGet(() -> Mono.error(missing(name)));
    }

    private Optional<PortalFile> find(String name) {
        Optional<PortalFile> exact = files.find(name);
        boolean page = !name.substring(name.lastIndexOf('/') + 1).contains(".");
        return exact.isEmpty() && page ? files.index() : exact;
    }

    private GatewayException missing(String name) {
        return files.index().isPresent()
                ? new GatewayException(GatewayError.NOT_FOUND, "The portal has no such file; reload the page")
                : new GatewayException(GatewayError.NOT_FOUND, "This gateway was built without the portal");
    }

    private static Mono<ServerResponse> answer(ServerRequest request, PortalFile file) {
        boolean gzip = file.compressed() && acceptsGzip(request);
        // Two encodings of one file are two representations: each has a validator of its own.
        String etag = gzip ? file.etag().replaceAll("\"$", "-gzip\"") : file.etag();
        if (request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(etag)) {
            return ServerResponse.status(304)
                    .headers(headers -> describe(headers, file, etag))
                    .build();
        }
        ServerResponse.BodyBuilder response = ServerResponse.ok()
                .headers(headers -> describe(headers, file, etag))
                .contentType(file.type());
        if (gzip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.bodyValue(gzip ? file.content() : file.plain());
    }

    private static void describe(HttpHeaders headers, PortalFile file, String etag) {
        headers.setETag(etag);
        headers.setCacheControl(file.cacheControl());
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(value -> java.util.Arrays.stream(value.split(",")))
                .map(String::strip)
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;") && !coding.matches(".*;\\s*q=0(\\.0+)?")));
    }
}
