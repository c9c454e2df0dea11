package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/** Puts frames together to lines; the engine cuts long lines into frames that each begin with a time. */
final class LogLines {
    private static final int LONGEST = 16_384;
    private static final int TIME = 40;

    private final Consumer<LogLine> lines;
    private final StringBuilder[] open = {new StringBuilder(), new StringBuilder()};

    LogLines(Consumer<LogLine> lines) {
        this.lines = lines;
    }

    void accept(Frame frame) {
        var stream = frame.getStreamType() == StreamType.STDERR ? LogLine.Stream.ERR : LogLine.Stream.OUT;
        var text = new String(frame.getPayload(), StandardCharsets.UTF_8);
        var buffer = open[stream.ordinal()];
        if (buffer.length() <= LONGEST + TIME) {
            buffer.append(buffer.isEmpty() ? text : withoutTime(text));
        }
        if (text.endsWith("\n")) {
            pass(stream);
        }
    }

    void flush() {
        for (var stream : LogLine.Stream.values()) {
            if (!open[stream.ordinal()].isEmpty()) {
                pass(stream);
            }
        }
    }

    private void pass(LogLine.Stream stream) {
        var buffer = open[stream.ordinal()];
        var line = buffer.toString().stripTrailing();
        buffer.setLength(0);
        var space = line.indexOf(' ');
        var at = time(space < 0 ? line : line.substring(0, space));
        var text = at == null ? line : space < 0 ? "" : line.substring(space + 1);
        lines.accept(new LogLine(at, stream, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    }

    private static String withoutTime(String text) {
        var space = text.indexOf(' ');
        return space > 0 && time(text.substring(0, space)) != null ? text.substring(space + 1) : text;
    }

    @org.jspecify.annotations.Nullable private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
