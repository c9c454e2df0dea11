package dev.sextant.jobexecution.runner;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the runner's own lines from standard error; other text there, such as a login shell's, is kept for messages. */
final class ControlLines extends OutputStream {
    private static final int MAX_LINE = 4096;

    private final String prefix;
    private final RunnerListener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CompletableFuture<RunnerReply> reply = new CompletableFuture<>();
    private volatile String stray = "";
    private volatile boolean heard;

    ControlLines(String nonce, RunnerListener listener) {
        this.prefix = "SX " + nonce + " ";
        this.listener = listener;
    }

    Optional<RunnerReply> reply() {
        return Optional.ofNullable(reply.getNow(null));
    }

    /** Has the runner said anything at all? */
    boolean heard() {
        return heard;
    }

    /** The last line that was not the runner's, without control characters. */
    String stray() {
        return stray;
    }

    @Override
    public synchronized void write(int one) {
        if (one == '\n') {
            accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (line.size() < MAX_LINE) {
            line.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void accept(String text) {
        if (!text.startsWith(prefix)) {
            stray = printable(text);
            return;
        }
        heard = true;
        String[] words = text.substring(prefix.length()).split(" ", 4);
        switch (words[0]) {
            case "S" -> listener.started();
            case "X" -> reply.complete(ended(words));
            case "E" -> reply.complete(refused(text.substring(prefix.length() + 2)));
            case "L" -> reply.complete(new RunnerReply.Lost(!words[1].equals("claimed")));
            case "A" -> reply.complete(new RunnerReply.Absent());
            case "K" -> reply.complete(new RunnerReply.Unkilled());
            case "F" -> reply.complete(new RunnerReply.Forgotten());
            default -> {
                // H is the heartbeat; a newer runner may say more.
            }
        }
    }

    private static RunnerReply ended(String[] words) {
        try {
            RunnerReply.Cause cause = RunnerReply.Cause.valueOf(words[1].toUpperCase(Locale.ROOT));
            return new RunnerReply.Ended(cause, Integer.parseInt(words[2]), Long.parseLong(words[3]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            return new RunnerReply.Lost(true);
        }
    }

    private static RunnerReply refused(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? new RunnerReply.Refused(text, "")
                : new RunnerReply.Refused(text.substring(0, space), printable(text.substring(space + 1)));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
