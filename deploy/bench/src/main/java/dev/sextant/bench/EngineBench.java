package dev.sextant.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.sextant.testsupport.MariaDbServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a second of a workflow with three service nodes, against a bare Flowable with three asynchronous service tasks: the
 * same database settings, warmed up, measured in turn in one process.
 */
public final class EngineBench {
    private static final double GOAL = 0.5;
    private static final int ROUNDS = 2;

    private final Duration round;
    private final Duration warmUp;
    private final PrintStream tell;

    private EngineBench(int seconds, PrintStream tell) {
        this.round = Duration.ofSeconds(seconds);
        this.warmUp = Duration.ofSeconds(Math.max(5, seconds));
        this.tell = tell;
    }

    /** One line of the result. */
    record Result(
            String bench,
            String database,
            double ours,
            double reference,
            String unit,
            double ratio,
            double goal,
            boolean met,
            Map<String, Map<String, Double>> perRun) {}

    /** {@code [--json] [--database h2|mariadb|both] [--seconds N]}. */
    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments);
        boolean json = options.contains("--json");
        String database = option(options, "--database", "both");
        int seconds = Integer.parseInt(option(options, "--seconds", "15"));
        var bench = new EngineBench(seconds, System.err);
        var results = new ArrayList<Result>();
        if (!database.equals("mariadb")) {
            results.add(bench.onH2());
        }
        if (!database.equals("h2")) {
            results.add(bench.onMariaDb());
        }
        if (json) {
            System.out.println(JsonMapper.shared().writeValueAsString(results));
        } else {
            results.forEach(EngineBench::print);
        }
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }

    private static String option(List<String> options, String name, String fallback) {
        int index = options.indexOf(name);
        return index < 0 || index + 1 == options.size() ? fallback : options.get(index + 1);
    }

    private static void print(Result result) {
        System.out.printf(
                "%s on %s: ours %.0f runs/s, bare Flowable %.0f runs/s, ratio %.2f (goal %.2f, %s)%n",
                result.bench,
                result.database,
                result.ours,
                result.reference,
                result.ratio,
                result.goal,
                result.met ? "met" : "not met");
        result.perRun.forEach((side, counts) -> System.out.printf(
                "  %s: %.1f statements and %.2f commits a run%n",
                side, counts.get("statements"), counts.get("commits")));
    }

    private Result onH2() throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("sextant-bench-");
        try {
            return compare(
                    "H2",
                    "jdbc:h2:file:" + folder.resolve("ours") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                    "jdbc:h2:file:" + folder.resolve("reference") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                    "sa");
        } finally {
            delete(folder);
        }
    }

    private Result onMariaDb() throws IOException, InterruptedException, ExecutionException {
        try (MariaDbServer server = MariaDbServer.start()) {
            return compare("MariaDB", server.createDatabase(), server.createDatabase(), "root");
        }
    }

    private Result compare(String database, String ours, String reference, String user)
            throws IOException, InterruptedException, ExecutionException {
        Path home = Files.createTempDirectory("sextant-bench-home-");
        try (Contender core = new SextantCore(Map.of(
                        "sextant.home", home.toString(), "sextant.database.url", ours, "sextant.database.user", user));
                Contender bare = new BareFlowable(pool(reference, user))) {
            tell.println(database + ": warming up");
            Measurement.of(core, warmUp);
            Measurement.of(bare, warmUp);
            Measurement us = Measurement.NONE;
            Measurement them = Measurement.NONE;
            for (int i = 1; i <= ROUNDS; i++) {
                Measurement mine = Measurement.of(core, round);
                Measurement theirs = Measurement.of(bare, round);
                tell.printf(
                        "%s, round %d: ours %.0f runs/s (%s), bare Flowable %.0f runs/s (%s)%n",
                        database, i, mine.rate(), mine.perRun(), theirs.rate(), theirs.perRun());
                us = us.plus(mine);
                them = them.plus(theirs);
            }
            return result(database, us, them);
        } finally {
            delete(home);
        }
    }

    private static Result result(String database, Measurement us, Measurement them) {
        double ratio = us.rate() / them.rate();
        var perRun = new LinkedHashMap<String, Map<String, Double>>();
        perRun.put("ours", counts(us));
        perRun.put("reference", counts(them));
        return new Result(
                "engine",
                database,
                rounded(us.rate()),
                rounded(them.rate()),
                "runs/s",
                rounded(ratio),
                GOAL,
                ratio >= GOAL,
                perRun);
    }

    private static Map<String, Double> counts(Measurement measured) {
        return Map.of(
                "statements", rounded((double) measured.traffic().statements() / measured.runs()),
                "commits", rounded((double) measured.traffic().commits() / measured.runs()));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static HikariDataSource pool(String url, String user) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword("");
        pool.setMaximumPoolSize(20);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return pool;
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
