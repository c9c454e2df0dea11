package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;

/** Calls the runner on a host through one channel of an open connection. */
public final class SshRunner {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final RunnerCommands commands;

    public SshRunner(RunnerCommands commands) {
        this.commands = commands;
    }

    /** Starts a script, or finds it started, and follows it to its end. */
    public RunnerReply start(
            ClientSession session, String key, Script script, Duration elapsed, RunnerListener listener) {
        return call(session, commands.start(key, script, elapsed), listener);
    }

    /** Follows a script that was started before. */
    public RunnerReply attach(ClientSession session, String key, long offset, RunnerListener listener) {
        return call(session, commands.attach(key, offset), listener);
    }

    /** Kills a script and waits until its process group is gone. */
    public RunnerReply cancel(ClientSession session, String key) {
        return call(session, commands.cancel(key), RunnerListener.none());
    }

    /** Removes a script's spool. */
    public RunnerReply forget(ClientSession session, String key) {
        return call(session, commands.forget(key), RunnerListener.none());
    }

    private static RunnerReply call(ClientSession session, RunnerCommand command, RunnerListener listener) {
        ControlLines control = new ControlLines(command.nonce(), listener);
        try (ChannelExec channel = session.createExecChannel(command.line(), StandardCharsets.UTF_8, null, null)) {
            channel.setErr(control);
            channel.open().verify(OPEN_WITHIN);
            send(channel, command.input());
            try (InputStream output = channel.getInvertedOut()) {
                new OutputBytes(command.nonce(), listener).pass(output);
            }
            channel.waitFor(java.util.EnumSet.of(ClientChannelEvent.CLOSED), CLOSE_WITHIN);
            return control.reply().orElseGet(() -> unanswered(channel, control));
        } catch (SshException failure) {
            return control.reply()
                    .orElseGet(() -> new RunnerReply.Broken("the channel failed: " + failure.getMessage()));
        } catch (IOException failure) {
            return new RunnerReply.Broken("the connection failed: " + failure.getMessage());
        }
    }

    /** A runner that refuses reads nothing: that its input is closed is no failure of its own. */
    private static void send(ChannelExec channel, byte[] input) {
        try (OutputStream stdin = channel.getInvertedIn()) {
            stdin.write(input);
        } catch (IOException closedEarly) {
            // The answer, or its absence, tells more.
        }
    }

    private static RunnerReply unanswered(ChannelExec channel, ControlLines control) {
        Integer status = channel.getExitStatus();
        if (status == null || control.heard()) {
            return new RunnerReply.Broken("the connection was cut");
        }
        String text = "the login shell ended with " + status;
        return new RunnerReply.Unanswered(control.stray().isEmpty() ? text : text + ": " + control.stray());
    }
}
