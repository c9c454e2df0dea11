package dev.sextant.testsupport.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out from /proc which processes hold a socket whose local end is a given port. */
final class SocketsOfPort {
    private SocketsOfPort() {}

    static boolean heldBy(long pid, int port) {
        Set<String> sockets = inodes(port);
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.map(SocketsOfPort::target).anyMatch(sockets::contains);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Set<String> inodes(int port) {
        String local = String.format(":%04X", port);
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[1].endsWith(local))
                    .map(columns -> "socket:[" + columns[9] + "]")
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
