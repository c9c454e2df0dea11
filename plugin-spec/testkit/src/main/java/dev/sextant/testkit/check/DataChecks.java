package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.testkit.CheckGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of an entity: read, filtered, paged, written. */
final class DataChecks {
    private static final int RECORDS = 3;
    private static final String QUERY_MEND =
            "Serve POST /<plugin>/entities/<entity>/query as docs/wire-protocol.md says; the kits do it for a function that returns the records";
    private static final String WRITE_MEND =
            "Serve create, update and delete with lists of records, or answer all three 404; tell a good record in --inputs "
                    + "(entities.<name>.create)";

    private final Session session;
    private final EntitySpec entity;
    private final EntityCalls calls;
    private final List<String> made = new ArrayList<>();

    DataChecks(Session session, EntitySpec entity) {
        this.session = session;
        this.entity = entity;
        this.calls = new EntityCalls(session, entity);
    }

    List<Check> all() {
        Operators operators = new Operators(entity, calls);
        return List.of(
                check(
                        "data.create",
                        "Records that fit the manifest are written and come back",
                        WRITE_MEND,
                        this::create),
                check(
                        "data.query",
                        "Each record has id, displayName and the manifest's attributes, each of its type",
                        QUERY_MEND,
                        this::query),
                check("data.operators", "Each operator finds what it must find", QUERY_MEND, operators::check),
                check("data.paging", "Pages of one bring every record once, and end", QUERY_MEND, this::paging),
                check(
                        "data.unknown-attribute",
                        "A filter on an unknown attribute is refused",
                        QUERY_MEND,
                        () -> calls.filter("noSuchAttribute", "eq", "x").expectProblem(400, 422)),
                check(
                        "data.bad-query",
                        "An unknown operator, a limit that is none and a body that is no query are refused",
                        QUERY_MEND,
                        this::badQueries),
                check("data.update", "An update changes what it names and nothing else", WRITE_MEND, this::update),
                check(
                        "data.bad-write",
                        "A record with an unknown attribute or a wrong type is refused and not written",
                        WRITE_MEND,
                        this::badWrites),
                check(
                        "data.delete",
                        "A deleted record is gone, and its deletion may be said again",
                        WRITE_MEND,
                        this::delete));
    }

    private Check check(String name, String expected, String mend, Check.Body body) {
        return Check.of(CheckGroup.DATA, name, expected, mend, body).on(entity.name());
    }

    private Map<String, @Nullable Object> sample(int number) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        session.samples()
                .create(entity)
                .forEach((name, value) -> record.put(
                        name, value instanceof String text ? text.replace("{n}", String.valueOf(number)) : value));
        return record;
    }

    private boolean isTold() {
        return session.samples().inputs().entity(entity.name()).create() != null;
    }

    private void create() throws Deviation, NotApplicable, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        for (int i = 1; i <= RECORDS; i++) {
            records.add(sample(i));
        }
        Exchange answer = calls.write("create", records);
        if (answer.status() == 404 || answer.status() == 405) {
            throw new NotApplicable("The plugin offers no writes (" + answer.status() + ")");
        }
        if (!answer.isSuccess() && !isTold()) {
            answer.expectProblem();
            throw new NotApplicable("Guessed records are refused; tell good ones in --inputs: " + answer.seen());
        }
        List<Map<String, @Nullable Object>> written = EntityCalls.reply(answer).data();
        made.addAll(EntityCalls.ids(written));
        if (written.size() != RECORDS || new HashSet<>(made).size() != RECORDS) {
            throw new Deviation(RECORDS + " records were sent; " + answer.seen());
        }
        List<String> stored = EntityCalls.ids(calls.everything(100));
        if (!stored.containsAll(made)) {
            throw new Deviation("Of the records " + made + " the query brings " + stored);
        }
    }

    private void query() throws Deviation, IOException, InterruptedException {
        Set<String> known = new HashSet<>(Set.of("id", "displayName"));
        entity.attributes().forEach(attribute -> known.add(attribute.name()));
        for (Map<String, @Nullable Object> record : calls.everything(100)) {
            if (!(record.get("id") instanceof String) || !(record.get("displayName") instanceof String)) {
                throw new Deviation("A record without id or displayName: " + record.keySet());
            }
            Set<String> more = new HashSet<>(record.keySet());
            more.removeAll(known);
            if (!more.isEmpty()) {
                throw new Deviation("A record has " + more + ", which the manifest does not know");
            }
            for (AttributeSpec attribute : entity.attributes()) {
                Object value = record.get(attribute.name());
                if (value != null && !fits(attribute, value)) {
                    throw new Deviation("'" + attribute.name() + "' is no " + (attribute.many() ? "list of " : "")
                            + attribute.type().text());
                }
            }
        }
    }

    private static boolean fits(AttributeSpec attribute, Object value) {
        if (attribute.many()) {
            return value instanceof List<?> list
                    && list.stream().allMatch(item -> item != null && fitsOne(attribute.type(), item));
        }
        return fitsOne(attribute.type(), value);
    }

    private static boolean fitsOne(AttributeType type, Object value) {
        return switch (type.text()) {
            case "integer", "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof Map;
            case "secret" -> value instanceof Map<?, ?> mark && mark.size() == 1 && mark.containsKey("set");
            case "string", "text", "instant" -> value instanceof String;
            default -> true;
        };
    }

    private void paging() throws Deviation, NotApplicable, IOException, InterruptedException {
        List<String> whole = EntityCalls.ids(calls.everything(100));
        if (whole.size() < 2) {
            throw new NotApplicable("There are fewer than two records");
        }
        if (whole.size() > 20) {
            throw new NotApplicable("There are more records than a test of pages of one may ask for");
        }
        List<String> paged = EntityCalls.ids(calls.everything(1));
        if (new HashSet<>(paged).size() != paged.size() || !new HashSet<>(paged).equals(new HashSet<>(whole))) {
            throw new Deviation("All at once " + whole + ", page by page " + paged);
        }
    }

    private void badQueries() throws Deviation, IOException, InterruptedException {
        calls.filter("id", "noSuchOperator", "x").expectProblem(400, 422);
        calls.query(Map.of("limit", -1)).expectProblem(400, 422);
        calls.query(Map.of("limit", "many")).expectProblem(400, 422);
        calls.query(Map.of("additionalFilters", "none")).expectProblem(400, 422);
    }

    private String made() throws NotApplicable {
        if (made.isEmpty()) {
            throw new NotApplicable("No record was written, see data.create");
        }
        return made.getFirst();
    }

    private void update() throws Deviation, NotApplicable, IOException, InterruptedException {
        String id = made();
        Map<String, @Nullable Object> before = one(id);
        Map<String, @Nullable Object> change = change();
        Map<String, @Nullable Object> body = new LinkedHashMap<>(change);
        body.put("id", id);
        EntityCalls.reply(calls.write("update", List.of(body)));
        Map<String, @Nullable Object> after = one(id);
        for (AttributeSpec attribute : entity.attributes()) {
            String name = attribute.name();
            boolean changed = change.containsKey(name);
            Object wanted = changed ? change.get(name) : before.get(name);
            boolean secret = attribute.type() == AttributeType.SECRET;
            if (!secret && !String.valueOf(wanted).equals(String.valueOf(after.get(name)))) {
                throw new Deviation(
                        "'" + name + "' " + (changed ? "was not changed" : "was changed, though not named"));
            }
        }
        Map<String, @Nullable Object> stranger = new LinkedHashMap<>(change);
        stranger.put("id", "no-such-record");
        calls.write("update", List.of(stranger)).expectProblem(404);
    }

    private Map<String, @Nullable Object> change() throws NotApplicable {
        Map<String, @Nullable Object> told =
                session.samples().inputs().entity(entity.name()).update();
        if (told != null) {
            return told;
        }
        Optional<AttributeSpec> text = entity.attributes().stream()
                .filter(attribute -> attribute.type() == AttributeType.TEXT
                        || (attribute.type() == AttributeType.STRING
                                && attribute.values().isEmpty()
                                && attribute.reference() == null))
                .filter(attribute -> !attribute.many())
                .findFirst();
        return Map.of(
                text.orElseThrow(() -> new NotApplicable("Which attribute can be changed is not told in --inputs"))
                        .name(),
                "changed");
    }

    private Map<String, @Nullable Object> one(String id) throws Deviation, IOException, InterruptedException {
        List<Map<String, @Nullable Object>> found =
                EntityCalls.reply(calls.filter("id", "eq", id)).data();
        if (found.size() != 1) {
            throw new Deviation("The record " + id + " is found " + found.size() + " times by its id");
        }
        return found.getFirst();
    }

    private void badWrites() throws Deviation, NotApplicable, IOException, InterruptedException {
        made();
        int before = calls.everything(100).size();
        Map<String, @Nullable Object> unknown = sample(RECORDS + 1);
        unknown.put("noSuchAttribute", "x");
        calls.write("create", List.of(unknown)).expectProblem(400, 422);
        for (AttributeSpec attribute : entity.attributes()) {
            Map<String, @Nullable Object> wrong = sample(RECORDS + 1);
            wrong.put(
                    attribute.name(), attribute.type() == AttributeType.OBJECT ? "text" : Map.of("wrong", List.of(1)));
            calls.write("create", List.of(wrong)).expectProblem(400, 422);
        }
        if (calls.everything(100).size() != before) {
            throw new Deviation("A refused record was written");
        }
    }

    private void delete() throws Deviation, NotApplicable, IOException, InterruptedException {
        made();
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        made.forEach(id -> records.add(Map.of("id", id)));
        EntityCalls.reply(calls.write("delete", records));
        List<String> left = EntityCalls.ids(calls.everything(100));
        left = left.stream().filter(made::contains).toList();
        EntityCalls.reply(calls.write("delete", List.of(Map.of("id", made.getFirst()))));
        if (!left.isEmpty()) {
            throw new Deviation("After their deletion " + left + " are still there");
        }
    }
}
