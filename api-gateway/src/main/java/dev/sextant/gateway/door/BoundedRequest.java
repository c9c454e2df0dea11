package dev.sextant.gateway.door;

import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** A request whose body fails as soon as it has more bytes than it may. */
final class BoundedRequest extends ServerHttpRequestDecorator {
    private final long limit;
    private final Supplier<RuntimeException> exceeded;

    BoundedRequest(ServerHttpRequest request, long limit, Supplier<RuntimeException> exceeded) {
        super(request);
        this.limit = limit;
        this.exceeded = exceeded;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            long[] seen = {0};
            return super.getBody().map(buffer -> {
                seen[0] += buffer.readableByteCount();
                if (seen[0] > limit) {
                    DataBufferUtils.release(buffer);
                    throw exceeded.get();
                }
                return buffer;
            });
        });
    }
}
