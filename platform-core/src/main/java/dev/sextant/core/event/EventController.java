package dev.sextant.core.event;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.stream.EventStreams;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/platform/v1/events")
class EventController {
    private static final int BY_DEFAULT = 100;
    private static final int MOST = 1_000;

    /** Another core's events are not signalled here: so often the feed is looked at for them. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(2);

    private static final int BEAT_AFTER_LOOKS = 7;

    private final Events events;
    private final EventStreams streams;

    EventController(Events events, EventStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    /** What can be wrong with a request for events. */
    enum EventError implements ErrorCode {
        BAD_EVENT_CURSOR;

        @Override
        public ErrorType type() {
            return ErrorType.MALFORMED;
        }

        @Override
        public String title() {
            return "This is no cursor of the event feed";
        }
    }

    /** Events after the cursor, oldest first; {@code next} is the cursor to go on from, also where nothing follows yet. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission("events:read")
    Page<Event> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String runId) {
        int most = limit == null ? BY_DEFAULT : Math.clamp(limit, 1, MOST);
        List<Event> found = events.after(cursor(after), most, runId);
        return new Page<>(found, found.size() < most ? null : found.getLast().id());
    }

    /** As they happen. Without a cursor the stream begins with what happens from now on. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("events:read")
    SseEmitter follow(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String runId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        String from = last == null || last.isBlank() ? after : last;
        long start = from == null || from.isBlank() ? events.last() : cursor(from);
        return streams.open(stream -> follow(stream, start, runId));
    }

    private void follow(EventStreams.Stream stream, long start, @Nullable String runId)
            throws IOException, InterruptedException {
        stream.beat();
        long cursor = start;
        int quiet = 0;
        while (true) {
            long mark = events.mark();
            List<Event> found = events.after(cursor, BY_DEFAULT, runId);
            for (Event event : found) {
                stream.send(event.id(), event.type(), event);
                cursor = Long.parseLong(event.id());
            }
            if (found.isEmpty()) {
                if (++quiet % BEAT_AFTER_LOOKS == 0) {
                    stream.beat();
                }
                stream.rest(() -> events.await(mark, LOOK_AFTER));
            } else {
                quiet = 0;
            }
        }
    }

    private static long cursor(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw new ProblemException(
                    EventError.BAD_EVENT_CURSOR, "Take the id of an event as the cursor, or leave it out.", wrong);
        }
    }
}
