package dev.sextant.testsupport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A second, real Docker Engine on this machine: in a network namespace of its own, with images, networks and containers of
 * its own. Files it shares with the machine. It ends, with all that it ran, when it is closed or this JVM dies.
 */
public final class SecondDockerEngine implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** One shell for its whole life: the end of its input ends the engine, even when the JVM was killed. */
    private static final String LIFE = """
            name=$1 dir=$2 here=$3 there=$4
            clean() {
              docker -H "unix://$dir/docker.sock" ps -aq | xargs -r docker -H "unix://$dir/docker.sock" rm -f
              kill "$pid"; wait "$pid"
              ip link del "$name"; ip netns del "$name"
              umount -l "$dir"/exec/netns/* "$dir"/data/overlay2/*/merged
              rm -rf "$dir"
            }
            ip netns add "$name" || exit 1
            ip link add "$name" type veth peer name inside netns "$name"
            ip addr add "$here/30" dev "$name"; ip link set "$name" up
            ip -n "$name" addr add "$there/30" dev inside; ip -n "$name" link set inside up; ip -n "$name" link set lo up
            ip -n "$name" route add default via "$here"
            mkdir "$dir/tls"; cd "$dir/tls"
            key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            openssl req -x509 $key -keyout ca.key -out ca.pem -subj /CN=authority -days 2
            signed() {
              openssl req $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
              printf '%s\n' "$2" >"$1.ext"
              openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile "$1.ext" -out "$1.pem"
            }
            signed engine "subjectAltName=IP:$there"
            signed client extendedKeyUsage=clientAuth
            nsenter --net="/var/run/netns/$name" dockerd --data-root "$dir/data" --exec-root "$dir/exec" \
              --pidfile "$dir/pid" -H "unix://$dir/docker.sock" --bridge none \
              -H "tcp://$there:2376" --tlsverify --tlscacert ca.pem --tlscert engine.pem --tlskey engine.key </dev/null &
            pid=$!
            read -r _
            clean >/dev/null 2>&1
            """;

    private final Process process;
    private final Path folder;
    private final String address;

    private SecondDockerEngine(Process process, Path folder, String address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    public static SecondDockerEngine start() {
        try {
            var number = ThreadLocalRandom.current().nextInt(0x4000);
            var net = "10.213.%d.".formatted(number >> 6);
            var first = (number & 0x3f) << 2;
            var folder = Files.createTempDirectory("sextant-engine-");
            var address = net + (first + 2);
            var process = new ProcessBuilder(
                            "sh", "-c", LIFE, "sh", "sxe" + number, folder.toString(), net + (first + 1), address)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("engine.log").toFile())
                    .start();
            var engine = new SecondDockerEngine(process, folder, address);
            Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
            engine.awaitReady();
            return engine;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("unix://" + folder.resolve("docker.sock"));
    }

    /** Where it answers over TLS, to those who prove themselves with {@link #clientPems()}. */
    public URI tlsUrl() {
        return URI.create("tcp://" + address + ":2376");
    }

    /** A client's certificate, its key, and the authority's certificate. */
    public String clientPems() {
        try {
            var text = new StringBuilder();
            for (var name : List.of("client.pem", "client.key", "ca.pem")) {
                text.append(Files.readString(folder.resolve("tls").resolve(name)));
            }
            return text.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The address under which this machine reaches what it publishes. */
    public String address() {
        return address;
    }

    /** Runs {@code docker ARGUMENTS} on this engine. */
    public String docker(String... arguments) {
        var all = new ArrayList<>(List.of("-H", url().toString()));
        all.addAll(List.of(arguments));
        return DockerEngine.docker(all.toArray(String[]::new));
    }

    /** The ids of all its containers, running or not. */
    public List<String> containers() {
        return docker("ps", "-aq", "--no-trunc")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Gives it an image, as an administrator would. */
    public void load(TinyImage image) {
        try {
            var file = Files.createTempFile("image", ".tar");
            Files.copy(new ByteArrayInputStream(image.tar()), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            docker("load", "-i", file.toString());
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        var limit = Instant.now().plus(START_LIMIT);
        while (true) {
            try {
                docker("info");
                return;
            } catch (IllegalStateException notYet) {
                if (Instant.now().isAfter(limit) || !process.isAlive()) {
                    var log = log();
                    close();
                    throw new IllegalStateException("The second Docker Engine did not start:\n" + log, notYet);
                }
            }
            pause();
        }
    }

    private String log() {
        try {
            var text = Files.readString(folder.resolve("engine.log"));
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
