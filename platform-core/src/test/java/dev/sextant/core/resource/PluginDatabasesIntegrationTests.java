package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.TestManifests;
import dev.sextant.core.resource.ResourceItem.State;
import dev.sextant.core.resource.ResourceItems.Owner;
import dev.sextant.core.resource.database.SchemaCopy;
import dev.sextant.testsupport.PluginArchive;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CoreIntegrationTest
@SuppressWarnings("StringConcatToTextBlock") // its check stumbles over these scripts
class PluginDatabasesIntegrationTests {
    private static final String PASSWORD = "canary-Of-The-Database-Admin";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SCRIPTS = "database: {init: init.sql, upgrade: upgrade.sql}";
    private static final String INIT = """
            create table author (id bigint auto_increment primary key, name varchar(20) not null);
            create table book (id bigint auto_increment primary key, author bigint not null, title varchar(50) not null,
              size int not null default 0, big boolean generated always as (size > 100),
              constraint book_author foreign key (author) references author (id));
            create view titles as select b.title, a.name from book b join author a on a.id = b.author;
            create view a_view_of_a_view as select title from titles;
            DELIMITER //
            create trigger book_size before insert on book for each row begin if new.size = 0 then set new.size = 7; end if; end//
            create function twice(x int) returns int deterministic return 2 * x//
            DELIMITER ;
            insert into author (name) values ('jane'), ('joe');
            insert into book (author, title) values (1, 'it''s \\\\ one'), (2, 'two');
            """;

    @Autowired
    PluginDatabases databases;

    @Autowired
    ResourceItems items;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    KeptResources kept;

    @Autowired
    JdbcClient database;

    private final String plugin =
            "books-%s".formatted(UUID.randomUUID().toString().substring(0, 8));

    @BeforeEach
    void enterHost() throws SQLException {
        var access = new HostAccess(
                ResourceHost.Kind.DATABASE,
                TestDatabase.address(),
                TestDatabase.administrator(PASSWORD),
                PASSWORD,
                false);
        hosts.insert(new HostDraft("db-of-" + plugin, access, null));
    }

    @AfterEach
    void removeAll() throws SQLException {
        for (var schema : TestDatabase.texts("show databases")) {
            if (schema.startsWith("books_") || schema.startsWith("sextant_before_")) {
                TestDatabase.run("drop schema `" + schema + "`");
            }
        }
        for (var user : TestDatabase.texts("select user from mysql.user where user like 'books%'")) {
            TestDatabase.run("drop user '" + user + "'");
        }
        database.sql("delete from resource_item").update();
        database.sql("delete from resource_host where kind = 'DATABASE'").update();
    }

    @Test
    void laysOutASchemaAsItsOwnUser() throws SQLException {
        provide("1.0.0", INIT, "");

        try (var connection = connect()) {
            assertThat(TestDatabase.texts(connection, "select name from titles order by name"))
                    .containsExactly("jane", "joe");
            assertThat(TestDatabase.texts(connection, "select concat(size, ' ', twice(size)) from book"))
                    .containsExactly("7 14", "7 14");
        }
        assertThat(item().version()).isEqualTo("1.0.0");
        assertThat(item().itemName()).isEqualTo(plugin.replace('-', '_'));
        assertThat(databases.files(plugin)).containsOnlyKeys("database-main.json");
        assertThat(databases.files(plugin).get("database-main.json")).contains(access().password());
        assertThat(database.sql("select sealed_secret from resource_item")
                        .query(String.class)
                        .single())
                .doesNotContain(access().password());
        provide("1.0.0", "this would fail", "");
    }

    private static final String[] HOSTILE = {
        "use OTHER",
        "select * from OTHER.author",
        "insert into OTHER.author (name) values ('mallory')",
        "create table OTHER.mine (x int)",
        "create view spy as select * from OTHER.author",
        "drop schema OTHER",
        "create schema another",
        "select * from mysql.user",
        "update mysql.global_priv set user = 'x'",
        "grant all on *.* to current_user",
        "grant select on SELF.* to 'tester_1'@'%'",
        "create user mallory",
        "set password for root@localhost = password('x')",
        "select load_file('/etc/passwd') is null and 1 = (select 1 from mysql.db)",
        "select 'x' into outfile '/tmp/sextant-mallory'",
        "load data infile '/etc/passwd' into table author",
        "set global max_connections = 1",
        "shutdown",
        "kill 1",
        "create event tick on schedule every 1 second do set @x = 1",
        "install plugin ha soname 'ha.so'",
        "create definer = root@localhost procedure p() select 1",
    };

    @Test
    void letsAHostilePluginDoNothingOutsideItsSchema() throws SQLException {
        provide("1.0.0", INIT, "");
        // In a grant an unescaped underscore would stand for the x, too.
        var other = plugin.replace('-', 'x');
        TestDatabase.run("create schema " + other);
        TestDatabase.run("create table %s.author (name varchar(20))".formatted(other));
        try (var connection = connect();
                var mallory = connection.createStatement()) {
            for (var statement : HOSTILE) {
                var text = statement.replace("OTHER", other).replace("SELF", access().schema());
                assertThatThrownBy(() -> mallory.execute(text)).as(text).isInstanceOf(SQLException.class);
            }
        } finally {
            TestDatabase.run("drop schema " + other);
        }
    }

    @Test
    void readsNoFileOfThePlatformForAScript() {
        assertThatThrownBy(() -> provide(
                        "1.0.0", "create table a (x text);\nload data local infile '/etc/hostname' into table a;", ""))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.detail()).contains("init.sql, statement 2, line 2"));
    }

    @Test
    void saysWhichStatementFailedAndLeavesNothing() throws SQLException {
        assertThatThrownBy(() -> provide("1.0.0", "create table a (x int);\n\ncreate table a (y int);\n", ""))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ResourceError.SCRIPT_FAILED);
                    assertThat(problem.detail())
                            .contains("init.sql, statement 2, line 3")
                            .contains("already exists");
                });

        assertThat(items.of(Allocation.Kind.SCHEMA, plugin)).isEmpty();
        assertThat(TestDatabase.texts("show databases")).doesNotContain(plugin.replace('-', '_'));
        provide("1.0.0", INIT, "");
    }

    @Test
    void bringsAnEarlierVersionUp() throws SQLException {
        provide("1.0.0", INIT, "");

        provide(
                "1.2.0",
                "not run",
                "#@v1.0.0-begin@;\nfails;\n#@v1.0.0-end@;\n#@v1.1.0-begin@;\nalter table author add born int;\n#@v1.1.0-end@;\n");

        assertThat(item().version()).isEqualTo("1.2.0");
        try (var connection = connect()) {
            assertThat(TestDatabase.texts(connection, "select count(*) from author where born is null"))
                    .containsExactly("2");
        }
        assertThat(copies()).isEmpty();
        assertThat(item().copied()).isFalse();
    }

    @Test
    void bringsEverythingBackWhenAnUpgradeFails() throws SQLException {
        provide("1.0.0", INIT, "");
        var before = dump();

        assertThatThrownBy(() -> provide("2.0.0", "", """
                        #@v2.0.0-begin@;
                        drop view titles;
                        delete from book;
                        alter table author drop column name;
                        create table more (x int);
                        drop function twice;
                        select * from nowhere;
                        #@v2.0.0-end@;
                        """))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.detail()).contains("upgrade.sql, statement 6, line 7"));

        assertThat(dump()).isEqualTo(before);
        assertThat(item().version()).isEqualTo("1.0.0");
        assertThat(item().state()).isEqualTo(State.READY);
        assertThat(item().problem()).contains("statement 6");
        assertThat(copies()).isEmpty();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("insert into book (author, title) values (1, 'three')");
            assertThatThrownBy(() -> statement.execute("insert into book (author, title) values (9, 'four')"))
                    .hasMessageContaining("foreign key");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "CREATING"})
    void goesOnAfterAnInterruption(State left) throws SQLException {
        provide("1.0.0", INIT, "");
        interrupted(left);
        if (left == State.RESERVED) {
            TestDatabase.run("drop schema " + access2().schema());
            TestDatabase.run("drop user " + access2().user());
        } else {
            TestDatabase.run("drop table %s.book".formatted(access2().schema()));
        }

        provide("1.0.0", INIT, "");

        try (var connection = connect()) {
            assertThat(TestDatabase.texts(connection, "select title from book")).hasSize(2);
        }
    }

    @Test
    void bringsBackWhatAnInterruptedUpgradeHasLeft() throws SQLException {
        provide("1.0.0", INIT, "");
        var before = dump();
        takeCopy();
        interrupted(State.UPGRADING);
        TestDatabase.run("drop table %s.book".formatted(access2().schema()));

        // Nobody goes on with it: the plugin has no instance.
        kept.tidy();

        assertThat(item().state()).isEqualTo(State.READY);
        assertThat(dump()).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    @Test
    void removesWhatNoPluginHasUsedYetAndWhatIsToGo() throws SQLException {
        for (var left : new State[] {State.CREATING, State.DROPPING}) {
            provide("1.0.0", INIT, "");
            interrupted(left);

            kept.tidy();

            assertThat(items.of(Allocation.Kind.SCHEMA, plugin)).isEmpty();
            assertThat(TestDatabase.texts("show databases")).doesNotContain(plugin.replace('-', '_'));
            assertThat(TestDatabase.texts("select user from mysql.user")).doesNotContain(plugin.replace('-', '_'));
        }
    }

    @Test
    void endsWholeAtWhateverMomentItsConnectionsAreCut() throws Exception {
        var seed = new Random().nextLong();
        System.out.println("cut with the seed " + seed);
        var random = new Random(seed);
        provide("1.0.0", INIT, "");
        for (int round = 1; round <= 20; round++) {
            var version = "1.%d.0".formatted(round);
            var upgrade = """
                    #@v%1$s-begin@;
                    alter table author add c%2$d int;
                    update author set c%2$d = 1;
                    insert into book (author, title) values (1, 'of %2$d');
                    #@v%1$s-end@;
                    """.formatted(version, round);
            var cutting = cutAfter(random.nextInt(150));

            tryTo(() -> provide(version, "", upgrade));
            cutting.join();
            // As after a start of the core.
            // In this thread: an interrupt of a write would close an H2 database.
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(tryTo(() -> provide(version, "", upgrade)))
                            .isTrue());
            kept.tidy();

            try (var connection = connect()) {
                assertThat(TestDatabase.texts(connection, "select count(*) from book"))
                        .as("seed %d, round %d", seed, round)
                        .containsExactly(Integer.toString(2 + round));
                assertThat(TestDatabase.texts(connection, "select sum(c%d) from author".formatted(round)))
                        .containsExactly("2");
            }
            assertThat(copies()).isEmpty();
        }
    }

    private static boolean tryTo(Runnable work) {
        try {
            work.run();
            return true;
        } catch (ProblemException cut) {
            return false;
        }
    }

    /** Ends all that the platform has open on the server, as the death of the core does. */
    private static Thread cutAfter(int millis) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(millis);
                for (var id : TestDatabase.texts(
                        "select id from information_schema.processlist where user like 'tester%' or user like 'books%'")) {
                    TestDatabase.run("kill " + id);
                }
            } catch (SQLException gone) {
                // It has ended by itself.
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void touchesNoSchemaThatIsNotTheirs() throws SQLException {
        TestDatabase.run("create schema " + plugin.replace('-', '_'));
        TestDatabase.run("create table %s.precious (x int)".formatted(plugin.replace('-', '_')));

        assertThatThrownBy(() -> provide("1.0.0", INIT, ""))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ResourceError.DATABASE_TAKEN));
        kept.tidy();

        assertThat(TestDatabase.texts("show tables from " + plugin.replace('-', '_')))
                .containsExactly("precious");
        assertThat(items.of(Allocation.Kind.SCHEMA, plugin)).isEmpty();
    }

    @Test
    void refusesALaunchWithoutAHost() {
        database.sql("update resource_host set schedulable = false where kind = 'DATABASE'")
                .update();

        assertThatThrownBy(() -> databases.check(manifest("1.0.0", SCRIPTS)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ResourceError.HOST_MISSING);
                    assertThat(problem.detail()).contains(plugin).contains("Resources");
                });
        // One that keeps its database by itself needs none.
        databases.check(manifest("1.0.0", "database: {}"));
        databases.provide(manifest("1.0.0", "database: {}"), (file, most) -> "", LOOPBACK);
        assertThat(databases.access(plugin)).isEmpty();
    }

    @Test
    void dropsASchemaOnlyWhenAskedByItsName() throws SQLException {
        provide("1.0.0", INIT, "");
        var id = item().id();

        assertThatThrownBy(() -> kept.drop(id, "another", "user:jane"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ResourceError.RESOURCE_UNCONFIRMED));
        kept.tidy();
        assertThat(TestDatabase.texts("show databases")).contains(access().schema());

        kept.drop(id, access().schema(), "user:jane");

        assertThat(TestDatabase.texts("show databases")).doesNotContain(plugin.replace('-', '_'));
        assertThat(items.find(id)).isEmpty();
    }

    @Test
    void answersQuestionsAndNothingElse() throws SQLException {
        provide("1.0.0", INIT, "");
        var id = item().id();

        var answer = kept.ask(id, "select name, null from author order by name", "user:jane");

        assertThat(answer.columns()).containsExactly("name", "NULL");
        assertThat(answer.rows())
                .containsExactly(java.util.Arrays.asList("jane", null), java.util.Arrays.asList("joe", null));
        assertThat(kept.ask(id, "select 1 from information_schema.columns a, information_schema.columns b", "user:jane")
                        .rows())
                .hasSize(200);
        for (var sql : new String[] {
            "delete from book",
            "select 1; delete from book",
            "drop table book",
            "set @a = 1",
            "select twice(2)",
            "call nothing()",
            "select title into outfile '/tmp/sextant-mallory' from book",
            "select * from mysql.user",
            "use mysql",
            "select",
            "lock tables book write",
            "select sleep(60)"
        }) {
            assertThatThrownBy(() -> kept.ask(id, sql, "user:jane"))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(ResourceError.QUESTION_REFUSED));
        }
        assertThat(TestDatabase.texts("select user from mysql.user"))
                .noneMatch(user -> user.startsWith("sextant_reader"));
        assertThat(dump()).contains("two");
    }

    private void provide(String version, String init, String upgrade) {
        var scripts = Map.of("init.sql", init, "upgrade.sql", upgrade);
        databases.provide(manifest(version, SCRIPTS), (file, most) -> scripts.getOrDefault(file, ""), LOOPBACK);
    }

    private PluginManifest manifest(String version, String more) {
        return TestManifests.read(PluginArchive.manifest(plugin, version, more));
    }

    private ResourceItem item() {
        return items.find(Allocation.Kind.SCHEMA, new Owner(plugin, "main")).orElseThrow();
    }

    private DatabaseAccess access() {
        return databases.access(plugin).orElseThrow();
    }

    /** In a state in which the plugin is not told. */
    private DatabaseAccess access2() {
        return new DatabaseAccess(LOOPBACK, 0, item().itemName(), item().userName(), items.secret(item()));
    }

    private Connection connect() throws SQLException {
        var access = access();
        return DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/%s?allowLocalInfile=true"
                        .formatted(access.host(), access.port(), access.schema()),
                access.user(),
                access.password());
    }

    private void interrupted(State left) {
        database.sql("update resource_item set state = ? where plugin = ?")
                .params(left.name(), plugin)
                .update();
    }

    @Autowired
    SchemaCopy copy;

    @Autowired
    dev.sextant.core.resource.database.DatabaseConnections connections;

    private void takeCopy() {
        try (var server = connections.server(hosts.access(item().hostId()))) {
            copy.take(server, item().itemName());
        }
        items.copied(item(), true);
    }

    private static java.util.List<String> copies() throws SQLException {
        return TestDatabase.texts("show databases like 'sextant\\\\_before\\\\_%'");
    }

    /** All that the schema holds and is, as its own user sees it. */
    private String dump() throws SQLException {
        try (var connection = connect()) {
            var text = new StringBuilder();
            for (var sql : new String[] {
                "select concat_ws('|', table_name, table_type, auto_increment) from information_schema.tables where table_schema = database() order by table_name",
                "select concat_ws('|', table_name, column_name, column_type, extra, generation_expression) from information_schema.columns where table_schema = database() order by 1",
                "select concat_ws('|', trigger_name, action_statement, definer) from information_schema.triggers where trigger_schema = database()",
                "select concat_ws('|', routine_name, routine_definition, definer) from information_schema.routines where routine_schema = database()",
                "select concat_ws('|', table_name, view_definition, definer, security_type) from information_schema.views where table_schema = database() order by 1",
                "select concat_ws('|', constraint_name, referenced_table_name) from information_schema.referential_constraints where constraint_schema = database()",
                "select concat_ws('|', id, author, title, size, big) from book order by id",
                "select concat_ws('|', id, name) from author order by id",
                "select title from a_view_of_a_view order by 1",
            }) {
                text.append(TestDatabase.texts(connection, sql)).append('\n');
            }
            return text.toString();
        }
    }
}
