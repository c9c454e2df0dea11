package dev.sextant.jobexecution.runner;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two files that a script travels as: its text, byte for byte, and a launch file in sh that sets the environment and
 * becomes the interpreter. In the launch file everything from outside stands in single quotes, inside which a shell
 * interprets nothing at all.
 */
final class Launch {
    private final byte[] script;
    private final byte[] launch;

    private Launch(byte[] script, byte[] launch) {
        this.script = script;
        this.launch = launch;
    }

    static Launch of(Script script) {
        byte[] text = Script.utf8(script.text(), "the script");
        return script.runAs() == null
                ? new Launch(text, direct(script).toByteArray())
                : new Launch(new byte[0], asOtherUser(script, text).toByteArray());
    }

    byte[] payload() {
        byte[] payload = new byte[script.length + launch.length];
        System.arraycopy(script, 0, payload, 0, script.length);
        System.arraycopy(launch, 0, payload, script.length, launch.length);
        return payload;
    }

    int scriptBytes() {
        return script.length;
    }

    int launchBytes() {
        return launch.length;
    }

    /** The runner gives the interpreter, its options and the script's path as the positional parameters. */
    private static ByteArrayOutputStream direct(Script script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        environment(out, script.environment());
        write(out, "exec \"$@\"");
        words(out, script.arguments());
        write(out, "\n");
        return out;
    }

    /** Read by a shell of the other user from standard input; its first line of output is the process group. */
    private static ByteArrayOutputStream asOtherUser(Script script, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "mask=$(umask)\numask 077\nfolder=$(mktemp -d /tmp/.sextant.XXXXXX) || exit 125\nprintf %s ");
        quoted(out, text);
        write(
                out,
                " > \"$folder/script\" || exit 125\n(\numask \"$mask\"\ncd 2> /dev/null || cd /\nset -- \"$@\" \"$folder/script\"");
        words(out, script.arguments());
        write(out, "\n");
        environment(out, script.environment());
        write(out, "exec setsid /bin/sh -c 'echo $$; exec \"$0\" \"$@\"' \"$@\"\n) < /dev/null &\n");
        write(out, "wait $!\ncode=$?\nrm -rf \"$folder\"\nexit $code\n");
        return out;
    }

    private static void environment(ByteArrayOutputStream out, Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            write(out, "export " + name + "=");
            quoted(out, Script.utf8(value, "variable " + name));
            write(out, "\n");
        });
    }

    private static void words(ByteArrayOutputStream out, List<String> words) {
        for (String word : words) {
            write(out, " ");
            quoted(out, Script.utf8(word, "an argument"));
        }
    }

    private static void quoted(ByteArrayOutputStream out, byte[] bytes) {
        out.write('\'');
        for (byte one : bytes) {
            if (one == '\'') {
                write(out, "'\\''");
            } else {
                out.write(one);
            }
        }
        out.write('\'');
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
