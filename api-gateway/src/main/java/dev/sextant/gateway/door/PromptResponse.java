package dev.sextant.gateway.door;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends the head of a stream at once; by itself the server would wait for the first event, which may be far off. */
final class PromptResponse extends ServerHttpResponseDecorator {

    private final Mono<Void> end;

    /** The stream ends, though the service would go on with it, when the given signal completes. */
    PromptResponse(ServerHttpResponse response, Mono<Void> end) {
        super(response);
        this.end = end;
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        Publisher<DataBuffer> nothing = Mono.fromSupplier(() -> bufferFactory().wrap(new byte[0]));
        return super.writeAndFlushWith(
                Flux.concat(Mono.just(nothing), Flux.from(body).takeUntilOther(end)));
    }
}
