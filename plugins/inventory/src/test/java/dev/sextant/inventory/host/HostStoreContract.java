package dev.sextant.inventory.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.Filter;
import dev.sextant.contract.wire.FilterOp;
import dev.sextant.inventory.Keys;
import dev.sextant.inventory.TestApplication;
import dev.sextant.sdk.EntityPage;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does on every database. */
abstract class HostStoreContract {
    private static final String HOST_KEY = Keys.read("ed25519.openssh.pub");

    private HostStore store;

    abstract TestApplication application();

    @BeforeEach
    void empty() {
        store = application().bean(HostStore.class);
        store.delete(all().stream().map(EntityRecord::id).toList());
    }

    @Test
    void keepsWhatIsCreated() {
        EntityRecord<Host> created = store.create(
                        List.of(host("web-1", "10.0.0.1", List.of("blue", "prod"), "A web server\nof ours")))
                .getFirst();

        Host read = store.find(List.of(created.id())).getFirst().value();
        assertThat(read.name()).isEqualTo("web-1");
        assertThat(read.port()).isEqualTo(22);
        assertThat(read.tags()).containsExactly("blue", "prod");
        assertThat(read.description()).isEqualTo("A web server\nof ours");
        assertThat(read.os()).isNull();
        assertThat(read.hostKey()).isEqualTo(HOST_KEY.replace(" test\n", ""));
        assertThat(created.displayName()).isEqualTo("web-1");
    }

    @Test
    void neverHandsTheCredentialOut() {
        EntityRecord<Host> created =
                store.create(List.of(host("web-1", "10.0.0.1"))).getFirst();

        assertThat(created.value().credential().isKept()).isTrue();
        assertThat(all().getFirst().value().credential().isKept()).isTrue();
        assertThat(all().toString()).doesNotContain("BEGIN");
    }

    @Test
    void createsFiveHundredOrNone() {
        List<Host> many = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> host("host-%03d".formatted(i), "10.0.%d.%d".formatted(i / 200, i % 200 + 1)))
                .toList());
        many.set(499, host("-bad-", "10.9.9.9"));
        ProblemException refused = refused(() -> store.create(many));
        assertThat(refused.code()).isEqualTo(HostError.HOST_INVALID);
        assertThat(refused.errors()).extracting(ProblemError::pointer).containsExactly("/499/name");
        assertThat(all()).isEmpty();

        many.set(499, host("good", "10.9.9.9"));
        assertThat(store.create(many)).hasSize(500);

        assertThat(refused(() -> store.create(java.util.Collections.nCopies(501, many.getFirst())))
                        .code())
                .isEqualTo(HostError.HOSTS_TOO_MANY);
    }

    @Test
    void namesEveryDefectOfEveryHost() {
        Host bad = new Host(
                "a/b",
                "no address",
                0,
                "-oProxyCommand=x",
                Authentication.KEY,
                Secret.of("secret text"),
                "x",
                null,
                List.of("a,b"),
                "bell\u0007");

        ProblemException refused = refused(() -> store.create(List.of(host("good", "10.0.0.1"), bad)));

        assertThat(refused.errors())
                .extracting(ProblemError::pointer)
                .containsExactlyInAnyOrder(
                        "/1/name",
                        "/1/address",
                        "/1/port",
                        "/1/user",
                        "/1/hostKey",
                        "/1/tags",
                        "/1/description",
                        "/1/credential");
        assertThat(refused.errors().toString()).doesNotContain("secret text");
        assertThat(all()).isEmpty();
    }

    @Test
    void keepsNamesAndPlacesUnique() {
        store.create(List.of(host("one", "10.0.0.1"), host("two", "HOST.example")));

        assertThat(refused(() -> store.create(List.of(host("one", "10.0.0.2")))).errors())
                .extracting(ProblemError::pointer)
                .containsExactly("/0/name");
        assertThat(refused(() -> store.create(List.of(host("three", "host.EXAMPLE"))))
                        .errors())
                .extracting(ProblemError::pointer)
                .containsExactly("/0/address");
        assertThat(refused(() -> store.create(List.of(host("x", "10.0.0.8"), host("x", "10.0.0.8"))))
                        .errors())
                .extracting(ProblemError::pointer)
                .containsExactly("/1/name", "/1/address");
        assertThat(all()).hasSize(2);
    }

    @Test
    void distinguishesNamesByTheirCase() {
        store.create(List.of(host("one", "10.0.0.1"), host("One", "10.0.0.2")));

        assertThat(names(filter("name", FilterOp.EQ, "One"))).containsExactly("One");
    }

    @Test
    void keepsTheCredentialThatAnUpdateDoesNotName() {
        EntityRecord<Host> created =
                store.create(List.of(host("one", "10.0.0.1"))).getFirst();
        Host changed = withCredential(host("renamed", "10.0.0.1"), Authentication.KEY, Secret.kept());

        store.update(List.of(new EntityRecord<>(created.id(), "ignored", changed)));

        assertThat(all().getFirst().displayName()).isEqualTo("renamed");
        assertThat(application()
                        .bean(Credentials.class)
                        .reveal(List.of(created.id()))
                        .getFirst()
                        .privateKey())
                .isEqualTo(Keys.read("ed25519.openssh"));
    }

    @Test
    void wantsANewCredentialForAnotherAuthentication() {
        EntityRecord<Host> created =
                store.create(List.of(host("one", "10.0.0.1"))).getFirst();
        Host changed = withCredential(host("one", "10.0.0.1"), Authentication.PASSWORD, Secret.kept());

        assertThat(refused(() -> store.update(List.of(new EntityRecord<>(created.id(), "", changed))))
                        .errors())
                .extracting(ProblemError::pointer)
                .containsExactly("/0/credential");

        Host good = withCredential(host("one", "10.0.0.1"), Authentication.PASSWORD, Secret.of("pa55 word"));
        store.update(List.of(new EntityRecord<>(created.id(), "", good)));
        assertThat(application()
                        .bean(Credentials.class)
                        .reveal(List.of(created.id()))
                        .getFirst()
                        .password())
                .isEqualTo("pa55 word");
    }

    @Test
    void updatesAllOrNone() {
        EntityRecord<Host> created =
                store.create(List.of(host("one", "10.0.0.1"))).getFirst();

        ProblemException refused = refused(() -> store.update(List.of(
                new EntityRecord<>(created.id(), "", host("renamed", "10.0.0.1")),
                new EntityRecord<>("no such id", "", host("two", "10.0.0.2")))));

        assertThat(refused.code()).isEqualTo(HostError.HOST_NOT_FOUND);
        assertThat(all().getFirst().displayName()).isEqualTo("one");
    }

    @Test
    void deletesAndPassesOverWhatIsNotThere() {
        EntityRecord<Host> created =
                store.create(List.of(host("one", "10.0.0.1"))).getFirst();

        store.delete(List.of(created.id(), "no such id"));

        assertThat(all()).isEmpty();
    }

    @Test
    void filtersByEveryOperator() {
        store.create(List.of(
                described("alpha", "10.0.0.1", 22, List.of("blue"), "The 100% host"),
                described("beta", "10.0.0.2", 2222, List.of("blue", "green"), null),
                described("gamma_1", "10.0.0.3", 22, List.of(), "none")));

        assertThat(names(filter("name", FilterOp.EQ, "beta"))).containsExactly("beta");
        assertThat(names(filter("name", FilterOp.NEQ, "beta"))).containsExactly("alpha", "gamma_1");
        assertThat(names(filter("description", FilterOp.NEQ, "none"))).containsExactly("alpha", "beta");
        assertThat(names(filter("name", FilterOp.IN, List.of("alpha", "beta", "omega"))))
                .containsExactly("alpha", "beta");
        assertThat(names(filter("name", FilterOp.IN, List.of()))).isEmpty();
        assertThat(names(filter("name", FilterOp.LIKE, "A_1"))).containsExactly("gamma_1");
        assertThat(names(filter("description", FilterOp.LIKE, "0%"))).containsExactly("alpha");
        assertThat(names(filter("description", FilterOp.NOT_LIKE, "host"))).containsExactly("beta", "gamma_1");
        assertThat(names(filter("port", FilterOp.GT, 22))).containsExactly("beta");
        assertThat(names(filter("port", FilterOp.LT, "2222"))).containsExactly("alpha", "gamma_1");
        assertThat(names(filter("name", FilterOp.GT, "alpha"))).containsExactly("beta", "gamma_1");
        assertThat(names(filter("description", FilterOp.IS, null))).containsExactly("beta");
        assertThat(names(filter("description", FilterOp.IS_NOT, null))).containsExactly("alpha", "gamma_1");
        assertThat(names(filter("tags", FilterOp.EQ, "green"))).containsExactly("beta");
        assertThat(names(filter("tags", FilterOp.EQ, "gree"))).isEmpty();
        assertThat(names(filter("tags", FilterOp.IN, List.of("green", "blue")))).containsExactly("alpha", "beta");
        assertThat(names(filter("tags", FilterOp.IS, null))).containsExactly("gamma_1");
        assertThat(names(filter("authentication", FilterOp.EQ, "KEY"))).hasSize(3);
        assertThat(names(filter("authentication", FilterOp.LIKE, "KE"))).hasSize(3);
        assertThat(names(filter("authentication", FilterOp.LIKE, "KERBEROS"))).isEmpty();
        assertThat(names(filter("authentication", FilterOp.NOT_LIKE, "KERBEROS")))
                .hasSize(3);
        assertThat(names(filter("credential", FilterOp.IS_NOT, null))).hasSize(3);
        String id = all().getFirst().id();
        assertThat(names(filter("id", FilterOp.IN, List.of(id)))).containsExactly("alpha");
    }

    @Test
    void refusesFiltersThatCannotBeApplied() {
        for (Filter filter : List.of(
                filter("nothing", FilterOp.EQ, "x"),
                filter("port", FilterOp.EQ, "x"),
                filter("port", FilterOp.LIKE, "2"),
                filter("name", FilterOp.EQ, 1),
                filter("name", FilterOp.IN, "x"),
                filter("name", FilterOp.IS, "x"),
                filter("authentication", FilterOp.EQ, "KERBEROS"),
                filter("credential", FilterOp.EQ, "x"),
                filter("credential", FilterOp.LIKE, "v1"),
                filter("credential", FilterOp.GT, "v1"))) {
            assertThat(refused(() -> names(filter)).code()).isEqualTo(HostError.FILTER_INVALID);
        }
        assertThat(refused(() -> store.query(new EntityQuery(List.of(), 1, "*", null)))
                        .code())
                .isEqualTo(HostError.CURSOR_INVALID);
    }

    @Test
    void searchesWithoutRegardToCase() {
        store.create(List.of(
                described("alpha", "10.0.0.1", 22, List.of("Blue"), null),
                described("beta", "10.0.0.2", 22, List.of(), "Database of 作业")));

        assertThat(search("BLU")).containsExactly("alpha");
        assertThat(search("10.0.0.")).containsExactly("alpha", "beta");
        assertThat(search("作业")).containsExactly("beta");
        assertThat(search("%")).isEmpty();
        assertThat(search("' or 1=1 --")).isEmpty();
    }

    @Test
    void pagesThroughAllOfThemInOrder() {
        store.create(IntStream.range(0, 25)
                .mapToObj(i -> host("host-%02d".formatted(24 - i), "10.0.0." + (i + 1)))
                .toList());

        List<String> names = new ArrayList<>();
        @Nullable String after = null;
        do {
            EntityPage<Host> page = store.query(new EntityQuery(List.of(), 10, after, null));
            page.items().forEach(item -> names.add(item.displayName()));
            after = page.next();
        } while (after != null);

        assertThat(names).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    private List<EntityRecord<Host>> all() {
        return store.query(new EntityQuery(List.of(), 1000, null, null)).items();
    }

    private List<String> names(Filter filter) {
        return store.query(new EntityQuery(List.of(filter), 1000, null, null)).items().stream()
                .map(EntityRecord::displayName)
                .toList();
    }

    private List<String> search(String text) {
        return store.query(new EntityQuery(List.of(), null, null, text)).items().stream()
                .map(EntityRecord::displayName)
                .toList();
    }

    private static Filter filter(String attribute, FilterOp op, @Nullable Object condition) {
        return new Filter(attribute, op, condition);
    }

    private static ProblemException refused(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    static Host host(String name, String address) {
        return host(name, address, List.of(), null);
    }

    static Host host(String name, String address, List<String> tags, @Nullable String description) {
        return described(name, address, 22, tags, description);
    }

    private static Host described(
            String name, String address, int port, List<String> tags, @Nullable String description) {
        Secret key = Secret.of(Keys.read("ed25519.openssh"));
        return new Host(name, address, port, "root", Authentication.KEY, key, HOST_KEY, null, tags, description);
    }

    private static Host withCredential(Host host, Authentication authentication, Secret credential) {
        return new Host(
                host.name(),
                host.address(),
                host.port(),
                host.user(),
                authentication,
                credential,
                host.hostKey(),
                host.os(),
                host.tags(),
                host.description());
    }
}
