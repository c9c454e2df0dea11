package dev.sextant.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.Filter;
import dev.sextant.contract.wire.FilterOp;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.GatewayClient;
import dev.sextant.sdk.Secret;
import dev.sextant.sdk.sample.Guest;
import dev.sextant.sdk.sample.Guests;
import dev.sextant.sdk.sample.RunningPlugin;
import dev.sextant.sdk.sample.TestCore;
import dev.sextant.testsupport.TestIdentities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The client against the real endpoints of another plugin. */
class EntityClientIntegrationTests {

    @TempDir
    static Path folder;

    private static TestCore core;
    private static RunningPlugin plugin;
    private static EntityClients clients;

    /** Less than the entity has: another plugin need not know all of it. */
    record Name(String name) {}

    @BeforeAll
    static void start() throws Exception {
        core = new TestCore();
        plugin = RunningPlugin.start(folder, core);
        clients = clients("greeter:read", "greeter:manage");
    }

    @BeforeEach
    void forget() {
        Guests guests = plugin.get(Guests.class);
        guests.delete(guests.ids());
    }

    @AfterAll
    static void stop() {
        plugin.close();
        core.close();
    }

    @Test
    void writesAndReadsTypedRecordsWithTheirSecrets() {
        EntityClient<Guest> guests = clients.of("greeter:guest", Guest.class);

        EntityRecord<Guest> ann = guests.create(List.of(guest("Ann"))).getFirst();
        assertThat(ann.displayName()).isEqualTo("Ann");
        assertThat(ann.value().password().isKept()).isTrue();
        assertThat(plugin.get(Guests.class).passwords).containsEntry(ann.id(), "canary-1618");

        guests.update(List.of(new EntityRecord<>(ann.id(), "", ann.value())));
        assertThat(plugin.get(Guests.class).passwords).containsEntry(ann.id(), "canary-1618");
        assertThat(guests.update(ann.id(), Map.of("room", 7)).value().room()).isEqualTo(7);
        assertThat(guests.find(List.of(ann.id(), "nothing"))).hasSize(1);

        guests.delete(List.of(ann.id()));
        assertThat(guests.all()).isEmpty();
    }

    @Test
    void cutsLongListsAndFollowsPages() {
        EntityClient<Guest> guests = clients.of("greeter:guest", Guest.class);
        List<Guest> many =
                IntStream.range(0, 2500).mapToObj(i -> guest("Guest " + i)).toList();

        assertThat(guests.create(many)).hasSize(2500);

        assertThat(clients.of("greeter:guest", Name.class)
                        .all()
                        .map(each -> each.value().name()))
                .hasSize(2500)
                .startsWith("Guest 0")
                .endsWith("Guest 2499")
                .doesNotHaveDuplicates();
        assertThat(guests.query(EntityQuery.all()).items()).hasSize(100);
    }

    @Test
    void tellsTheOtherSidesProblemAndHowMuchWasWritten() {
        EntityClient<Name> names = clients.of("greeter:guest", Name.class);
        EntityClient<Guest> guests = clients.of("greeter:guest", Guest.class);
        List<Guest> list = new ArrayList<>();
        IntStream.range(0, 1000).forEach(i -> list.add(guest("Guest " + i)));
        list.add(guest(""));

        assertThatExceptionOfType(EntityCallException.class)
                .isThrownBy(() -> guests.create(list))
                .satisfies(refused -> {
                    assertThat(refused.problem().code()).isEqualTo("ENTITY_INVALID");
                    assertThat(refused.problem().errors().getFirst().pointer()).isEqualTo("/0/name");
                    assertThat(refused.written()).isEqualTo(1000);
                    assertThat(refused.unclear()).isFalse();
                });
        assertThatExceptionOfType(EntityCallException.class)
                .isThrownBy(() -> names.all(new Filter("nothing", FilterOp.EQ, "x")))
                .withMessageContaining("query of greeter:guest was refused");
        assertThatExceptionOfType(EntityCallException.class)
                .isThrownBy(() ->
                        clients("greeter:read").of("greeter:guest", Guest.class).delete(List.of("x")))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(403));
    }

    @Test
    void neverCreatesTwiceWhenTheAnswerIsLost() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger calls = new AtomicInteger();
            Thread.startVirtualThread(() -> hangUp(server, calls));
            EntityClients lossy = new EntityClients(
                    GatewayClient.of(URI.create("http://127.0.0.1:" + server.getLocalPort()), () -> "token"),
                    JsonMapper.shared());

            assertThatExceptionOfType(EntityCallException.class)
                    .isThrownBy(() -> lossy.of("greeter:guest", Guest.class).create(List.of(guest("Ann"))))
                    .satisfies(lost -> assertThat(lost.unclear()).isTrue());
            assertThat(calls).hasValue(1);
            assertThatExceptionOfType(EntityCallException.class)
                    .isThrownBy(() -> lossy.of("greeter:guest", Guest.class).delete(List.of("x")));
            assertThat(calls).hasValue(5);
        }
    }

    private static void hangUp(ServerSocket server, AtomicInteger calls) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    calls.incrementAndGet();
                    socket.getInputStream().read(new byte[1024]);
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static Guest guest(String name) {
        return new Guest(name, 22, Guest.Kind.PAYING, Secret.of("canary-1618"), List.of(), null);
    }

    private static EntityClients clients(String... permissions) {
        String token = TestIdentities.shared()
                .plugin("other", permissions)
                .audience("greeter")
                .token();
        return new EntityClients(GatewayClient.of(plugin.address(), () -> token), JsonMapper.shared());
    }
}
