package dev.sextant.testkit.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code plugin test}.
 *
 * @param target a package, an image archive or an address
 * @param manifest the manifest of an image archive or an address
 * @param inputs values that cannot be guessed
 * @param junit where the XML goes
 * @param json whether the report is JSON
 * @param only checks whose names begin so, all when empty
 * @param engine the Docker Engine
 * @param gatewayPort where the stand-in listens for a plugin at an address
 * @param secrets the folder of the plugin's secrets, for a plugin at an address
 */
record TestArguments(
        String target,
        @Nullable Path manifest,
        @Nullable Path inputs,
        @Nullable Path junit,
        boolean json,
        String only,
        URI engine,
        int gatewayPort,
        Path secrets) {

    private static final int DEFAULT_PORT = 7070;
    private static final URI DEFAULT_ENGINE = URI.create("unix:///var/run/docker.sock");

    /** A command line that cannot be understood. */
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;

        Misunderstood(String message) {
            super(message);
        }
    }

    boolean isAddress() {
        return target.startsWith("http://") || target.startsWith("https://");
    }

    static TestArguments of(List<String> arguments) throws Misunderstood {
        Reading reading = new Reading(arguments);
        while (reading.more()) {
            reading.next();
        }
        return reading.done();
    }

    private static final class Reading {
        private final List<String> arguments;
        private int at;
        private @Nullable String target;
        private @Nullable Path manifest;
        private @Nullable Path inputs;
        private @Nullable Path junit;
        private boolean json;
        private String only = "";
        private URI engine = DEFAULT_ENGINE;
        private int gatewayPort = DEFAULT_PORT;
        private Path secrets = Path.of(".sextant-testkit");

        Reading(List<String> arguments) {
            this.arguments = arguments;
        }

        boolean more() {
            return at < arguments.size();
        }

        void next() throws Misunderstood {
            String word = arguments.get(at++);
            switch (word) {
                case "--manifest" -> manifest = Path.of(value(word));
                case "--inputs" -> inputs = Path.of(value(word));
                case "--junit" -> junit = Path.of(value(word));
                case "--json" -> json = true;
                case "--only" -> only = value(word);
                case "--engine" -> engine = URI.create(value(word));
                case "--gateway-port" -> gatewayPort = port(value(word));
                case "--secrets" -> secrets = Path.of(value(word));
                default -> {
                    if (word.startsWith("--") || target != null) {
                        throw new Misunderstood("'" + word + "' is not understood");
                    }
                    target = word;
                }
            }
        }

        private String value(String option) throws Misunderstood {
            if (at >= arguments.size()) {
                throw new Misunderstood("The option " + option + " wants a value");
            }
            return arguments.get(at++);
        }

        private static int port(String text) throws Misunderstood {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException noPort) {
                throw new Misunderstood("'" + text + "' is no port");
            }
        }

        TestArguments done() throws Misunderstood {
            if (target == null) {
                throw new Misunderstood("Say which plugin: a package, an image archive, or an address");
            }
            return new TestArguments(target, manifest, inputs, junit, json, only, engine, gatewayPort, secrets);
        }
    }
}
