package dev.sextant.core.run;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.invocation.RecordOutput;
import dev.sextant.core.stream.EventStreams;
import dev.sextant.web.policy.RequiresPermission;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping("/platform/v1/runs/{id}/nodes/{nodeId}/records/{recordId}/output")
class OutputController {
    private static final int BYTES = 256 * 1024;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Duration LOOK_AFTER = Duration.ofSeconds(2);
    private static final int BEAT_AFTER_LOOKS = 7;

    private final NodeRuns nodes;
    private final RecordOutput output;
    private final Events events;
    private final EventStreams streams;

    OutputController(NodeRuns nodes, RecordOutput output, Events events, EventStreams streams) {
        this.nodes = nodes;
        this.output = output;
        this.events = events;
        this.streams = streams;
    }

    /** About {@code limit} bytes behind the offset {@code after}; {@code next} is the offset to go on from. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission("runs:read")
    RecordOutput.Part read(
            @PathVariable String id,
            @PathVariable String nodeId,
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer attempt,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int bytes = limit == null ? BYTES : Math.clamp(limit, 4, MOST_BYTES);
        return output.read(node(id, nodeId), recordId, attempt, from(after), bytes);
    }

    /** The output as it arrives: {@code chunk} for each piece, {@code end} when the record has ended. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("runs:read")
    SseEmitter follow(
            @PathVariable String id,
            @PathVariable String nodeId,
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer attempt,
            @RequestParam(required = false) @Nullable Long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last) {
        String node = node(id, nodeId);
        long start = from(last == null ? after : last);
        output.read(node, recordId, attempt, start, 4);
        return streams.open(stream -> follow(stream, node, recordId, attempt, start));
    }

    private void follow(EventStreams.Stream stream, String node, String recordId, @Nullable Integer attempt, long start)
            throws IOException, InterruptedException {
        stream.beat();
        long offset = start;
        for (int quiet = 0; ; ) {
            long mark = events.mark();
            RecordOutput.Part part = output.read(node, recordId, attempt, offset, BYTES);
            for (RecordOutput.Item item : part.items()) {
                stream.send(String.valueOf(item.offset() + item.length()), "chunk", item);
            }
            offset = part.next();
            if (part.end()) {
                stream.send(String.valueOf(offset), "end", Map.of("next", offset));
                return;
            }
            if (part.items().isEmpty()) {
                if (++quiet % BEAT_AFTER_LOOKS == 0) {
                    stream.beat();
                }
                stream.rest(() -> events.await(mark, LOOK_AFTER));
            }
        }
    }

    /** The bytes as they came. */
    @GetMapping(path = "/raw", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @RequiresPermission("runs:read")
    ResponseEntity<StreamingResponseBody> raw(
            @PathVariable String id,
            @PathVariable String nodeId,
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer attempt) {
        String node = node(id, nodeId);
        output.read(node, recordId, attempt, 0, 4);
        String name = (nodeId + "-" + recordId).replaceAll("[^A-Za-z0-9._-]", "_") + ".log";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(to -> output.copy(node, recordId, attempt, to));
    }

    private String node(String id, String nodeId) {
        return nodes.find(id, nodeId)
                .orElseThrow(() -> new ProblemException(
                        RunError.NODE_NOT_FOUND, "The run " + id + " has not reached a node " + nodeId + "."))
                .id();
    }

    private static long from(@Nullable Long after) {
        return after == null ? 0 : Math.max(0, after);
    }
}
