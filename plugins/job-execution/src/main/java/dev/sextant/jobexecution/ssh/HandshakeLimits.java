package dev.sextant.jobexecution.ssh;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Bounds how many connections are set up at once: everywhere, to a subnet, to a host. */
final class HandshakeLimits {
    private final SshSettings settings;
    private final Semaphore everywhere;
    private final Map<String, Counted> places = new ConcurrentHashMap<>();

    HandshakeLimits(SshSettings settings) {
        this.settings = settings;
        this.everywhere = new Semaphore(settings.handshakes(), true);
    }

    /** Waits for its turn; the narrowest limit comes first, so that a slow host holds up nobody else. */
    Turn take(InetSocketAddress address) throws InterruptedException {
        Turn turn = new Turn();
        try {
            turn.take("host " + address, settings.handshakesPerHost());
            turn.take("subnet " + subnet(address.getAddress()), settings.handshakesPerSubnet());
            everywhere.acquire();
            turn.everywhere = true;
            return turn;
        } catch (InterruptedException interruption) {
            turn.close();
            throw interruption;
        }
    }

    private static String subnet(InetAddress address) {
        int bytes = address instanceof Inet4Address ? 3 : 8;
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), bytes));
    }

    /** The right to set up one connection. */
    final class Turn implements AutoCloseable {
        private final java.util.List<String> taken = new java.util.ArrayList<>();
        private boolean everywhere;

        private void take(String place, int permits) throws InterruptedException {
            Counted counted =
                    places.compute(place, (name, known) -> (known == null ? new Counted(permits) : known).used());
            taken.add(place);
            try {
                counted.semaphore.acquire();
            } catch (InterruptedException interruption) {
                leave(taken.removeLast(), false);
                throw interruption;
            }
        }

        private void leave(String place, boolean held) {
            places.computeIfPresent(place, (name, counted) -> {
                if (held) {
                    counted.semaphore.release();
                }
                counted.users--;
                return counted.users == 0 ? null : counted;
            });
        }

        @Override
        public void close() {
            if (everywhere) {
                HandshakeLimits.this.everywhere.release();
            }
            taken.reversed().forEach(place -> leave(place, true));
        }
    }

    private static final class Counted {
        private final Semaphore semaphore;
        private int users;

        private Counted(int permits) {
            semaphore = new Semaphore(permits, true);
        }

        private Counted used() {
            users++;
            return this;
        }
    }
}
